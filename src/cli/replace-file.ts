// Puts a new text in the place of a file: wholly or not at all, with the mode and the owner of the old one.
import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { readFileText, reason } from "../linux/index.ts";

/**
 * Writes `after` beside the file and renames it into place, if the file still says `before`. `real` is its own path, free
 * of links: one that has since become a link is not followed. Returns why nothing was written; undefined where it was.
 */
export function replaceFile(real: string, before: string, after: string): string | undefined {
  let temporary: string | undefined;
  try {
    const stats = lstatSync(real);
    if (realpathSync(real) !== real || !stats.isFile()) return CHANGED;
    if (stats.nlink > 1) return "the file has other names (hard links), which would keep the old text";
    // Renaming asks only for the folder: a file that may not be written would be replaced all the same.
    accessSync(real, constants.W_OK);
    // Not a name that an applier reads, should the machine stop right now.
    const name = join(dirname(real), `.conntrack-planner-${randomBytes(8).toString("hex")}.tmp`);
    const descriptor = openSync(name, "wx", 0o600);
    temporary = name;
    try {
      writeFileSync(descriptor, after);
      if (!takeOver(descriptor, stats)) return "its owner could not be kept";
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    const now = readFileText(real);
    if (!("text" in now) || now.text !== before) return CHANGED;
    renameSync(temporary, real);
    temporary = undefined;
    return undefined;
  } catch (error) {
    return reason(error);
  } finally {
    if (temporary !== undefined) rmSync(temporary, { force: true });
  }
}

const CHANGED = "the file was changed by somebody else meanwhile";

/** Owner first: changing it takes special bits off the mode. */
function takeOver(descriptor: number, { uid, gid, mode }: Stats): boolean {
  const made = fstatSync(descriptor);
  if (made.uid !== uid || made.gid !== gid) {
    try {
      fchownSync(descriptor, uid, gid);
    } catch {
      return false;
    }
  }
  fchmodSync(descriptor, mode & 0o7777);
  return true;
}
