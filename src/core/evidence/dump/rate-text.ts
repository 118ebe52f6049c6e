// An arrival rate in words, for a page and a terminal alike.

import { formatDuration, formatRate, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { Rate } from "./rates.ts";

/** A bound of 0 says nothing. */
export function isTold({ perSecond, atLeast }: Rate): boolean {
  return perSecond !== null || (atLeast ?? 0) > 0;
}

/** "13.1", "at least 20", "not derivable". */
export function rateFigure(rate: Rate): string {
  if (!isTold(rate)) return say("not derivable");
  return rate.perSecond === null ? say("at least {atLeast}", { atLeast: formatRate(rate.atLeast ?? 0) }) : formatRate(rate.perSecond);
}

/** Over how long, how even and how certain; or why it cannot be told. */
export function rateNote(rate: Rate): string {
  const { window, margin, steady, lowest, highest, reason } = rate;
  const time = formatDuration(Math.round(window ?? 0));
  if (reason !== null) return isTold(rate) ? say("over {time}: {reason}", { time, reason }) : reason;
  const values = { time, margin: formatShare(margin ?? 0), lowest: formatRate(lowest ?? 0), highest: formatRate(highest ?? 0) };
  return steady
    ? say("over {time}, steady, ± {margin} by counting", values)
    : say("over {time}, between {lowest} and {highest}, ± {margin} by counting", values);
}
