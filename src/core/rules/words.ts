// Wording that findings share, so that the same thing is said the same way.
import { releaseName } from "../kernel/version.ts";
import type { KernelTarget } from "../kernel/target.ts";

/** The last part of a key's path: long directories tell nobody anything. */
export function shortName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** "kernel 6.18" */
export function kernelName(target: KernelTarget): string {
  return `kernel ${releaseName(target.kernel)}`;
}

/** Text of the file in double quotes, cut to a length that leaves room for the sentence. */
export function quoted(text: string, length = 40): string {
  const visible = text.replace(/[\u0000-\u001f\u007f\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "\ufffd");
  return visible.length > length ? `"${visible.slice(0, length - 1)}…"` : `"${visible}"`;
}
