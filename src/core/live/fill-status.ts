// What the status bar says of the running table: from count and limit alone.

import { type FillLevel, fillLevel } from "../advice/fill.ts";
import type { TableFill } from "../evidence/host.ts";
import { formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";

export interface FillStatus {
  readonly text: string;
  /** Plain text, on hover. */
  readonly detail: string;
  /** The same as a sentence, for screen readers. */
  readonly label: string;
  readonly level: FillLevel;
}

export function fillStatus({ count, max }: TableFill): FillStatus {
  const entries = formatCount(count);
  if (max === 0)
    return {
      text: entries,
      detail: say("Entries: {entries}, without a limit", { entries }),
      label: say("Entries in the conntrack table: {entries}, without a limit", { entries }),
      level: "normal",
    };
  const share = count / max;
  // Rounded down: the number and the colour change together.
  const percent = `${Math.floor(100 * share + 1e-9)} %`;
  const detail = say("{entries} of {max} entries, including expired ones that are not yet collected", { entries, max: formatCount(max) });
  return {
    text: percent,
    detail,
    label: say("Conntrack table {percent} full: {entries} of {max} entries", { percent, entries, max: formatCount(max) }),
    level: fillLevel(share),
  };
}
