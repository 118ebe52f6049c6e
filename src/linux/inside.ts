// What is inside a folder, by its path and by what was opened.
import { closeSync, constants, openSync, readlinkSync } from "node:fs";
import { sep } from "node:path";
import { fromBytes, pathOf } from "./bytes.ts";

/** Both without links. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Whether an open file is outside of a folder, which has no links in its path. Nothing tells that where there is no /proc. */
export function isOpenOutside(folder: string, descriptor: number): boolean {
  if (folder === sep) return false;
  const path = pathOfOpen(descriptor);
  return path !== undefined && !isInside(folder, path);
}

interface OpenFolder {
  readonly descriptor: number;
  /** What leads to its entries, even after it was moved and another has come in its place. */
  readonly path: string;
  /** Where nothing leads there but its own path: the folder that each of its files is to be in. */
  readonly within?: string;
}

/** Opens a folder that is in another one, neither with links in its path; undefined where it is none, or elsewhere by now. */
export function openFolder(path: string, within: string): OpenFolder | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(pathOf(path), constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0));
    const at = pathOfOpen(descriptor);
    if (at === undefined) return { descriptor, path, within };
    // By the number that stands behind "self", which would be looked up for each file.
    if (isInside(within, at)) return { descriptor, path: `/proc/${readlinkSync("/proc/self")}/fd/${descriptor}` };
  } catch {
    // Nobody has a use for the reason: whoever asks for a file of it is told.
  }
  if (descriptor !== undefined) closeSync(descriptor);
  return undefined;
}

/** A folder on the way may have become a link after it was looked at: where it led once it was opened. */
function pathOfOpen(descriptor: number): string | undefined {
  try {
    return fromBytes(readlinkSync(`/proc/self/fd/${descriptor}`, { encoding: "buffer" }));
  } catch {
    return undefined;
  }
}
