// Words of a configuration or of a command line of kube-proxy, with their places. What they mean is decided beside it.
import type { Span } from "../../text/span.ts";

export interface Place extends Span {
  readonly value: string;
}

/** The value behind a flag, the last one where it is given again: `--flag=1`, `--flag 1`, `--flag="1"`. */
export function flagValue(text: string, flag: string): Place | undefined {
  let last: Place | undefined;
  for (let start = text.indexOf(flag); start >= 0; start = text.indexOf(flag, start + flag.length)) {
    let from = start + flag.length;
    if (text[from] !== "=" && text[from] !== " ") continue;
    from++;
    if (text[from] === '"' || text[from] === "'") from++;
    let end = from;
    while (end < text.length && !/[\s"',\]]/.test(text.charAt(end))) end++;
    if (end > from) last = { value: text.slice(from, end), start, end };
  }
  return last;
}

/** Longer than any duration that Go prints. */
const LONGEST = 64;
const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** A count, or a Go duration in whole seconds; undefined for anything else. */
export function countOrSeconds(text: string): number | undefined {
  if (text === "" || text.length > LONGEST) return undefined;
  if (/^\d{1,64}$/.test(text)) return Number(text);
  let seconds = 0;
  let rest = text;
  while (rest !== "") {
    const match = /^(\d{1,20}(?:\.\d{1,20})?)(ms|h|m|s)/.exec(rest);
    if (!match) return undefined;
    seconds += Number(match[1]) * (SECONDS[match[2] ?? ""] ?? 0);
    rest = rest.slice(match[0].length);
  }
  return Math.floor(seconds);
}
