// Runs the rules over all files of a tree: each file by itself, with what the others make of its lines, and then the
// rules that look at the whole.
import type { HostConfiguration } from "../../boot/configuration.ts";
import { once } from "../../boot/once.ts";
import type { Reading } from "../../boot/tree/port.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { controlComments } from "../../sysctl/control.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { parse } from "../../sysctl/parse.ts";
import { LIMITS } from "../../text/limits.ts";
import { RULES } from "../index.ts";
import { type Finding, SEVERITIES, type Severity } from "./finding.ts";
import { type HostPart, viewOf } from "./host-part.ts";
import { homeOf } from "./host-words.ts";
import { KeptFindings, type Linted } from "./kept-findings.ts";
import { type LintOptions, lintUpTo, silencer } from "./lint.ts";

export interface FileFindings {
  readonly file: TreeFile;
  /** The text as lines; of a file that is no sysctl.conf only the lines mean anything. */
  readonly document: SysctlDocument;
  readonly findings: readonly Finding[];
  /** How many more there are, which are not kept. */
  readonly omitted: Linted["omitted"];
  /** What of it was not read, and why. */
  readonly left?: Linted["left"];
}

export type HostLintOptions = Omit<LintOptions, "target" | "applier" | "host">;

const documents = new WeakMap<Reading, SysctlDocument>();

/**
 * All files of the tree that were judged, have a finding or could not be read, each once. What is known of a file is kept with
 * its text.
 */
export function lintHost(host: HostConfiguration, options: HostLintOptions = {}): readonly FileFindings[] {
  const judged = lintFiles(host, options, { documentOf, lint: lintOnce });
  return host.unread.length === 0 ? [...judged] : withUnread(judged, host);
}

function withUnread(judged: Iterable<FileFindings>, { unread }: HostConfiguration): readonly FileFindings[] {
  const byHome = new Map<string, FileFindings>();
  for (const one of judged) byHome.set(homeOf(one.file), one);
  for (const { file, reason } of unread) {
    if (!file) continue;
    const { left = [], ...one } = byHome.get(homeOf(file)) ?? { file, document: UNREAD, findings: [], omitted: NOTHING.omitted };
    byHome.set(homeOf(file), { ...one, left: [...left, reason] });
  }
  return [...byHome.values()];
}

/** Of all files that could not be read. */
const UNREAD = parse("");

/** How the files of a tree are parsed and judged. */
interface Work {
  readonly documentOf: (file: TreeFile) => SysctlDocument;
  readonly lint: (file: TreeFile, document: SysctlDocument, options: LintOptions & { readonly host: HostPart }) => Linted;
  /** What is told of a file, as it is shown, of which no finding is kept: by a look at its text alone, where that is enough. */
  readonly atOnce?: (file: TreeFile, omitted: Linted["omitted"]) => FileFindings | undefined;
}

export function* lintFiles(host: HostConfiguration, options: HostLintOptions, work: Work): Generator<FileFindings> {
  const byHome = new Map<string, Told>();
  const toldOf = (file: TreeFile, isJudged: boolean): Told => {
    const home = homeOf(file);
    const known = byHome.get(home);
    if (known) return known;
    const told = { file, isJudged, findings: NO_FINDINGS, omitted: NOTHING.omitted };
    byHome.set(home, told);
    return told;
  };
  for (const file of sysctlFiles(host)) if (file.reading.problem === undefined && !file.isNull) toldOf(file, true);
  tellTogether(host, options, (file) => toldOf(file, false));
  const files = once(() => filesByPath(host));
  for (const { file, isJudged, findings: kept, omitted } of [...byHome.values()].sort((a, b) =>
    homeOf(a.file) < homeOf(b.file) ? -1 : 1,
  )) {
    const shown = atHome(file, files);
    const atOnce = isJudged && kept.length === 0 ? work.atOnce?.(shown, omitted) : undefined;
    if (atOnce) {
      yield atOnce;
      continue;
    }
    const document = work.documentOf(file);
    const part = { configuration: host, home: homeOf(file), file };
    const own = isJudged ? work.lint(file, document, { ...options, target: host.target, applier: host.applier, host: part }) : NOTHING;
    const findings = kept.length > 0 ? withThose(own.findings, kept, document) : own.findings;
    yield { file: shown, document, findings, omitted: sumOf(own.omitted, omitted) };
  }
}

/** Of a file that nobody has a word on. */
export const NOTHING: Linted = new KeptFindings().end();

