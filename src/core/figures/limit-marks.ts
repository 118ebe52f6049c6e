// A limit on an axis that is scaled to its data: the limit and the bands below it where they are near, and a mark at the
// edge where they are far away.

import { formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { ChartMark } from "./chart-model.ts";

/** Shares of a limit at which alerts are usually set. */
export const BAND_SHARES = [0.75, 0.8, 0.9] as const;

const BAND_COLOURS = ["yellow", "orange", "red"] as const;

/** A limit further away than this many times the data would make the data a line on the axis. */
const FAR = 4;
const ROOM = 1.08;

export interface LimitScale {
  /** End of the axis. */
  readonly max: number;
  readonly marks: readonly ChartMark[];
}

/** `most`: the highest value drawn; a `limit` of 0 sets none. */
export function limitScale(axis: "x" | "y", most: number, limit: number, name = say("Limit")): LimitScale {
  const label = `${name} ${formatCount(limit)}`;
  if (limit < 1) return { max: Math.max(1, most * ROOM), marks: [] };
  if (most > 0 && limit > FAR * most)
    return { max: most * 1.25, marks: [{ id: "limit", label, axis, at: limit, edge: true, colour: "red" }] };
  const bands = BAND_SHARES.map((share, index): ChartMark => {
    const to = limit * (BAND_SHARES[index + 1] ?? 1);
    return { id: `band-${100 * share}`, label: `${100 * share} %`, axis, at: limit * share, to, colour: BAND_COLOURS[index] ?? "red" };
  });
  return { max: Math.max(limit, most) * ROOM, marks: [...bands, { id: "limit", label, axis, at: limit, colour: "red" }] };
}
