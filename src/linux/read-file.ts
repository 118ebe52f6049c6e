// Reads one file as text, or says in a few words why it cannot be. Never waits for a named pipe.

import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { binaryName, encodingOf, LIMITS, TOO_MUCH, tooMuchOf } from "../core/language/index.ts";
import { say } from "../core/words/index.ts";
import { pathOf } from "./bytes.ts";
import { type Failure, failureOf } from "./failure.ts";
import { isOpenOutside } from "./inside.ts";

interface ReadText {
  readonly text: string;
  /** False where bytes that are no UTF-8 became U+FFFD: such a text must not be written back. */
  readonly faithful: boolean;
}

export type ReadResult = ReadText | Failure;

/** How bytes that are no UTF-8 come to be text. */
export type Decoder = (bytes: Uint8Array) => string;

/** Bytes that are read at a time from what tells no length. */
const PIECE = 1 << 16;
/** The same of what is handed on at once. */
const LARGE_PIECE = 1 << 18;

export const TOO_LARGE: Failure = { what: "too-large", problem: TOO_MUCH.fileBytes };

export const LEAVES: Failure = { what: "denied", problem: say("a link that leaves the folder, not followed") };

export interface Known {
  /** A folder, without links in its path, that the file must be in. */
  readonly within?: string;
  /** Whether it may be a link: what was none a moment ago is not followed if it is one now. */
  readonly isLink?: boolean;
  /** It was a plain file a moment ago. */
  readonly isFile?: boolean;
  /** Nobody has opened it in the editor that asks. */
  readonly isClosed?: boolean;
}

export function readFileText(path: string, decoder: Decoder = lossy, known: Known = {}): ReadResult {
  try {
    // Asked twice: opening a device can do something, and what is opened may not be what was there a moment ago.
    const odd = known.isFile ? undefined : oddKind(statSync(pathOf(path)));
    if (odd !== undefined) return { what: "odd", problem: odd };
    const bytes = readFileBytes(path, known.isClosed ? LIMITS.closedBytes : LIMITS.fileBytes, known);
    if (bytes === TOO_LARGE && known.isClosed) return { what: "too-large", problem: TOO_MUCH.closedBytes };
    return "problem" in bytes ? bytes : decode(bytes, decoder);
  } catch (error) {
    return failureOf(error);
  }
}

/** All bytes of a plain file that has no more than `most`. Neither waits for a pipe nor throws. */
export function readFileBytes(path: string, most: number, { within, isLink = true }: Known = {}): Buffer | Failure {
  let descriptor: number | undefined;
  try {
    descriptor = openWithoutWaiting(path, isLink ? 0 : (constants.O_NOFOLLOW ?? 0));
    if (within !== undefined && isOpenOutside(within, descriptor)) return LEAVES;
    const stats = fstatSync(descriptor);
    const odd = oddKind(stats);
    if (odd !== undefined) return { what: "odd", problem: odd };
    return (stats.size > most ? undefined : readAll(descriptor, stats.size, most)) ?? TOO_LARGE;
  } catch (error) {
    return failureOf(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Throws what opening throws. */
export function openWithoutWaiting(path: string, flags = 0): number {
  return openSync(pathOf(path), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0) | flags);
}

/** What a file that is none is; undefined for a plain file. */
export function oddKind(entry: Pick<Stats, "isFile" | "isFIFO" | "isSocket" | "isCharacterDevice" | "isBlockDevice">): string | undefined {
  if (entry.isFile()) return undefined;
  if (entry.isFIFO()) return say("a pipe, which is not read; pass its text on standard input, as -");
  if (entry.isSocket()) return say("a socket, not a file");
  if (entry.isCharacterDevice() || entry.isBlockDevice()) return say("a device, not a file");
  return say("not a file");
}

/** A file's bytes piece by piece, however long it is: each piece is written over by the next. Throws what reading throws. */
export function* piecesOf(descriptor: number): Generator<Uint8Array> {
  const piece = new Uint8Array(LARGE_PIECE);
  for (let got = readSync(descriptor, piece); got > 0; got = readSync(descriptor, piece)) yield piece.subarray(0, got);
}

/** All bytes, also of a file that grows or that says 0 as those of /proc do; undefined where they are too many. */
function readAll(descriptor: number, size: number, most: number): Buffer | undefined {
  const pieces: Buffer[] = [];
  let length = 0;
  for (;;) {
    // A byte more than a file says that it has: where less comes, that was all of it.
    const piece = Buffer.allocUnsafe(length <= size && size > 0 ? size - length + 1 : PIECE);
    const got = readSync(descriptor, piece);
    if (got === 0) return Buffer.concat(pieces, length);
    if (pieces.length === 0 && size > 0 && got <= size) return piece.subarray(0, got);
    length += got;
    if (length > most) return undefined;
    pieces.push(piece.subarray(0, got));
  }
}

/** A byte-order mark stays in the text, as the kernel would see it; bytes that are no UTF-8 become U+FFFD. */
const lossy: Decoder = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

export function decode(bytes: Uint8Array, decoder: Decoder = lossy): ReadResult {
  const encoding = encodingOf(bytes);
  if (encoding === "binary") return { what: "not-text", problem: binaryName(bytes) };
  if (encoding !== "utf-8") return { what: "not-text", problem: say("UTF-16 text; save it as UTF-8") };
  const problem = tooMuchOf(bytes);
  if (problem !== undefined) return { what: "too-large", problem };
  return { text: decoder(bytes), faithful: isUtf8(bytes) };
}