/** What is told of a file. */
interface Told {
  readonly file: TreeFile;
  /** What no applier of sysctl reads is not judged: there is only what the rules that look at the whole find in it. */
  readonly isJudged: boolean;
  findings: (() => Finding)[];
  omitted: Linted["omitted"];
}

/** What the rules that look at the whole find. Of all files as many findings are kept as of one: they come before the first is shown. */
function tellTogether(host: HostConfiguration, { severities }: HostLintOptions, toldOf: (file: TreeFile) => Told): void {
  let room: number = LIMITS.findings;
  /** Findings mostly come file by file. */
  let told: Told | undefined;
  for (const rule of RULES) {
    const chosen = severities?.[rule.id];
    if (!rule.checkHost || chosen === "off") continue;
    for (const found of rule.checkHost(host)) {
      if (told?.file !== found.file) told = toldOf(found.file);
      if (room-- <= 0) {
        told.omitted = withOne(told.omitted, chosen ?? found.severity ?? rule.severity);
        continue;
      }
      const finding = (): Finding => {
        const made = rule.hostFinding(found, host);
        return chosen ? { ...made, severity: chosen } : made;
      };
      if (told.findings === NO_FINDINGS) told.findings = [finding];
      else told.findings.push(finding);
    }
  }
}

/** Of all files of which none is kept. */
const NO_FINDINGS: (() => Finding)[] = [];

/** One record for all files that lack one finding: a hundred thousand may. */
const ONE: Readonly<Record<Severity, Linted["omitted"]>> = {
  error: { ...NOTHING.omitted, error: 1 },
  warning: { ...NOTHING.omitted, warning: 1 },
  information: { ...NOTHING.omitted, information: 1 },
  hint: { ...NOTHING.omitted, hint: 1 },
};

function withOne(counts: Linted["omitted"], severity: Severity): Linted["omitted"] {
  return counts !== NOTHING.omitted ? { ...counts, [severity]: counts[severity] + 1 } : ONE[severity];
}

function sumOf(one: Linted["omitted"], other: Linted["omitted"]): Linted["omitted"] {
  if (other === NOTHING.omitted) return one;
  const sum = { ...one };
  for (const severity of SEVERITIES) sum[severity] += other[severity];
  return sum;
}

const known = new WeakMap<Reading, Linted & { readonly by: string }>();

/** A file of the same text, with the same fates of its lines, has the same findings: among many files one changes at a time. */
function lintOnce(file: TreeFile, document: SysctlDocument, options: LintOptions & { readonly host: HostPart }): Linted {
  const { target, applier, severities, memoryShare, host } = options;
  const { kernel, arch, hz, memory } = target;
  const by = [kernel.text, arch, hz, memory, applier, memoryShare, JSON.stringify(severities), host.home, viewOf(host)].join("\0");
  const before = known.get(file.reading);
  if (before?.by === by) return before;
  const linted = { ...lintUpTo(document, options), by };
  known.set(file.reading, linted);
  return linted;
}

/** Every file of sysctl.d and sysctl.conf, read or not. */
function sysctlFiles({ plan }: HostConfiguration): readonly TreeFile[] {
  return [...plan.runs.flat(), ...plan.passed.map(({ file }) => file)];
}

function filesByPath({ tree, others }: HostConfiguration): ReadonlyMap<string, TreeFile> {
  const byPath = new Map<string, TreeFile>();
  for (const file of tree.files.values()) byPath.set(file.path, file);
  for (const { files } of tree.folders.values()) for (const file of files) byPath.set(file.path, file);
  for (const { file } of others) byPath.set(file.path, file);
  return byPath;
}

/** Read under two names, a file is shown under its own where that is a name of the tree. */
function atHome(file: TreeFile, files: () => ReadonlyMap<string, TreeFile>): TreeFile {
  return file.real === undefined || file.real === file.path ? file : (files().get(file.real) ?? { ...file, path: file.real });
}

function documentOf(file: TreeFile): SysctlDocument {
  const before = documents.get(file.reading);
  if (before) return before;
  const document = parsed(file);
  documents.set(file.reading, document);
  return document;
}

export function parsed({ reading }: TreeFile): SysctlDocument {
  return parse(reading.problem === undefined ? reading.text : "");
}

/** By place. Comments of a modprobe.d or modules-load.d file silence rules as those of a sysctl.conf do. */
function withThose(own: readonly Finding[], others: readonly (() => Finding)[], document: SysctlDocument): readonly Finding[] {
  const isSilenced = silencer(document, controlComments(document));
  const more = others.map((finding) => finding()).filter((finding) => !isSilenced(finding));
  return [...own, ...more].sort((a, b) => a.start - b.start || a.end - b.end);
}
