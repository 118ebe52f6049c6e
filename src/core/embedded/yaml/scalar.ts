// The text of a YAML scalar with its places: block scalars without their indentation, quoted ones without their quotes.
import type { Scalar } from "yaml";
import { Source } from "../source.ts";

/** As the parser says it; where our own reading of it comes to the same, with the place of each part. */
export function scalarSource(host: Source, node: Scalar): Source | undefined {
  const range = node.range;
  if (!range) return undefined;
  const [start, end] = range;
  switch (node.type) {
    case "BLOCK_LITERAL":
    case "BLOCK_FOLDED":
      return block(host, start, end, node.type === "BLOCK_FOLDED");
    case "QUOTE_DOUBLE":
      return quoted(host, start + 1, end - 1, doubleEscape);
    case "QUOTE_SINGLE":
      return quoted(host, start + 1, end - 1, singleEscape);
    default:
      return quoted(host, start, end, () => undefined);
  }
}

/** Lines below the header, less the indentation of the first that is not empty. */
function block(host: Source, start: number, end: number, folded: boolean): Source {
  const { text } = host;
  const feed = text.indexOf("\n", start);
  if (feed < 0 || feed >= end) return Source.of("");
  const given = /^[|>][+-]?([1-9])/.exec(text.slice(start, start + 4))?.[1];
  const lines: (readonly [from: number, to: number])[] = [];
  for (let at = feed + 1; at < end; ) {
    const next = text.indexOf("\n", at);
    const stop = next < 0 || next > end ? end : next;
    lines.push([at, stop]);
    at = stop + 1;
  }
  const indentOf = ([from, to]: readonly [number, number]): number => {
    let at = from;
    while (at < to && text[at] === " ") at++;
    return at - from;
  };
  const isEmpty = ([from, to]: readonly [number, number]): boolean => text.slice(from, to).trim() === "";
  const first = lines.find((line) => !isEmpty(line));
  const indent = first ? indentOf(first) : 0;
  // An indicator tells the indentation from that of the parent, which is at most the first line's.
  const strip = given === undefined ? indent : Math.min(indent, parentIndent(text, start) + Number(given));
  return Source.build(({ take, put }) => {
    for (const [index, line] of lines.entries()) {
      const [from, to] = line;
      const isBlank = isEmpty(line);
      if (!isBlank) take(host, Math.min(to, from + strip), to);
      const next = lines[index + 1];
      const keeps = !folded || !next || isBlank || isEmpty(next) || startsDeeper(text, line, strip) || startsDeeper(text, next, strip);
      put(keeps ? "\n" : " ");
    }
  });
}

function startsDeeper(text: string, [from, to]: readonly [number, number], strip: number): boolean {
  return from + strip < to && /[ \t]/.test(text.charAt(from + strip));
}

function parentIndent(text: string, start: number): number {
  const line = text.lastIndexOf("\n", start) + 1;
  let at = line;
  while (text[at] === " " || text[at] === "-") at++;
  return at - line;
}

/** At an escape: what it stands for, and its length. */
type Escape = (text: string, at: number) => readonly [meant: string, length: number] | undefined;

function singleEscape(text: string, at: number): readonly [string, number] | undefined {
  return text.startsWith("''", at) ? ["'", 2] : undefined;
}

const NAMED: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  '"': '"',
  "\\": "\\",
  "/": "/",
  " ": " ",
  e: "\u001b",
  "0": "\0",
};

function doubleEscape(text: string, at: number): readonly [string, number] | undefined {
  if (text[at] !== "\\") return undefined;
  const next = text.charAt(at + 1);
  const named = NAMED[next];
  if (named !== undefined) return [named, 2];
  const digits = next === "x" ? 2 : next === "u" ? 4 : 0;
  const code = digits > 0 ? Number.parseInt(text.slice(at + 2, at + 2 + digits), 16) : Number.NaN;
  if (Number.isFinite(code)) return [String.fromCharCode(code), 2 + digits];
  // A line feed that a backslash joins, with the indentation behind.
  const joined = /^\\\r?\n[ \t]*/.exec(text.slice(at, at + 400));
  return joined ? ["", joined[0].length] : undefined;
}

function quoted(host: Source, start: number, end: number, meaningOf: Escape): Source {
  const { text } = host;
  return Source.build(({ take, put, say }) => {
    let from = start;
    for (let at = start; at < end; ) {
      const char = text[at];
      const escaped = char === "\\" || char === "'" ? meaningOf(text, at) : undefined;
      if (escaped) {
        take(host, from, at);
        if (escaped[0] !== "") say(escaped[0], { start: host.place(at, at + escaped[1]).start, end: host.place(at, at + escaped[1]).end });
        at += escaped[1];
        from = at;
      } else if (char === "\n") {
        // A flow scalar over several lines: one line feed is a blank, more of them are one less.
        let before = at;
        while (before > from && /[ \t\r]/.test(text.charAt(before - 1))) before--;
        take(host, from, before);
        let feeds = 0;
        while (at < end && /\s/.test(text.charAt(at))) if (text[at++] === "\n") feeds++;
        put(feeds > 1 ? "\n".repeat(feeds - 1) : " ");
        from = at;
      } else at++;
    }
    take(host, from, end);
  });
}
