// The kernel command line, and the files that it is made from: words with their places. What they mean is decided elsewhere.
import type { Span } from "../../text/span.ts";
import { lineCounter } from "../appliers/statement.ts";
import type { Reading } from "./port.ts";

export interface BootWord extends Span {
  readonly name: string;
  readonly value: string | undefined;
  /** From 0. */
  readonly line: number;
}

/** Words of /proc/cmdline or /etc/kernel/cmdline; of /etc/default/grub those in GRUB_CMDLINE_LINUX and its _DEFAULT. */
export function bootWords(path: string, reading: Reading): readonly BootWord[] {
  if (reading.problem !== undefined) return [];
  const lineOf = lineCounter(reading.text);
  return spans(path, reading.text).flatMap(({ start, end }) => {
    const words: BootWord[] = [];
    for (const match of reading.text.slice(start, end).matchAll(/(?:"[^"]*"?|[^\s"])+/g)) {
      const word = match[0].replace(/^"(.*)"$/, "$1");
      const equals = word.indexOf("=");
      const from = start + match.index;
      const name = equals < 0 ? word : word.slice(0, equals);
      const value = equals < 0 ? undefined : word.slice(equals + 1).replace(/^"(.*)"$/, "$1");
      words.push({ name, value, line: lineOf(from), start: from, end: from + match[0].length });
    }
    return words;
  });
}

function spans(path: string, text: string): readonly Span[] {
  if (!path.endsWith("/grub")) return [{ start: 0, end: text.length }];
  return [...text.matchAll(/^[ \t]*GRUB_CMDLINE_LINUX(?:_DEFAULT)?=(["']?)(.*?)\1[ \t]*$/gm)].map((match) => {
    const inner = match[2] ?? "";
    const start = match.index + match[0].indexOf("=") + 1 + (match[1] ?? "").length;
    return { start, end: start + inner.length };
  });
}
