// Reads a file of a folder that somebody else may have prepared: links are followed where they stay in the folder.
import type { Reading } from "../core/boot/index.ts";
import { realPath } from "./bytes.ts";
import { reason } from "./failure.ts";
import { isInside } from "./inside.ts";
import { LEAVES, readFileText } from "./read-file.ts";

/** For an editor that has not opened it; as programs read it, a byte-order mark included. */
export function readInside(folder: string, path: string): Reading {
  let [within, real] = [folder, path];
  try {
    [within, real] = [realPath(folder), realPath(path)];
    if (!isInside(within, real)) return { problem: LEAVES.what, reason: LEAVES.problem };
  } catch (error) {
    return { problem: "missing", reason: reason(error) };
  }
  const read = readFileText(real, undefined, { within, isLink: false, isClosed: true });
  return "text" in read ? { text: read.text } : { problem: read.what, reason: read.problem };
}
