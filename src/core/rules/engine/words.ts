// Wording that findings share, so that the same thing is said the same way.

import type { KernelTarget } from "../../kernel/target.ts";
import { releaseName } from "../../kernel/version.ts";

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
  // Nearly every text is plain; looking each character up in Unicode's tables is slow.
  const visible = /[^ -~]/.test(text) ? text.replace(/[\p{Cc}\p{Cf}]/gu, "\ufffd") : text;
  return visible.length > length ? `"${visible.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…"` : `"${visible}"`;
}
