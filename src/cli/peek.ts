// One look at the bytes of a file: whether our word is in it at all. Nearly every file of a repository is done with here.
import { closeSync, readSync } from "node:fs";
import { NEEDLE } from "../core/language/index.ts";
import { openWithoutWaiting } from "../linux/index.ts";

const PIECE = 1 << 16;
const needle = Buffer.from(NEEDLE);
/** With room behind what is read, where the word is put so that no look goes beyond: a view of its own for each file costs more. */
const buffer = Buffer.allocUnsafe(PIECE + needle.length);
/** Where a NUL says that a file is no text. */
const HEAD = 8000;
/** A larger file is no configuration. */
const LARGEST = 8_000_000;

export type Peek = "ours" | "foreign" | "unreadable";

/** `scriptsOnly`: only a file that begins with `#!` may be ours. */
export function peek(path: string, scriptsOnly: boolean): Peek {
  let descriptor: number | undefined;
  try {
    descriptor = openWithoutWaiting(path);
    return look(descriptor, scriptsOnly) ? "ours" : "foreign";
  } catch {
    return "unreadable";
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function look(descriptor: number, scriptsOnly: boolean): boolean {
  if (scriptsOnly) {
    const got = readSync(descriptor, buffer, 0, 64, 0);
    if (got < 3 || buffer[0] !== 35 || buffer[1] !== 33) return false;
  }
  let kept = 0;
  for (let total = 0; total < LARGEST; ) {
    const got = readSync(descriptor, buffer, kept, PIECE - kept, total);
    if (got === 0) return false;
    const end = kept + got;
    buffer.set(needle, end);
    if (buffer.indexOf(needle) < end) return !isBinary(descriptor, total === 0 ? buffer.subarray(0, end) : undefined);
    total += got;
    if (end < PIECE) return false;
    // What a piece ends with may be the beginning of the word.
    kept = needle.length - 1;
    buffer.copyWithin(0, PIECE - kept, PIECE);
  }
  return false;
}

/** Whether there is a NUL in the head of a file. */
function isBinary(descriptor: number, head: Buffer | undefined): boolean {
  const bytes = head ?? Buffer.allocUnsafe(HEAD);
  const length = head ? Math.min(head.length, HEAD) : readSync(descriptor, bytes, 0, HEAD, 0);
  return bytes.subarray(0, length).includes(0);
}
