// Dockerfiles: the shell of RUN, with its here-documents, and COPY of a here-document to a file. What a build sets in the
// running kernel is a container's.
import type { Context } from "../context.ts";
import { shellTokens } from "../shell/lexer.ts";
import { readShell } from "../shell/shell.ts";
import { Source } from "../source.ts";

const INSTRUCTION = /^[ \t]*([A-Za-z]+)[ \t]+/;

export function readDockerfile(source: Source, context: Context): void {
  const { text } = source;
  for (let at = 0; at < text.length; ) {
    const end = instructionEnd(text, at);
    const match = INSTRUCTION.exec(text.slice(at, Math.min(end, at + 40)));
    if (match && text.slice(at, end).includes("onntrack")) {
      const from = at + match[0].length;
      const name = match[1]?.toUpperCase();
      if (name === "RUN") run(source, from, end, context);
      else if (name === "COPY" || name === "ADD") copy(source.slice(from, end), context);
      else if (name === "CMD" || name === "ENTRYPOINT")
        readShell(withoutJson(source, from, end), context, { scope: "unknown", lasting: true });
    }
    at = end + 1;
  }
}

function run(source: Source, from: number, end: number, context: Context): void {
  const flags = /^(?:--\w+=\S+[ \t]+)*/.exec(source.text.slice(from, end))?.[0].length ?? 0;
  const script = joinedLines(source, from + flags, end);
  // RUN <<EOF is a script by itself.
  const [first] = shellTokens(script);
  const body = first?.kind === "redirection" ? first.redirection.body : undefined;
  readShell(body?.source ?? script, context, { scope: "container", fileScope: "unknown" });
}

function copy(source: Source, context: Context): void {
  const tokens = [...shellTokens(source)];
  const bodies = tokens.flatMap((token) => (token.kind === "redirection" && token.redirection.body ? [token.redirection.body] : []));
  const target = tokens.findLast((token) => token.kind === "word");
  const [body] = bodies;
  if (body && bodies.length === 1 && target?.kind === "word")
    context.written({ path: target.word.source.text, source: body.source, scope: "unknown", literal: body.literal }, context);
}

/** Comments between the lines of one instruction go; a backslash joins the others. */
function joinedLines(source: Source, from: number, end: number): Source {
  return Source.build(({ take }) => {
    for (let at = from; at < end; ) {
      const feed = source.text.indexOf("\n", at);
      const stop = feed < 0 || feed >= end ? end : feed + 1;
      if (at === from || !/^[ \t]*#/.test(source.text.slice(at, stop))) take(source, at, stop);
      at = stop;
    }
  });
}

/** ["sh", "-c", "..."] as the words that it is. */
function withoutJson(source: Source, from: number, end: number): Source {
  if (source.text[from] !== "[") return joinedLines(source, from, end);
  return Source.build(({ take, put }) => {
    let at = from + 1;
    for (const match of source.text.slice(at, end).matchAll(/,(?=\s*")|\]\s*$/g)) {
      const comma = from + 1 + match.index;
      take(source, at, comma);
      put(" ");
      at = comma + 1;
    }
  });
}

/** The end of an instruction: a line without a backslash, behind the here-documents that it opens. */
function instructionEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const feed = text.indexOf("\n", at);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(at, end);
    if (feed < 0) return end;
    if (!/\\[ \t\r]*$/.test(line) && !(at > start && /^[ \t]*(?:#|$)/.test(line))) return behindDocuments(text, line, end);
    at = end + 1;
  }
}

function behindDocuments(text: string, line: string, end: number): number {
  let at = end;
  if (!/^[ \t]*(?:RUN|COPY|ADD)\b/i.test(line)) return at;
  for (const [, , , name = ""] of line.matchAll(/<<(-?)(["']?)(([A-Za-z_]\w*))\2/g)) {
    for (let from = at + 1; from < text.length; ) {
      const feed = text.indexOf("\n", from);
      const stop = feed < 0 ? text.length : feed;
      at = stop;
      if (text.slice(from, stop).trim() === name) break;
      from = stop + 1;
    }
  }
  return at;
}
