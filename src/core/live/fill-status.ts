// What the status bar says of the running table: from count and limit alone.

import { type FillLevel, fillLevel } from "../advice/fill.ts";
import type { TableFill } from "../evidence/host.ts";
import { formatCount } from "../units/units.ts";

export interface FillStatus {
  readonly text: string;
  /** Plain text, on hover. */
  readonly detail: string;
  /** The same as a sentence, for screen readers. */
  readonly label: string;
  readonly level: FillLevel;
}

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
  const detail = `${entries} of ${formatCount(max)}, including expired entries that are not yet collected`;
  return { text: percent, detail, label: `Conntrack table ${percent} full: ${entries} of ${formatCount(max)}`, level: fillLevel(share) };
}
