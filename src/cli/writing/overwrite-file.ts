// Writes into a file itself, on request: names, owner, ACLs and attributes stay as they are. Stopped on the way, the file
// holds half of each text; an error on the way puts the old text back.
import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { oddKind, realPath, reason, toBytes } from "../../linux/index.ts";
import { CHANGED, type OldText } from "./replace-file.ts";

/** What a reason begins with where that is so. */
export const HALF_WRITTEN = "THE FILE IS PARTLY WRITTEN, and the old text could not be restored";

/** Returns why nothing was written; throws what the system throws while the file is still as it was. */
export function overwriteFile({ real, text }: OldText, after: string): string | undefined {
  const path = toBytes(real);
  if (realPath(real) !== real) return CHANGED;
  const descriptor = openSync(path, constants.O_RDWR | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  try {
    const stats = fstatSync(descriptor);
    const odd = oddKind(stats);
    if (odd !== undefined) return odd;
    const read = Buffer.from(text);
    const before = stats.size === read.length ? readFileSync(descriptor) : undefined;
    if (!before?.equals(read)) return CHANGED;
    const bytes = Buffer.from(after);
    let overwritten = 0;
    try {
      // What is longer comes first: where there is no room for it, nothing of the old text is gone yet.
      if (bytes.length > before.length) writeAll(descriptor, bytes.subarray(before.length), before.length);
      writeAll(descriptor, bytes.subarray(0, before.length), 0, (count) => {
        overwritten = count;
      });
      ftruncateSync(descriptor, bytes.length);
      fsyncSync(descriptor);
      return undefined;
    } catch (error) {
      return putBack(descriptor, before, overwritten) ? reason(error) : `${HALF_WRITTEN}: ${reason(error)}`;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Only what is gone: where nothing could be written before, nothing could be now. */
function putBack(descriptor: number, before: Buffer, overwritten: number): boolean {
  try {
    writeAll(descriptor, before.subarray(0, overwritten), 0);
    ftruncateSync(descriptor, before.length);
    fsyncSync(descriptor);
    return true;
  } catch {
    return false;
  }
}

function writeAll(descriptor: number, bytes: Buffer, position: number, tell?: (written: number) => void): void {
  for (let at = 0; at < bytes.length; tell?.(at)) at += writeSync(descriptor, bytes, at, bytes.length - at, position + at);
}
