// The arguments of this program without loss: Node.js makes one character of every byte that is no UTF-8, the kernel does not.
import { readFileSync } from "node:fs";
import { fromBytes } from "./bytes.ts";

/** As in process.argv behind the program; bytes that are no UTF-8 travel as lone surrogates (core/text/bytes.ts). */
export function programArguments(): readonly string[] {
  const known = process.argv.slice(2);
  if (process.platform !== "linux" || !known.some((argument) => argument.includes("\ufffd"))) return known;
  try {
    // Each one ends with a NUL.
    const all = fromBytes(readFileSync("/proc/self/cmdline")).split("\0").slice(0, -1);
    return all.length < known.length ? known : all.slice(all.length - known.length);
  } catch {
    return known;
  }
}
