// Units of systemd: the commands of Exec lines, as systemd splits them.
import type { Context } from "../context.ts";
import { readShell } from "../shell/shell.ts";
import { Source } from "../source.ts";

const EXEC = /^[ \t]*Exec(?:Start|StartPre|StartPost|Reload|Condition|Stop|StopPost)[ \t]*=[ \t]*[-@:+!|]*/;

export function readSystemd(source: Source, context: Context): void {
  const { text } = source;
  for (let at = 0; at < text.length; ) {
    const { end, parts } = logicalLine(text, at);
    const match = EXEC.exec(text.slice(at, Math.min(end, at + 200)));
    if (match && text.slice(at, end).includes("onntrack")) {
      const from = at + match[0].length;
      const command = Source.build(({ take, put }) => {
        for (const [start, stop] of parts) {
          take(source, Math.max(start, from), stop);
          put(" ");
        }
      });
      readShell(command, context, { scope: "machine", lasting: true, plain: true });
    }
    at = end + 1;
  }
}

/** Up to a line feed that no backslash stands before. */
function logicalLine(text: string, start: number): { readonly end: number; readonly parts: readonly (readonly [number, number])[] } {
  const parts: (readonly [number, number])[] = [];
  let at = start;
  for (;;) {
    const feed = text.indexOf("\n", at);
    const end = feed < 0 ? text.length : feed;
    if (text[end - 1] !== "\\" || feed < 0) {
      parts.push([at, end]);
      return { end, parts };
    }
    parts.push([at, end - 1]);
    at = end + 1;
  }
}
