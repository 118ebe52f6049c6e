// Writes into a file itself, on request: names, owner, ACLs and attributes stay as they are. Stopped on the way, the file
// holds half of each text; an error on the way puts the old text back.
import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { oddKind, realPath, reason, toBytes } from "../../linux/index.ts";
import { CHANGED, type OldText } from "./replace-file.ts";

/** Returns why nothing was written; throws what the system throws while the file is still as it was. */
export function overwriteFile({ real, text }: OldText, after: string): string | undefined {
  const path = toBytes(real);
  if (realPath(real) !== real) return CHANGED;
  const descriptor = openSync(path, constants.O_RDWR | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  try {
    const odd = oddKind(fstatSync(descriptor));
    if (odd !== undefined) return odd;
    const before = readFileSync(descriptor);
    if (!before.equals(Buffer.from(text))) return CHANGED;
    const bytes = Buffer.from(after);
    try {
      // What is longer comes first: where there is no room for it, nothing of the old text is gone yet.
      if (bytes.length > before.length) writeAll(descriptor, bytes.subarray(before.length), before.length);
      writeAll(descriptor, bytes.subarray(0, before.length), 0);
      ftruncateSync(descriptor, bytes.length);
      fsyncSync(descriptor);
      return undefined;
    } catch (error) {
      return putBack(descriptor, before) ? reason(error) : `${reason(error)}, AND THE OLD TEXT COULD NOT BE PUT BACK`;
    }
  } finally {
    closeSync(descriptor);
  }
}

function putBack(descriptor: number, before: Buffer): boolean {
  try {
    writeAll(descriptor, before, 0);
    ftruncateSync(descriptor, before.length);
    fsyncSync(descriptor);
    return true;
  } catch {
    return false;
  }
}

function writeAll(descriptor: number, bytes: Buffer, position: number): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at, bytes.length - at, position + at);
}
