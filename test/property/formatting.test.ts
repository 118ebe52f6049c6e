// Formatting changes blanks and nothing else: not a comment, not a value, not what any applier reads.
import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf } from "../../src/core/boot/appliers/lines.ts";
import { format } from "../../src/core/language/format.ts";
import { APPLIERS } from "../../src/core/sysctl/applier.ts";
import type { Line, SysctlDocument } from "../../src/core/sysctl/document.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { applyEdits } from "../../src/core/text/span.ts";
import { documents } from "./documents.ts";

const runs = Number(process.env["RUNS"] ?? 2000);

/** What matters of a line to anybody. */
function lineMeaning(text: string, line: Line): unknown {
  switch (line.kind) {
    case "blank":
      return "";
    case "comment":
      return text.slice(line.marker, line.end);
    case "malformed":
      return text.slice(line.start, line.end);
    case "exclusion":
      return text.slice(text.indexOf("-", line.start), line.key.end);
    case "setting": {
      const key = text.slice(line.ignoreFailure ? text.indexOf("-", line.start) : line.key.start, line.key.end);
      return { key, value: line.value.text, comment: text.startsWith("=#", line.equals) };
    }
  }
}

/** What each applier makes of it: keys, texts, what it leaves alone. */
function readings({ text }: SysctlDocument): readonly unknown[] {
  return APPLIERS.map((applier) =>
    linesOf(applier, { reading: { text } })
      // BusyBox complains of nothing after `=`, and is silent where blanks stand there: it writes neither.
      .all.filter((statement) => !(applier === "busybox" && statement.kind === "set" && statement.value === ""))
      .map((statement) => (statement.kind === "set" ? [statement.key, statement.value, statement.ignoreFailure] : [statement.key])),
  );
}

function meaning({ text, lines }: SysctlDocument): readonly unknown[] {
  return lines.map((line, index) => [line.kind, lineMeaning(text, line), text.slice(line.end, lines[index + 1]?.start ?? text.length)]);
}

test(`${runs} documents`, { timeout: Math.max(60_000, runs * 4) }, () => {
  fc.assert(
    fc.property(documents, fc.boolean(), fc.nat(), fc.nat(), (text, alignEquals, a, b) => {
      const document = parse(text);
      const edits = format(document, { alignEquals });
      for (const edit of edits) {
        expect(edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length).toBe(true);
        // Blanks go and come.
        expect(text.slice(edit.start, edit.end) + edit.text).toMatch(/^[ \t]*$/);
      }
      const result = parse(applyEdits(text, edits));
      expect(meaning(result)).toEqual(meaning(document));
      expect(readings(result)).toEqual(readings(document));
      expect(format(result, { alignEquals })).toEqual([]);
      const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
      const part = format(document, { alignEquals }, { start: start ?? 0, end: end ?? 0 });
      for (const edit of part) expect(edits).toContainEqual(edit);
    }),
    { numRuns: runs },
  );
});
