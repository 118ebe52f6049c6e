// Words of a configuration or of a command line of kube-proxy, with their places. What they mean is decided beside it.
import type { Span } from "../../text/span.ts";

export interface Place extends Span {
  readonly value: string;
}

/** The fields of `conntrack`, in braces, as JSON has them too, or below it by their deeper indentation. */
export function yamlFields(text: string): ReadonlyMap<string, Place> {
  const braces = BRACES.exec(text);
  return braces ? fieldsInBraces(text, braces.index + braces[0].length) : fieldsBelow(text);
}

const BRACES = /(?<=^|[\s{,])["']?conntrack["']?[ \t]{0,40}:\s{0,200}\{/;
const IN_BRACES = /["']?\b(\w{1,60})["']?[ \t]{0,40}:\s{0,200}["']?([^\s"',}#]{0,60})/g;

function fieldsInBraces(text: string, from: number): ReadonlyMap<string, Place> {
  const to = text.indexOf("}", from);
  const found = new Map<string, Place>();
  for (const match of text.slice(from, to < 0 ? text.length : to).matchAll(IN_BRACES)) {
    const [whole, name = "", value = ""] = match;
    const start = from + match.index;
    if (!found.has(name)) found.set(name, { value, start, end: start + whole.length });
  }
  return found;
}

/** The first of each name. One look at each line. */
function fieldsBelow(text: string): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  let depth: number | undefined;
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf("\n", at);
    const end = feed < 0 ? text.length : feed;
    let start = at;
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    const indent = start - at;
    if (depth === undefined) {
      const [heading = ""] = HEADING.exec(text.slice(start, Math.min(end, start + LONGEST))) ?? [];
      if (heading !== "" && isEmptyFrom(text, start + heading.length, end)) depth = indent;
    } else if (!isEmptyFrom(text, start, end)) {
      if (indent <= depth) break;
      const [, head = "", name = "", value = ""] = /^(["']?(\w+)["']?[ \t]*:[ \t]*["']?)([^\s"'#]*)/.exec(text.slice(start, end)) ?? [];
      if (name !== "" && !found.has(name)) found.set(name, { value, start, end: start + head.length + value.length });
    }
    at = end + 1;
  }
  return found;
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

const HEADING = /^["']?conntrack["']?[ \t]*:/;

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

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** Nothing, or a comment: those of YAML may be indented as they like. */
function isEmptyFrom(text: string, from: number, end: number): boolean {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return text[at] === "#" || isBlankFrom(text, at, end);
}

function isBlankFrom(text: string, from: number, end: number): boolean {
  let at = from;
  while (at < end && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === 13)) at++;
  return at === end;
}
