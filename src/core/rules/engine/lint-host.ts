// Runs the rules over all files of a tree: each file by itself, with what the others make of its lines, and then the
// rules that look at the whole.
import { linesOf as statementsIn } from "../../boot/appliers/lines.ts";
import type { HostConfiguration } from "../../boot/configuration.ts";
import type { Reading } from "../../boot/tree/port.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import type { Applier } from "../../sysctl/applier.ts";
import { controlComments } from "../../sysctl/control.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { parse } from "../../sysctl/parse.ts";
import { LIMITS } from "../../text/limits.ts";
import { RULES } from "../index.ts";
import { type Finding, type RelatedPlace, SEVERITIES, type Severity } from "./finding.ts";
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

/** The same, one file after the other, and nothing kept: of many files, one is in the memory. */
export function lintHostInTurn(host: HostConfiguration, options: HostLintOptions = {}): Generator<FileFindings> {
  const lint: Work["lint"] = (_, document, fileOptions) => lintUpTo(document, fileOptions);
  return lintFiles(host, options, {
    documentOf: parsed,
    lint,
    atOnce: (file) => (isSilent(host.applier, file) ? new Silent(file) : undefined),
  });
}

/** How the files of a tree are parsed and judged. */
interface Work {
  readonly documentOf: (file: TreeFile) => SysctlDocument;
  readonly lint: (file: TreeFile, document: SysctlDocument, options: LintOptions & { readonly host: HostPart }) => Linted;
  /** What is known of a file without a look at it, as it is shown. */
  readonly atOnce?: (file: TreeFile) => FileFindings | undefined;
}

function* lintFiles(host: HostConfiguration, options: HostLintOptions, work: Work): Generator<FileFindings> {
  const files = filesByPath(host);
  const together = findingsTogether(host, options, files);
  const byHome = new Map<string, TreeFile>();
  for (const file of sysctlFiles(host))
    if (file.reading.problem === undefined && !file.isNull && !byHome.has(homeOf(file))) byHome.set(homeOf(file), file);
  /** Of no applier of sysctl: their lines are not judged, only told of. */
  const others = new Set<TreeFile>();
  for (const [home, { file }] of together) {
    if (byHome.has(home)) continue;
    byHome.set(home, file);
    others.add(file);
  }
  const shownAs = (file: TreeFile): TreeFile => atHome(file, files);
  for (const file of [...byHome.values()].sort((a, b) => (shownAs(a).path < shownAs(b).path ? -1 : 1))) {
    const home = homeOf(file);
    const found = together.get(home);
    const atOnce = found ? undefined : work.atOnce?.(shownAs(file));
    if (atOnce) {
      yield atOnce;
      continue;
    }
    const document = work.documentOf(file);
    const part = { configuration: host, home, file };
    const own = others.has(file)
      ? NOTHING
      : work.lint(file, document, { ...options, target: host.target, applier: host.applier, host: part });
    const findings = found && found.findings.length > 0 ? withThose(own.findings, found.findings, document, files) : own.findings;
    yield { file: shownAs(file), document, findings, omitted: sumOf(own.omitted, found?.omitted) };
  }
}

/** Whether nothing in a file by itself is worth a word, as far as that is known without looking closely. */
export function isSilent(applier: Applier, file: Pick<TreeFile, "reading">): boolean {
  return statementsIn(applier, file).silent === true;
}

/** A file without findings: nearly nobody asks for its lines. */
class Silent implements FileFindings {
  readonly file: TreeFile;

  constructor(file: TreeFile) {
    this.file = file;
  }

  get document(): SysctlDocument {
    return parsed(this.file);
  }

  get findings(): readonly Finding[] {
    return NOTHING.findings;
  }

  get omitted(): Linted["omitted"] {
    return NOTHING.omitted;
  }
}

/** Of a file without findings. */
export const NOTHING: Linted = new KeptFindings().end();

/** What the rules that look at the whole find in one file. */
interface Together {
  readonly file: TreeFile;
  findings: (() => Finding)[];
  omitted: Linted["omitted"];
}

