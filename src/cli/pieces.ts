// The bytes of a file or of standard input, piece by piece: nothing is held, however long it is.
import { closeSync, fstatSync, openSync, read, statSync } from "node:fs";
import { promisify } from "node:util";
import { PlainText, UnusableText } from "../core/diagnosis/index.ts";
import { oddKind, piecesOf, reason, toBytes, unpacked } from "../linux/index.ts";
import { standInForInput } from "./standard-input.ts";
import { UsageError } from "./usage-error.ts";

const PIECE = 1 << 18;

/** Input that cannot be read. The message is short, without the path. */
export class Unreadable extends Error {}

/**
 * Each piece may be written over by the next; what gzip has packed is unpacked. Pipes are waited for, as cat(1) does: process substitution makes them.
 * Throws Unreadable.
 */
export async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* unpacked(path === "-" ? stdinPieces() : namedFile(path));
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(reason(error));
  }
}

/** The same as UTF-8 without a byte-order mark, for texts in UTF-16 too. Throws Unreadable, also for what is no text. */
export async function* readPlainPieces(path: string): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const text = new PlainText((bytes) => void ready.push(bytes));
  try {
    for await (const piece of readPieces(path)) {
      text.push(piece);
      yield* ready.splice(0);
    }
    text.end();
    yield* ready;
  } catch (error) {
    throw error instanceof UnusableText ? new Unreadable(error.message) : error;
  }
}

/** Standard input as it is. Throws Unreadable for a folder, and what reading throws. */
export async function* stdinPieces(): AsyncGenerator<Uint8Array> {
  const standIn = standInForInput();
  if (standIn !== undefined) {
    if (standIn !== "nothing") yield Buffer.from(standIn.text);
    return;
  }
  const stats = fstatSync(0);
  if (stats.isDirectory()) throw new Unreadable("a folder; give its path instead");
  if (stats.isFile()) yield* piecesOf(0);
  else yield* readPipe(0);
}

async function* namedFile(path: string): AsyncGenerator<Uint8Array> {
  const stats = statSync(toBytes(path));
  if (stats.isDirectory()) throw new Unreadable("a folder, not a file");
  const odd = stats.isFIFO() ? undefined : oddKind(stats);
  if (odd !== undefined) throw new Unreadable(odd);
  const descriptor = openSync(toBytes(path), "r");
  try {
    if (stats.isFIFO()) yield* readPipe(descriptor);
    else yield* piecesOf(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const readOnce = promisify(read);

/** Into one buffer: a stream would make a new one for each piece, and leave them to the collector. */
async function* readPipe(descriptor: number): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(PIECE);
  for (;;) {
    let got: number;
    try {
      got = (await readOnce(descriptor, piece, 0, piece.length, null)).bytesRead;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Windows says so at the end of a pipe.
      if (code === "EOF") return;
      if (code !== "EAGAIN" || descriptor !== 0) throw error;
      // Whoever made the pipe does not let it block.
      yield* process.stdin as AsyncIterable<Buffer>;
      return;
    }
    if (got === 0) return;
    yield piece.subarray(0, got);
  }
}

/** All of them together; undefined where they are more bytes than `most`. */
export async function gathered(pieces: AsyncIterable<Uint8Array>, most: number): Promise<Buffer | undefined> {
  const copies: Buffer[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > most) return undefined;
    copies.push(Buffer.from(piece));
  }
  return Buffer.concat(copies, length);
}

/** The paths to read: those named, or what is piped in where none is. Throws UsageError where there is neither. */
export function pathsOrStdin(paths: readonly string[], command: string): readonly string[] {
  if (paths.length > 0) return paths;
  if (standInForInput() === "nothing") throw new UsageError(`${command} needs a file to read, or a text`);
  try {
    const stats = fstatSync(0);
    if (stats.isFIFO() || stats.isFile() || stats.isSocket()) return ["-"];
  } catch {
    // There is no standard input.
  }
  throw new UsageError(`${command} needs a file to read, or - for standard input`);
}

export function shownName(path: string): string {
  return path === "-" ? "<stdin>" : path;
}
