// Judges a whole tree as one configuration, and tells a report of it. Loaded where there is a tree.
import { ownLines } from "../core/boot/index.ts";
import {
  type FileFindings,
  type Finding,
  type LintOptions,
  lintHostInTurn,
  moreFindings,
  type Severity,
  type SysctlDocument,
  totalOf,
} from "../core/language/index.ts";
import type { ExitCode } from "./command.ts";
import { openReport } from "./formats.ts";
import type { Input } from "./options.ts";
import type { Output } from "./output.ts";
import { inRoot, inRootOf, readRoot } from "./read-root.ts";
import { countFindings, type JudgedFile, type Notice } from "./report.ts";
import { scriptsBelow } from "./scripts-below.ts";
import { counted } from "./style.ts";
import { visible } from "./visible.ts";

interface Asked {
  readonly root: string;
  readonly input: Input;
  readonly options: LintOptions;
  readonly mostWarnings: number;
}

export async function checkRoot({ root, input, options, mostWarnings }: Asked, output: Output): Promise<ExitCode> {
  const host = await readRoot(root, input, options.target, { own: ownLines });
  const report = openReport(input.value("format") ?? "text", { ...options, target: host.target, applier: host.applier }, output.colour);
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  const { severities, memoryShare } = options;
  const judged = lintHostInTurn(host, { ...(severities && { severities }), ...(memoryShare !== undefined && { memoryShare }) });
  for (const piece of report.begin()) await output.write(piece);
  const notices: Notice[] = [];
  const place = inRootOf(root);
  let [files, filesWithFindings, more] = [0, 0, 0];
  let pending = "";
  for (const file of judged) {
    files++;
    const omitted = totalOf(file.omitted);
    if (file.findings.length + omitted > 0) filesWithFindings++;
    countFindings(file, counts);
    for (const piece of report.file(new FromHere(place, file))) {
      pending += piece;
      if (pending.length < PIECE) continue;
      await output.write(pending);
      pending = "";
    }
    more += omitted;
  }
  await output.write(pending);
  if (more > 0) notices.push({ path: root, message: moreFindings(more), level: "note" });
  for (const { path, reason } of host.unread) notices.push({ path: inRoot(root, path), message: reason, level: "error" });
  const set = new Set(host.settings.map(({ key }) => key));
  const scripts = await scriptsBelow(root, host);
  for (const { path, reason } of scripts.left) notices.push({ path, message: reason, level: "note" });
  for (const { file, line, key } of scripts.settings) {
    if (set.has(key))
      notices.push({ path: inRoot(root, file), message: `line ${line} may set ${key} as well; when it runs is unknown`, level: "note" });
  }
  const unread = host.unread.length;
  for (const { path, message } of notices) output.say(`${visible(path)}: ${visible(message)}`);
  const tooMany = counts.warning > mostWarnings;
  const exitCode = unread > 0 ? 2 : counts.error > 0 || tooMany ? 1 : 0;
  const totals = {
    files,
    filesWithFindings,
    unread,
    fixed: undefined,
    unwritten: 0,
    counts,
    notices,
    exitCode,
  };
  for (const piece of report.end({ ...totals, exitCode })) await output.write(piece);
  if (tooMany) output.say(`${counted(counts.warning, "warning")}, more than --max-warnings ${mostWarnings} allows`);
  return exitCode;
}

/** Characters that are written at a time: waiting for each line takes longer than the line. */
const PIECE = 1 << 14;

/** The lines of a file are made when a report asks for them. */
class FromHere implements JudgedFile {
  readonly findings: readonly Finding[];
  readonly ownTarget = undefined;
  private readonly place: (path: string) => string;
  private readonly judged: FileFindings;

  constructor(place: (path: string) => string, judged: FileFindings) {
    this.findings = judged.findings.length === 0 ? judged.findings : movedBy(place, judged.findings);
    this.place = place;
    this.judged = judged;
  }

  get path(): string {
    return this.place(this.judged.file.path);
  }

  get document(): SysctlDocument {
    return this.judged.document;
  }
}

function movedBy(place: (path: string) => string, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => {
    if (!finding.related) return finding;
    const related = finding.related.map((other) => (other.file === undefined ? other : { ...other, file: place(other.file) }));
    return { ...finding, related };
  });
}
