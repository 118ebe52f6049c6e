// Texts that nothing parses, line by line: assignments of our keys, and shell commands.
import type { Context } from "./context.ts";
import type { How, Scope } from "./document.ts";
import { isKey, keyStart } from "./keys.ts";
import { readShell } from "./shell/shell.ts";
import type { Source } from "./source.ts";
import { wordIn } from "./words.ts";
import { isShell } from "./yaml/looks.ts";

/** `"key": value`, `'key' => value,`, `key = value;` with a comment behind it or not. */
const ASSIGNED = /^[ \t]*(?:-[ \t]+)?(["']?)((?:\/proc\/sys\/)?[\w.-][\w./-]{2,200})\1[ \t]*(?:=>|:(?=[ \t])|=(?!=))[ \t]*/;
const VALUE = /(["']?)([^"'#,;\s]{1,80})\1/y;
const END = /^[,;]?[ \t\r]*(?:$|#|\/\/)/;

function assignmentIn(line: string): { readonly key: string; readonly quote: string; readonly value: string } | undefined {
  const [before, , key = ""] = ASSIGNED.exec(line) ?? [];
  if (before === undefined) return undefined;
  VALUE.lastIndex = before.length;
  const [whole, quote = "", value = ""] = VALUE.exec(line) ?? [];
  if (whole === undefined || !END.test(line.slice(before.length + whole.length).trimStart())) return undefined;
  return { key, quote, value };
}

/** A longer line is no setting. */
const LONGEST = 1000;

export function scanLines(source: Source, context: Context, how: How = "other", scope: Scope = "unknown"): void {
  const { text } = source;
  const part = context.collector.open(scope, true);
  for (let at = text.indexOf("onntrack"); at >= 0; at = text.indexOf("onntrack", at)) {
    const start = text.lastIndexOf("\n", at) + 1;
    const feed = text.indexOf("\n", at);
    const end = feed < 0 ? text.length : feed;
    at = end;
    const line = text.slice(start, end);
    if (line.length > LONGEST || /^[ \t]*(?:#|\/\/)/.test(line)) continue;
    const { key = "", quote = "", value = "" } = assignmentIn(line) ?? {};
    if (isKey(key)) {
      const from = start + line.indexOf(key);
      const keyEnd = from + key.length;
      const valueAt = start + line.indexOf(quote + value, keyEnd - start + 1) + quote.length;
      part.set(
        wordIn(source, from + keyStart(key), keyEnd),
        wordIn(source, valueAt, valueAt + value.length, quote === "" && !/^-?\w+$/.test(value)),
        how,
      );
    } else if (isShell(line)) {
      const [before = ""] = /^[ \t]*(?:-[ \t]+)?(?:[\w.-]+:[ \t]+)?/.exec(line) ?? [];
      readShell(source.slice(start + before.length, end), { ...context, depth: context.depth + 1 }, { scope: "machine", lasting: true });
    }
  }
}
