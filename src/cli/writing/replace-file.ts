// A new file takes the place of the old one: wholly or not at all, and only where nothing of the old one is lost.
import {
  accessSync,
  type BigIntStats,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  openSync,
  renameSync,
} from "node:fs";
import { dirname } from "node:path";
import { readFileText, realPath, toBytes } from "../../linux/index.ts";
import { lostAttributes } from "./attributes.ts";
import { removeTemporary, syncFolder, Temporary } from "./temporary.ts";

/** A file as it was read. */
export interface OldText {
  /** Its own path, free of links. */
  readonly real: string;
  readonly text: string;
}

export const CHANGED = "the file was changed by another program in the meantime";
const IN_PLACE = "--in-place writes into the file itself, but leaves a partial file if interrupted";

/**
 * Writes `after` beside the file and renames it into place, if the file still says what was read. A path that has since
 * become a link is not followed. Returns why nothing was written; throws what the system throws.
 */
export function replaceFile({ real, text }: OldText, after: string): string | undefined {
  const path = toBytes(real);
  const stats = lstatSync(path, { bigint: true });
  if (realPath(real) !== real || !stats.isFile()) return CHANGED;
  if (stats.nlink > 1n) return `the file has other names (hard links), which would keep the old text; ${IN_PLACE}`;
  // Renaming asks only for the folder: a file that may not be written would be replaced all the same.
  accessSync(path, constants.W_OK);
  const temporary = new Temporary(dirname(real), 0o600);
  try {
    temporary.write(after);
    if (!takeOver(temporary.descriptor, stats)) return `its owner could not be preserved; ${IN_PLACE}`;
    const lost = withOpen(path, (old) => lostAttributes(old, temporary.descriptor, stats));
    if (lost !== undefined) return `a new file in its place ${lost}; write a copy of it, or ${IN_PLACE}`;
    const now = readFileText(real);
    if (!("text" in now) || now.text !== text || !isSame(stats, lstatSync(path, { bigint: true }))) return CHANGED;
    temporary.close();
    renameSync(toBytes(temporary.path), path);
    syncFolder(dirname(real));
    return undefined;
  } finally {
    removeTemporary(temporary);
  }
}

function withOpen<T>(path: Buffer, use: (descriptor: number) => T): T {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Each write, each change of mode, owner or names leaves its time. */
function isSame(before: BigIntStats, now: BigIntStats): boolean {
  return before.dev === now.dev && before.ino === now.ino && before.ctimeNs === now.ctimeNs && before.mtimeNs === now.mtimeNs;
}

/** Owner first: changing it takes special bits off the mode. */
function takeOver(descriptor: number, { uid, gid, mode }: BigIntStats): boolean {
  const made = fstatSync(descriptor, { bigint: true });
  if (made.uid !== uid || made.gid !== gid) {
    try {
      fchownSync(descriptor, Number(uid), Number(gid));
    } catch {
      return false;
    }
  }
  fchmodSync(descriptor, Number(mode & 0o7777n));
  return true;
}
