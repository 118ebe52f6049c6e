// Puts a text where it belongs, wholly or not at all. The ways: a new file in place of the old one, one where none was, and
// on request into the file itself.
import { linkSync, lstatSync, renameSync, unlinkSync } from "node:fs";
import { dirname } from "node:path";
import { reason, toBytes } from "../../linux/index.ts";
import { holdingSignals } from "./hold-signals.ts";
import { overwriteFile } from "./overwrite-file.ts";
import { type OldText, replaceFile } from "./replace-file.ts";
import { removeLeftovers, removeTemporary, syncFolder, Temporary } from "./temporary.ts";

/**
 * Writes if the file still says what was read. Returns why nothing was written, with a way where there is one; undefined
 * where it was. A signal that would end the program waits until the file is whole again.
 */
export function writeOver(old: OldText, after: string, inPlace: boolean): Promise<string | undefined> {
  return holdingSignals(() => {
    try {
      removeLeftovers(dirname(old.real));
      return inPlace ? overwriteFile(old, after) : replaceFile(old, after);
    } catch (error) {
      return reason(error);
    }
  });
}

/** Makes a file where there is none; what is there meanwhile is never written over. */
export function writeNew(path: string, text: string): Promise<string | undefined> {
  return holdingSignals(() => {
    let temporary: Temporary | undefined;
    try {
      removeLeftovers(dirname(path));
      temporary = new Temporary(dirname(path), 0o666);
      temporary.write(text);
      temporary.close();
      putInPlace(temporary, path);
      syncFolder(dirname(path));
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return "a file of that name already exists, such as a broken link";
      return reason(error);
    } finally {
      if (temporary) removeTemporary(temporary);
    }
  });
}

/** A second name fails where there is such a file. Where files have one name only, the look before is all there is. */
function putInPlace({ path: from }: Temporary, path: string): void {
  try {
    linkSync(toBytes(from), toBytes(path));
    unlinkSync(toBytes(from));
  } catch (error) {
    if (!NO_LINKS.has((error as NodeJS.ErrnoException).code)) throw error;
    if (lstatSync(toBytes(path), { throwIfNoEntry: false })) throw Object.assign(new Error("exists"), { code: "EEXIST" });
    renameSync(toBytes(from), toBytes(path));
  }
}

const NO_LINKS: ReadonlySet<string | undefined> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EINVAL"]);
