// What the status bar says of the running table: from count and limit alone.

import type { TableFill } from "../evidence/host.ts";
import { formatCount } from "../units/units.ts";

export interface FillStatus {
  readonly text: string;
  /** Plain text, on hover. */
  readonly detail: string;
  /** The same as a sentence, for screen readers. */
  readonly label: string;
  readonly level: "normal" | "warning" | "error";
}

/** Shares of the limit. A full table is thinned out down to 95 % of its limit by the kernel itself. */
const WARNING = 0.8;
const ERROR = 0.9;

export function fillStatus({ count, max }: TableFill): FillStatus {
  const entries = `${formatCount(count)} ${count === 1 ? "entry" : "entries"}`;
  if (max === 0)
    return {
      text: formatCount(count),
      detail: `${entries}, without a limit`,
      label: `Conntrack table: ${entries}, without a limit`,
      level: "normal",
    };
  const share = count / max;
  // Rounded down: the number and the colour change together.
  const percent = `${Math.floor(100 * share + 1e-9)} %`;
  const detail = `${entries} of ${formatCount(max)}, expired ones that wait for collection among them`;
  return { text: percent, detail, label: `Conntrack table ${percent} full: ${entries} of ${formatCount(max)}`, level: levelOf(share) };
}

function levelOf(share: number): FillStatus["level"] {
  if (share >= ERROR) return "error";
  return share >= WARNING ? "warning" : "normal";
}
