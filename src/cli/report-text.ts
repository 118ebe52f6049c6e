// Findings for people: a block a file, aligned; a line that counts them; the target that was assumed.
import { type Finding, type KernelTarget, placeAt, SEVERITIES } from "../core/index.ts";
import type { JudgedFile, Report, Totals } from "./report.ts";
import { counted, type Painter, SEVERITY_PAINT, targetName } from "./style.ts";
import { visible } from "./visible.ts";

export function textReport(target: KernelTarget, paint: Painter): Report {
  let targetMatters = false;
  return {
    begin: () => [],
    *file(file) {
      if (file.findings.length === 0) return;
      // What a key does depends on the kernel; a line that is no setting is wrong for all of them.
      if (!file.ownTarget && file.findings.some(({ key }) => key !== undefined)) targetMatters = true;
      yield* block(file, paint);
    },
    *end(totals) {
      yield `${summary(totals, paint)}\n`;
      if (targetMatters) yield `${paint(`Target: ${targetName(target)}; change with ${ways(target)}`, "dim")}\n`;
    },
  };
}

function* block({ path, document, findings, ownTarget }: JudgedFile, paint: Painter): Generator<string> {
  const own = ownTarget ? paint(` (for ${targetName(ownTarget)}, as the file says)`, "dim") : "";
  yield `${paint(path === "-" ? "<stdin>" : visible(path), "underline")}${own}\n`;
  const places = findings.map((finding) => place(document.lineStarts, finding));
  const messages = findings.map(({ message }) => visible(message));
  const placeWidth = longest(places);
  const severityWidth = longest(findings.map(({ severity }) => severity));
  const messageWidth = longest(messages);
  for (const [index, { severity, rule }] of findings.entries()) {
    const where = (places[index] ?? "").padStart(placeWidth);
    const what = (messages[index] ?? "").padEnd(messageWidth);
    yield `  ${where}  ${paint(severity.padEnd(severityWidth), SEVERITY_PAINT[severity])}  ${what}  ${paint(rule, "dim")}\n`;
  }
  yield "\n";
}

function place(lineStarts: readonly number[], finding: Finding): string {
  const { line, column } = placeAt(lineStarts, finding.start);
  return `${line + 1}:${column + 1}`;
}

function longest(texts: readonly string[]): number {
  let most = 0;
  for (const { length } of texts) if (length > most) most = length;
  return most;
}

const NOUNS = { error: "error", warning: "warning", information: "note", hint: "hint" } as const;

function summary({ files, filesWithFindings, unread, counts }: Totals, paint: Painter): string {
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    paint(counted(counts[severity], NOUNS[severity]), SEVERITY_PAINT[severity]),
  );
  const more = unread > 0 ? `; ${unread} not read` : "";
  if (parts.length === 0) return `${counted(files, "file")}, no findings${more}`;
  const where = filesWithFindings === files ? counted(files, "file") : `${filesWithFindings} of ${counted(files, "file")}`;
  return `${parts.join(", ")} in ${where}${more}`;
}

function ways({ hz, memory }: KernelTarget): string {
  const unknown = [hz === undefined ? "--hz" : "", memory === undefined ? "--memory" : ""].filter((way) => way !== "");
  return ["--kernel", "--arch", ...unknown].join(", ");
}
