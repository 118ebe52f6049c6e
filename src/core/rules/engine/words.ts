// Wording that findings share, so that the same thing is said the same way.

import type { KernelTarget } from "../../kernel/target.ts";
import { releaseName } from "../../kernel/version.ts";
import { say } from "../../words/say.ts";

export { quoted, shortened } from "../../text/visible.ts";

/** Beside the place of the line that a finding stands back behind. */
export const TAKES_EFFECT = say("This line takes effect");

/** The last part of a key's path: long directories tell nobody anything. */
export function shortName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** "Linux 6.18" */
export function kernelName(target: KernelTarget): string {
  return `Linux ${releaseName(target.kernel)}`;
}
