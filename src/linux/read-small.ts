// The text of a small file of plain ASCII, with as few calls and objects as there can be: of a tree nearly every file.
import { closeSync, constants, fstatSync, readSync } from "node:fs";
import { isPlainAscii } from "../core/language/index.ts";
import { openWithoutWaiting } from "./read-file.ts";

/** Files are read one after the other, and each is text before the next one is. */
const SCRATCH = Buffer.allocUnsafeSlow(4096);

/** Undefined for what is no such file, or is a link: it is for a closer look to say what it is. Neither waits nor throws. */
export function readSmallText(path: string): string | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openWithoutWaiting(path, constants.O_NOFOLLOW ?? 0);
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.size === 0 || stats.size >= SCRATCH.length) return undefined;
    const got = readSync(descriptor, SCRATCH, 0, SCRATCH.length, null);
    if (got !== stats.size) return undefined;
    const bytes = SCRATCH.subarray(0, got);
    return isPlainAscii(bytes) ? bytes.toString("latin1") : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
