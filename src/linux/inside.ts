// What is inside a folder, by its path and by what was opened.
import { readlinkSync } from "node:fs";
import { sep } from "node:path";
import { fromBytes } from "./bytes.ts";

/** Both without links. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/**
 * Whether an open file is outside of a folder, which has no links in its path: a folder on the way may have become a link
 * after it was looked at. Nothing tells that where there is no /proc.
 */
export function isOpenOutside(folder: string, descriptor: number): boolean {
  if (folder === sep) return false;
  try {
    return !isInside(folder, fromBytes(readlinkSync(`/proc/self/fd/${descriptor}`, { encoding: "buffer" })));
  } catch {
    return false;
  }
}
