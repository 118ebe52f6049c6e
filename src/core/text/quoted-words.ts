// Words between blanks, where double quotes hold blanks together: the kernel's next_arg(). Knows not what they mean.
import type { Span } from "./span.ts";

/** The words of a span, quotes included; one that is left open goes on to the end. By hand: words may be of any length. */
export function* quotedWords(text: string, { start, end }: Span): Generator<Span> {
  let from = -1;
  let quoted = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) quoted = !quoted;
    if (!quoted && isBlank(code)) {
      if (from >= 0) yield { start: from, end: at };
      from = -1;
    } else if (from < 0) from = at;
  }
  if (from >= 0) yield { start: from, end };
}

/** What `\s` matches below U+0100, and a byte-order mark. */
function isBlank(code: number): boolean {
  return (code >= 9 && code <= 13) || code === 32 || code === 0xa0 || code === 0xfeff;
}

/** Without the quotes around it; one that is left open goes too. */
export function unquoted(word: string): string {
  if (!word.startsWith('"')) return word;
  const inner = word.slice(1);
  return inner.endsWith('"') ? inner.slice(0, -1) : inner;
}
