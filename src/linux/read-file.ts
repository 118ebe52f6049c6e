// Reads one file as text, or says in a few words why it cannot be. Never waits for a named pipe.
import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { binaryName, encodingOf, LIMITS, TOO_MUCH, tooMuchOf } from "../core/language/index.ts";
import { toBytes } from "./bytes.ts";
import { type Failure, failureOf } from "./failure.ts";

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

export const TOO_LARGE: Failure = { what: "too-large", problem: TOO_MUCH.fileBytes };

export function readFileText(path: string, decoder: Decoder = lossy, flags = 0): ReadResult {
  let descriptor: number | undefined;
  try {
    // Asked twice: opening a device can do something, and what is opened may not be what was there a moment ago.
    const name = toBytes(path);
    const odd = oddKind(statSync(name));
    if (odd !== undefined) return { what: "odd", problem: odd };
    descriptor = openSync(name, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0) | flags);
    const stats = fstatSync(descriptor);
    const changed = oddKind(stats);
    if (changed !== undefined) return { what: "odd", problem: changed };
    if (stats.size > LIMITS.fileBytes) return TOO_LARGE;
    const bytes = readAll(descriptor, stats.size);
    return bytes ? decode(bytes, decoder) : TOO_LARGE;
  } catch (error) {
    return failureOf(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** What a file that is none is; undefined for a plain file. */
export function oddKind(entry: Pick<Stats, "isFile" | "isFIFO" | "isSocket" | "isCharacterDevice" | "isBlockDevice">): string | undefined {
  if (entry.isFile()) return undefined;
  if (entry.isFIFO()) return "a pipe, which is not waited for; give its text to standard input and name it -";
  if (entry.isSocket()) return "a socket, not a file";
  if (entry.isCharacterDevice() || entry.isBlockDevice()) return "a device, not a file";
  return "not a file";
}

/** All bytes, also of a file that grows or that says 0 as those of /proc do; undefined where they are too many. */
function readAll(descriptor: number, size: number): Buffer | undefined {
  const pieces: Buffer[] = [];
  let length = 0;
  for (;;) {
    // A byte more than a file says that it has: where less comes, that was all of it.
    const piece = Buffer.allocUnsafe(length <= size && size > 0 ? size - length + 1 : PIECE);
    const got = readSync(descriptor, piece);
    if (got === 0) return Buffer.concat(pieces, length);
    if (pieces.length === 0 && size > 0 && got <= size) return piece.subarray(0, got);
    length += got;
    if (length > LIMITS.fileBytes) return undefined;
    pieces.push(piece.subarray(0, got));
  }
}

/** A byte-order mark stays in the text, as the kernel would see it; bytes that are no UTF-8 become U+FFFD. */
const lossy: Decoder = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

export function decode(bytes: Uint8Array, decoder: Decoder = lossy): ReadResult {
  const encoding = encodingOf(bytes);
  if (encoding === "binary") return { what: "not-text", problem: binaryName(bytes) };
  if (encoding !== "utf-8") return { what: "not-text", problem: "UTF-16 text; save it as UTF-8" };
  const problem = tooMuchOf(bytes);
  if (problem !== undefined) return { what: "too-large", problem };
  return { text: decoder(bytes), faithful: isUtf8(bytes) };
}
