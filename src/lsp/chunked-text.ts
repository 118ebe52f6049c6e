// A text in small pieces, for thousands of changes in one message: each costs a look at the pieces, not a copy of the text.
// Places are those of the protocol, as vscode-languageserver-textdocument takes them.
import type { Position, Range } from "vscode-languageserver/node";

const LF = 10;
const CR = 13;

interface Chunk {
  readonly text: string;
  /** Ends of lines in it. None is in two chunks: CR and LF that belong together stay together. */
  readonly breaks: number;
}

/** Characters of a chunk as it is made; twice as many are halved. */
const SIZE = 8192;
/** Of a call. */
const MOST_ARGUMENTS = 1000;

export class ChunkedText {
  private readonly chunks: Chunk[];

  constructor(text: string) {
    this.chunks = chunksOf(text);
  }

  /** A range that runs backwards is turned round. */
  replace({ start, end }: Range, text: string): void {
    const isBackwards = start.line > end.line || (start.line === end.line && start.character > end.character);
    const from = this.placeOf(isBackwards ? end : start);
    const to = this.placeOf(isBackwards ? start : end);
    const before = (this.chunks[from.chunk]?.text ?? "").slice(0, from.at);
    const after = (this.chunks[to.chunk]?.text ?? "").slice(to.at);
    const made = chunksOf(before + text + after);
    this.chunks.splice(from.chunk, to.chunk - from.chunk + 1);
    for (let at = 0; at < made.length; at += MOST_ARGUMENTS) this.chunks.splice(from.chunk + at, 0, ...made.slice(at, at + MOST_ARGUMENTS));
    this.join(from.chunk + made.length - 1);
    this.join(from.chunk - 1);
  }

  toString(): string {
    return this.chunks.map(({ text }) => text).join("");
  }

  /** Takes the LF at the start of the next chunk to the CR at the end of one. */
  private join(index: number): void {
    const [chunk, next] = [this.chunks[index], this.chunks[index + 1]];
    if (!chunk?.text.endsWith("\r") || !next?.text.startsWith("\n")) return;
    this.chunks.splice(index, 2, chunkOf(`${chunk.text}\n`), ...(next.text.length > 1 ? [chunkOf(next.text.slice(1))] : []));
  }

  /** Within a line; beyond its end, at its end, and beyond the last line, at the end of the text. */
  private placeOf({ line, character }: Position): { readonly chunk: number; readonly at: number } {
    if (line < 0) return { chunk: 0, at: 0 };
    let left = line;
    let chunk = 0;
    for (; chunk < this.chunks.length && left > (this.chunks[chunk]?.breaks ?? 0); chunk++) left -= this.chunks[chunk]?.breaks ?? 0;
    const last = this.chunks.length - 1;
    if (chunk > last) return { chunk: Math.max(0, last), at: this.chunks[last]?.text.length ?? 0 };
    let at = lineStart(this.chunks[chunk]?.text ?? "", left);
    // So many characters on, but not over the end of the line.
    for (let room = Math.max(0, character); ; chunk++, at = 0) {
      const { text = "", breaks = 0 } = this.chunks[chunk] ?? {};
      const end = breaks === 0 ? text.length : lineEnd(text, at);
      if (room <= end - at || end < text.length || chunk >= last) return { chunk, at: Math.min(at + room, end) };
      room -= end - at;
    }
  }
}

function chunkOf(text: string): Chunk {
  let breaks = 0;
  for (let at = nextLine(text, 0); at > 0; at = nextLine(text, at)) breaks++;
  return { text, breaks };
}

/** None of them is empty. */
function chunksOf(text: string): Chunk[] {
  if (text.length <= 2 * SIZE) return text === "" ? [] : [chunkOf(text)];
  const chunks: Chunk[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + SIZE);
    if (text.charCodeAt(end - 1) === CR && text.charCodeAt(end) === LF) end++;
    chunks.push(chunkOf(text.slice(at, end)));
    at = end;
  }
  return chunks;
}

/** Where a line begins, by the ends of lines before it. */
function lineStart(text: string, breaks: number): number {
  let at = 0;
  for (let left = breaks; left > 0; left--) at = nextLine(text, at);
  return at;
}

/** Where the line after a place begins; 0 where no line ends there. */
function nextLine(text: string, from: number): number {
  const end = lineEnd(text, from);
  if (end === text.length) return 0;
  return end + (text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1);
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) return at;
  }
  return text.length;
}
