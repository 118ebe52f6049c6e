// Every place in a file that names the kernel variable under the cursor, however it is spelt.
import { variableOf } from "../kernel/variable.ts";
import { lineAt } from "../sysctl/cursor.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import type { Span } from "../text/span.ts";

/** Undefined where the cursor is on no key. */
export function keyHighlights(document: SysctlDocument, offset: number): readonly Span[] | undefined {
  const line = lineAt(document, offset);
  if (line?.kind !== "setting" && line?.kind !== "exclusion") return undefined;
  if (offset < line.key.start || offset > line.key.end) return undefined;
  const wanted = variableOf(line.key.path);
  return document.lines.flatMap((other) =>
    (other.kind === "setting" || other.kind === "exclusion") && variableOf(other.key.path) === wanted
      ? [{ start: other.key.start, end: other.key.end }]
      : [],
  );
}