/** Of the whole tree as many findings are kept as of one file: they come before the first file is shown. */
function findingsTogether(
  host: HostConfiguration,
  options: HostLintOptions,
  files: ReadonlyMap<string, TreeFile>,
): ReadonlyMap<string, Together> {
  const byHome = new Map<string, Together>();
  let room: number = LIMITS.findings;
  /** Findings mostly come file by file. */
  let last: { readonly path: string; readonly found: Together | undefined } | undefined;
  for (const { file: path, severity, finding } of wholeTree(host, options)) {
    if (last?.path !== path) last = { path, found: togetherIn(byHome, files.get(path)) };
    const { found } = last;
    if (!found) continue;
    if (room-- <= 0) found.omitted = withOne(found.omitted, severity);
    else if (found.findings.length === 0) found.findings = [finding];
    else found.findings.push(finding);
  }
  return byHome;
}

function togetherIn(byHome: Map<string, Together>, file: TreeFile | undefined): Together | undefined {
  if (!file) return undefined;
  const home = homeOf(file);
  const known = byHome.get(home);
  if (known) return known;
  const made = { file, findings: NO_FINDINGS, omitted: NOTHING.omitted };
  byHome.set(home, made);
  return made;
}

/** Of all files of which every finding is left out. */
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

function sumOf(one: Linted["omitted"], other: Linted["omitted"] | undefined): Linted["omitted"] {
  if (!other || other === NOTHING.omitted) return one;
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

function* wholeTree(host: HostConfiguration, { severities }: HostLintOptions) {
  for (const rule of RULES) {
    const chosen = severities?.[rule.id];
    if (!rule.checkHost || chosen === "off") continue;
    for (const { file, severity, finding } of rule.checkHost(host))
      yield { file, severity: chosen ?? severity, finding: () => (chosen ? { ...finding(), severity: chosen } : finding()) };
  }
}

/** Places in other files come with the lines of those. */
function withDocuments(finding: Finding, files: ReadonlyMap<string, TreeFile>): Finding {
  if (!finding.related?.some(({ file }) => file !== undefined)) return finding;
  const related = finding.related.map((place) => {
    const file = place.file === undefined ? undefined : files.get(place.file);
    return file ? { ...place, document: linesOf(file) } : place;
  });
  return { ...finding, related };
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
function atHome(file: TreeFile, files: ReadonlyMap<string, TreeFile>): TreeFile {
  return file.real === undefined || file.real === file.path ? file : (files.get(file.real) ?? { ...file, path: file.real });
}

function documentOf(file: TreeFile): SysctlDocument {
  const before = documents.get(file.reading);
  if (before) return before;
  const document = parsed(file);
  documents.set(file.reading, document);
  return document;
}

type Lines = NonNullable<RelatedPlace["document"]>;

const lines = new WeakMap<Reading, Lines>();

/** Where the lines of a file begin, and no more of it: many findings may point into one file. */
function linesOf(file: TreeFile): Lines {
  const before = lines.get(file.reading);
  if (before) return before;
  const { lineStarts, contentStart } = documents.get(file.reading) ?? parsed(file);
  const made = { lineStarts, contentStart };
  lines.set(file.reading, made);
  return made;
}

function parsed({ reading }: TreeFile): SysctlDocument {
  return parse(reading.problem === undefined ? reading.text : "");
}

/** By place. Comments of a modprobe.d or modules-load.d file silence rules as those of a sysctl.conf do. */
function withThose(
  own: readonly Finding[],
  others: readonly (() => Finding)[],
  document: SysctlDocument,
  files: ReadonlyMap<string, TreeFile>,
): readonly Finding[] {
  const isSilenced = silencer(document, controlComments(document));
  const more = others.map((finding) => withDocuments(finding(), files)).filter((finding) => !isSilenced(finding));
  return [...own, ...more].sort((a, b) => a.start - b.start || a.end - b.end);
}
