// Reads a file of a folder that somebody else may have prepared: links are followed where they stay in the folder.
import { statSync } from "node:fs";
import type { Reading } from "../core/boot/index.ts";
import { LIMITS, TOO_MUCH } from "../core/language/index.ts";
import { realPath, toBytes } from "./bytes.ts";
import { reason } from "./failure.ts";
import { isInside } from "./inside.ts";
import { LEAVES, readFileText } from "./read-file.ts";

/** For an editor that has not opened it; as programs read it, a byte-order mark included. */
export function readInside(folder: string, path: string): Reading {
  let [within, real] = [folder, path];
  try {
    [within, real] = [realPath(folder), realPath(path)];
    if (!isInside(within, real)) return { problem: LEAVES.what, reason: LEAVES.problem };
    if (statSync(toBytes(real)).size > LIMITS.closedBytes) return { problem: "too-large", reason: TOO_MUCH.closedBytes };
  } catch (error) {
    return { problem: "missing", reason: reason(error) };
  }
  const read = readFileText(real, undefined, { within, isLink: false });
  return "text" in read ? { text: read.text } : { problem: read.what, reason: read.problem };
}
