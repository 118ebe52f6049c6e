// The kernel command line, and the files that it is made from: words with their places. What they mean is decided elsewhere.
import { quotedWords, unquoted } from "../../text/quoted-words.ts";
import type { Span } from "../../text/span.ts";
import { lineCounter, trimmed } from "../appliers/statement.ts";
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
  const words: BootWord[] = [];
  for (const span of spans(path, reading.text)) {
    for (const { start, end } of quotedWords(reading.text, span)) {
      const word = unquoted(reading.text.slice(start, end));
      const equals = word.indexOf("=");
      const name = equals < 0 ? word : word.slice(0, equals);
      const value = equals < 0 ? undefined : unquoted(word.slice(equals + 1));
      words.push({ name, value, line: lineOf(start), start, end });
    }
  }
  return words;
}

/** Of /etc/default/grub the values of two variables, whatever quotes are around them. */
function spans(path: string, text: string): readonly Span[] {
  if (!path.endsWith("/grub")) return [{ start: 0, end: text.length }];
  return [...text.matchAll(/^[ \t]*GRUB_CMDLINE_LINUX(?:_DEFAULT)?=/gm)].map((match) => {
    const from = match.index + match[0].length;
    const whole = trimmed(text, { start: from, end: endOfLine(text, from) }, BLANK);
    const quote = text.charAt(from);
    const isQuoted = (quote === '"' || quote === "'") && whole.end > from + 1 && text.charAt(whole.end - 1) === quote;
    return isQuoted ? { start: from + 1, end: whole.end - 1 } : { start: from, end: whole.end };
  });
}

const BLANK: ReadonlySet<string> = new Set([" ", "\t"]);

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === "\n" || text[at] === "\r") return at;
  return text.length;
}
