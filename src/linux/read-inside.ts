// Reads a file of a folder that somebody else may have prepared: links are followed where they stay in the folder.
import { constants } from "node:fs";
import { sep } from "node:path";
import type { Reading } from "../core/boot/index.ts";
import { realPath } from "./bytes.ts";
import { reason } from "./failure.ts";
import { readFileText } from "./read-file.ts";

/** As programs read it, a byte-order mark included. */
export function readInside(folder: string, path: string): Reading {
  let real: string;
  try {
    real = realPath(path);
    if (!isInside(realPath(folder), real)) return { problem: "denied", reason: "a link that leaves the folder, not followed" };
  } catch (error) {
    return { problem: "missing", reason: reason(error) };
  }
  // What was no link a moment ago is not followed if it is one now.
  const read = readFileText(real, undefined, constants.O_NOFOLLOW ?? 0);
  return "text" in read ? { text: read.text } : { problem: read.what, reason: read.problem };
}

/** Both without links. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
