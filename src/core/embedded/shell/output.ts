// What echo and printf write, as far as the script itself tells.
import { Source, type SourceBuilder } from "../source.ts";
import type { ShellWord } from "./lexer.ts";

export interface Output {
  readonly source: Source;
  /** Nothing in it is filled in by the shell. */
  readonly literal: boolean;
}

export function echoOutput(args: readonly ShellWord[]): Output {
  let escapes = false;
  let first = 0;
  for (const { source } of args) {
    if (!/^-[neE]+$/.test(source.text)) break;
    if (source.text.includes("e")) escapes = true;
    first++;
  }
  const words = args.slice(first);
  const source = Source.build((builder) => {
    for (const [index, word] of words.entries()) {
      if (index > 0) builder.put(" ");
      if (escapes) unescaped(word.source, builder);
      else builder.take(word.source, 0, word.source.text.length);
    }
    builder.put("\n");
  });
  // A shell may take escapes for what they say without being told.
  const doubtful = !escapes && words.some((word) => word.source.text.includes("\\"));
  return { source, literal: !doubtful && words.every(({ computed }) => computed.length === 0) };
}

/** A format is used again for more arguments, as often as `mayRepeat` lets it make so many characters more. */
export function printfOutput([format, ...args]: readonly ShellWord[], mayRepeat: (length: number) => boolean): Output {
  if (!format) return { source: Source.of(""), literal: true };
  if (format.source.text === "--") return printfOutput(args, mayRepeat);
  const pieces = format.source.text.split(/(%[-+ #0-9.]*[a-zA-Z]|%%)/);
  const specs = pieces.filter((piece) => isSpec(piece)).length;
  const wanted = specs === 0 ? 1 : Math.max(1, Math.ceil(args.length / specs));
  const rounds = wanted > 1 && !mayRepeat((wanted - 1) * format.source.text.length) ? 1 : wanted;
  let next = 0;
  const source = Source.build((builder) => {
    for (let round = 0; round < rounds; round++) {
      let at = 0;
      for (const piece of pieces) {
        if (isSpec(piece)) {
          const arg = args[next++];
          if (arg && piece.endsWith("b")) unescaped(arg.source, builder);
          else if (arg) builder.take(arg.source, 0, arg.source.text.length);
        } else if (piece === "%%") builder.put("%");
        else unescaped(format.source.slice(at, at + piece.length), builder);
        at += piece.length;
      }
    }
  });
  return { source, literal: format.computed.length === 0 && args.every(({ computed }) => computed.length === 0) };
}

function isSpec(piece: string): boolean {
  return piece.length > 1 && piece.startsWith("%") && piece !== "%%";
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\" };

function unescaped(source: Source, { take, put }: SourceBuilder): void {
  const { text } = source;
  let from = 0;
  for (let at = text.indexOf("\\"); at >= 0; at = text.indexOf("\\", at)) {
    const meant = ESCAPES[text.charAt(at + 1)];
    if (meant !== undefined) {
      take(source, from, at);
      put(meant);
      from = at + 2;
    }
    at += 2;
  }
  take(source, from, text.length);
}
