// The bytes of a file or of standard input, piece by piece: nothing is held, however long it is.
import { closeSync, createReadStream, fstatSync, openSync, readSync, statSync } from "node:fs";
import { UsageError } from "./command.ts";
import { oddKind, reason } from "./read-text.ts";

const PIECE = 1 << 18;

/** Input that cannot be read. The message is short, without the path. */
export class Unreadable extends Error {}

/**
 * Each piece may be written over by the next. Pipes are waited for, as cat(1) does: process substitution makes them.
 * Throws Unreadable.
 */
export async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
  try {
    if (path === "-") yield* fstatSync(0).isFile() ? readFile(0) : stdinPieces();
    else if (statSync(path).isFIFO()) yield* createReadStream(path, { highWaterMark: PIECE });
    else yield* namedFile(path);
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(reason(error));
  }
}

function stdinPieces(): AsyncIterable<Uint8Array> {
  if (fstatSync(0).isDirectory()) throw new Unreadable("a folder; give its name instead");
  return process.stdin as AsyncIterable<Buffer>;
}

function* namedFile(path: string): Generator<Uint8Array> {
  const stats = statSync(path);
  if (stats.isDirectory()) throw new Unreadable("a folder, not a file");
  const odd = oddKind(stats);
  if (odd !== undefined) throw new Unreadable(odd);
  const descriptor = openSync(path, "r");
  try {
    yield* readFile(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function* readFile(descriptor: number): Generator<Uint8Array> {
  const piece = new Uint8Array(PIECE);
  for (let got = readSync(descriptor, piece); got > 0; got = readSync(descriptor, piece)) yield piece.subarray(0, got);
}

/** The paths to read: those named, or what is piped in where none is. Throws UsageError where there is neither. */
export function pathsOrStdin(paths: readonly string[], command: string): readonly string[] {
  if (paths.length > 0) return paths;
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
