// Findings for people: a block a file, aligned; a line that counts them; the target that was assumed.
import {
  hasSafeFix,
  type KernelTarget,
  placeAt,
  type RelatedPlace,
  SEVERITIES,
  type Span,
  type SysctlDocument,
} from "../core/language/index.ts";
import { padded } from "./columns.ts";
import type { JudgedFile, Report, Totals } from "./report.ts";
import { counted, type Painter, SEVERITY_PAINT, targetName } from "./style.ts";
import { visible } from "./visible.ts";

export function textReport(target: KernelTarget, paint: Painter): Report {
  let targetMatters = false;
  let fixable = 0;
  return {
    begin: () => [],
    file(file) {
      const { changed = [] } = file;
      if (file.findings.length === 0 && changed.length === 0) return [];
      fixable += file.findings.filter(hasSafeFix).length;
      // What a key does depends on the kernel; a line that is no setting is wrong for all of them.
      if (!file.ownTarget && file.findings.some(({ key }) => key !== undefined)) targetMatters = true;
      return block(file, paint);
    },
    *end(totals) {
      yield `${summary(totals, paint)}\n`;
      if (fixable > 0 && totals.fixed === undefined)
        yield `${fixable === 1 ? "1 finding has a safe fix" : `${fixable} findings have a safe fix`}: conntrack-planner check --fix FILE\n`;
      if (targetMatters) yield `${paint(`Checked for ${targetName(target)}; change with ${ways(target)} (auto: this host)`, "dim")}\n`;
    },
  };
}

function* block({ path, document, findings, ownTarget, changed = [] }: JudgedFile, paint: Painter): Generator<string> {
  const own = ownTarget ? paint(` (for ${targetName(ownTarget)}, set in the file)`, "dim") : "";
  yield `${paint(path === "-" ? "<stdin>" : visible(path), "underline")}${own}\n`;
  // A fix may write several lines for one.
  const shown = (text: string): string => text.split(/\r?\n/).map(visible).join(" / ");
  for (const { line, before, after } of changed.slice(0, SHOWN))
    yield `  fixed line ${line}: ${shown(before)}  ->  ${after === "" ? "(removed)" : shown(after)}\n`;
  if (changed.length > SHOWN) yield `  fixed ${counted(changed.length - SHOWN, "more line")}\n`;
  const rows = findings.map((finding) => [place(document.lineStarts, finding), finding.severity, visible(finding.message)]);
  const cells = padded(rows, { left: [1, 2] });
  for (const [index, { severity, rule, related = [] }] of findings.entries()) {
    const [where = "", level = "", what = ""] = cells[index] ?? [];
    yield `  ${where}  ${paint(level, SEVERITY_PAINT[severity])}  ${what}  ${paint(rule, "dim")}\n`;
    for (const other of related)
      yield `${" ".repeat((cells[0]?.[0] ?? "").length + 4)}${paint(`${relatedPlace(document, other)}: ${visible(other.message)}`, "dim")}\n`;
  }
  yield "\n";
}

/** Lines that fixes changed, in sight. */
const SHOWN = 20;

function relatedPlace(document: SysctlDocument, other: RelatedPlace): string {
  const where = place((other.document ?? document).lineStarts, other);
  return other.file === undefined ? where : `${visible(other.file)}:${where}`;
}

function place(lineStarts: readonly number[], { start }: Span): string {
  const { line, column } = placeAt(lineStarts, start);
  return `${line + 1}:${column + 1}`;
}

const NOUNS = { error: "error", warning: "warning", information: "note", hint: "hint" } as const;

/** "1 of 3 files fixed; 2 errors, 1 hint in 2 of 3 files; 1 not read" */
export function summary({ files, filesWithFindings, unread, fixed, unwritten, counts }: Totals, paint: Painter): string {
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    paint(counted(counts[severity], NOUNS[severity]), SEVERITY_PAINT[severity]),
  );
  const before = fixed ? `${share(fixed, files)} fixed; ` : "";
  const after = `${unread > 0 ? `; ${unread} not read` : ""}${unwritten > 0 ? `; ${unwritten} not fixed` : ""}`;
  if (parts.length === 0) return `${before}${counted(files, "file")}, no findings${after}`;
  return `${before}${parts.join(", ")} in ${share(filesWithFindings, files)}${after}`;
}

/** "3 files", "2 of 3 files" */
function share(some: number, files: number): string {
  return some === files ? counted(files, "file") : `${some} of ${counted(files, "file")}`;
}

function ways({ hz, memory }: KernelTarget): string {
  const unknown = [hz === undefined ? "--hz" : "", memory === undefined ? "--memory" : ""].filter((way) => way !== "");
  return ["--kernel", "--arch", ...unknown].join(", ");
}
