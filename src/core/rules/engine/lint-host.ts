// Runs the rules over all files of a tree: each file by itself, with what the others make of its lines, and then the
// rules that look at the whole.
import type { HostConfiguration } from "../../boot/effective.ts";
import type { Reading } from "../../boot/tree/port.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { controlComments } from "../../sysctl/control.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { parse } from "../../sysctl/parse.ts";
import { RULES } from "../index.ts";
import type { Finding } from "./finding.ts";
import { type HostPart, viewOf } from "./host-part.ts";
import { homeOf } from "./host-words.ts";
import { type LintOptions, lint, silencer } from "./lint.ts";

export interface FileFindings {
  readonly file: TreeFile;
  /** The text as lines; of a file that is no sysctl.conf only the lines mean anything. */
  readonly document: SysctlDocument;
  readonly findings: readonly Finding[];
}

export type HostLintOptions = Omit<LintOptions, "target" | "applier" | "host">;

const documents = new WeakMap<Reading, SysctlDocument>();

/** All files of the tree that were judged or have a finding, each once, by path. */
export function lintHost(host: HostConfiguration, options: HostLintOptions = {}): readonly FileFindings[] {
  const byHome = new Map<string, { readonly file: TreeFile; readonly document: SysctlDocument; readonly findings: Finding[] }>();
  const entry = (file: TreeFile) => {
    const known = byHome.get(homeOf(file));
    if (known) return known;
    const made = { file: atHome(file, host), document: documentOf(file), findings: [] };
    byHome.set(homeOf(file), made);
    return made;
  };
  for (const file of sysctlFiles(host)) {
    if (file.reading.problem !== undefined || file.isNull || byHome.has(homeOf(file))) continue;
    const { document, findings } = entry(file);
    const part = { configuration: host, home: homeOf(file) };
    findings.push(...lintOnce(file, document, { ...options, target: host.target, applier: host.applier, host: part }));
  }
  const files = filesByPath(host);
  for (const { file: path, finding } of wholeTree(host, options)) {
    const file = files.get(path);
    if (file) entry(file).findings.push(withDocuments(finding, files));
  }
  return [...byHome.values()]
    .map(({ file, document, findings }) => ({ file, document, findings: audible(document, findings) }))
    .sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
}

const judged = new WeakMap<Reading, { readonly by: string; readonly findings: readonly Finding[] }>();

/** A file of the same text, with the same fates of its lines, has the same findings: among many files one changes at a time. */
function lintOnce(file: TreeFile, document: SysctlDocument, options: LintOptions & { readonly host: HostPart }): readonly Finding[] {
  const { target, applier, severities, memoryShare, host } = options;
  const { kernel, arch, hz, memory } = target;
  const by = [kernel.text, arch, hz, memory, applier, memoryShare, JSON.stringify(severities), host.home, viewOf(host)].join("\0");
  const known = judged.get(file.reading);
  if (known?.by === by) return known.findings;
  const findings = lint(document, options);
  judged.set(file.reading, { by, findings });
  return findings;
}

function* wholeTree(host: HostConfiguration, { severities }: HostLintOptions) {
  for (const rule of RULES) {
    const chosen = severities?.[rule.id];
    if (!rule.checkHost || chosen === "off") continue;
    for (const { file, finding } of rule.checkHost(host)) yield { file, finding: chosen ? { ...finding, severity: chosen } : finding };
  }
}

/** Places in other files come with the lines of those. */
function withDocuments(finding: Finding, files: ReadonlyMap<string, TreeFile>): Finding {
  if (!finding.related?.some(({ file }) => file !== undefined)) return finding;
  const related = finding.related.map((place) => {
    const file = place.file === undefined ? undefined : files.get(place.file);
    return file ? { ...place, document: documentOf(file) } : place;
  });
  return { ...finding, related };
}

/** Every file of sysctl.d and sysctl.conf, read or not. */
function sysctlFiles({ plan }: HostConfiguration): readonly TreeFile[] {
  return [...plan.runs.flat(), ...plan.passed.map(({ file }) => file)];
}

function filesByPath({ tree, others }: HostConfiguration): ReadonlyMap<string, TreeFile> {
  const all = [...tree.files.values(), ...[...tree.folders.values()].flatMap(({ files }) => files), ...others.map(({ file }) => file)];
  return new Map(all.map((file) => [file.path, file]));
}

/** Read under two names, a file is shown under its own where that is a name of the tree. */
function atHome(file: TreeFile, host: HostConfiguration): TreeFile {
  return file.real === undefined || file.real === file.path ? file : (filesByPath(host).get(file.real) ?? { ...file, path: file.real });
}

function documentOf({ reading }: TreeFile): SysctlDocument {
  const known = documents.get(reading);
  if (known) return known;
  const document = parse(reading.problem === undefined ? reading.text : "");
  documents.set(reading, document);
  return document;
}

/** Comments of a modprobe.d or modules-load.d file silence rules as those of a sysctl.conf do. */
function audible(document: SysctlDocument, findings: readonly Finding[]): readonly Finding[] {
  const isSilenced = silencer(document, controlComments(document));
  return findings.filter((finding) => !isSilenced(finding)).sort((a, b) => a.start - b.start || a.end - b.end);
}
