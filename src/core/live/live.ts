// A running table over time: what is kept of each reading, and the drawings and figures made of it. Holds no clock.

import { FILL_ERROR, FILL_WARNING } from "../advice/fill.ts";
import type { HostReading, TableFill } from "../evidence/host.ts";
import { changesBetween } from "../evidence/statistics/rates.ts";
import type { Statistics } from "../evidence/statistics/read.ts";
import type { ChartModel, ChartPoint, ChartSeries } from "../figures/chart-model.ts";
import { formatCount, formatDuration, formatRate } from "../units/units.ts";
import { fillStatus } from "./fill-status.ts";

export interface LiveView {
  /** One sentence. */
  readonly headline: string;
  readonly level: "normal" | "warning" | "error";
  readonly charts: readonly ChartModel[];
}

/** Readings that are kept: ten minutes at one a second. */
const KEPT = 600;
/** Shares of the limit that lines are drawn at. */
const ALERTS = [FILL_WARNING, FILL_ERROR] as const;

interface Sample {
  readonly seconds: number;
  readonly count: number;
  readonly max: number;
  /** A second; null where no counters could be read. */
  readonly lost: Readonly<Record<LossId, number>> | null;
}

type LossId = "dropped" | "early" | "refused";

const LOSSES: readonly (Pick<ChartSeries, "colour" | "label"> & { readonly id: LossId })[] = [
  { id: "dropped", label: "Packets dropped", colour: "red" },
  { id: "early", label: "Entries thrown out early", colour: "orange" },
  { id: "refused", label: "Inserts refused", colour: "purple" },
];

export class LiveHistory {
  readonly #samples: Sample[] = [];
  #before: { readonly seconds: number; readonly statistics: Statistics } | undefined;

  /** `seconds` of any clock that goes on. */
  add(seconds: number, { count, max, statistics }: TableFill & Pick<HostReading, "statistics">): void {
    const before = this.#before;
    this.#before = statistics ? { seconds, statistics } : undefined;
    const changes = before && statistics ? changesBetween(before.statistics, statistics, seconds - before.seconds) : undefined;
    const rate = (id: keyof NonNullable<typeof changes>): number => changes?.[id]?.perSecond ?? 0;
    const lost = changes
      ? { dropped: rate("drop"), early: rate("early_drop"), refused: Math.max(rate("insert_failed"), rate("chaintoolong")) }
      : null;
    this.#samples.push({ seconds, count, max, lost });
    if (this.#samples.length > KEPT) this.#samples.shift();
  }

  /** Undefined before the first reading. */
  view(): LiveView | undefined {
    const last = this.#samples.at(-1);
    if (!last) return undefined;
    const { label, level } = fillStatus(last);
    const lost = LOSSES.filter(({ id }) => (last.lost?.[id] ?? 0) > 0).map(
      ({ id, label: name }) => `${name.toLowerCase()}: ${perSecond(last.lost?.[id] ?? 0)}`,
    );
    const losing = last.lost === null ? "" : lost.length === 0 ? "; nothing is lost now" : `; ${lost.join(", ")}`;
    return { headline: `${label}${losing}`, level: lost.length > 0 ? "error" : level, charts: [this.#fill(last), this.#losses(last)] };
  }

  #points(last: Sample, y: (sample: Sample) => number | undefined): readonly ChartPoint[] {
    return this.#samples.flatMap((sample) => {
      const value = y(sample);
      return value === undefined ? [] : [{ x: sample.seconds - last.seconds, y: value }];
    });
  }

  #fill(last: Sample): ChartModel {
    const counts = this.#samples.map(({ count }) => count);
    const [least, most] = [Math.min(...counts), Math.max(...counts)];
    const { max } = last;
    const span = spanOf(this.#samples, last);
    return {
      id: "live-fill",
      title: "Entries against the limit",
      x: { label: "seconds, 0 is now", scale: "linear", unit: null, min: Math.min(-10, -span), max: 0 },
      y: { label: "entries", scale: "linear", unit: "entries", min: 0, max: 1.05 * Math.max(max, most, 1) },
      stacked: false,
      series: [{ id: "count", label: "Entries", draw: "area", colour: "blue", points: this.#points(last, ({ count }) => count) }],
      marks:
        max === 0
          ? []
          : [
              ...ALERTS.map((share) => ({
                id: `alert-${share}`,
                label: `${100 * share} %`,
                axis: "y" as const,
                at: share * max,
                colour: "orange" as const,
              })),
              { id: "max", label: `max ${formatCount(max)}`, axis: "y", at: max, colour: "red" },
            ],
      summary: `${formatCount(last.count)} entries now, ${formatCount(least)} to ${formatCount(most)} in the last ${formatDuration(Math.round(span))}.`,
      table: {
        caption: "Entries",
        columns: [
          { label: "Figure", unit: null },
          { label: "Entries", unit: "entries" },
        ],
        rows: [
          ["Now", formatCount(last.count)],
          ["Least", formatCount(least)],
          ["Most", formatCount(most)],
          ["Limit", max === 0 ? "none" : formatCount(max)],
        ],
      },
    };
  }

  #losses(last: Sample): ChartModel {
    const most = (id: LossId): number => Math.max(0, ...this.#samples.map(({ lost }) => lost?.[id] ?? 0));
    const highest = Math.max(...LOSSES.map(({ id }) => most(id)));
    const span = spanOf(this.#samples, last);
    return {
      id: "live-losses",
      title: "Lost a second",
      x: { label: "seconds, 0 is now", scale: "linear", unit: null, min: Math.min(-10, -span), max: 0 },
      y: { label: "a second", scale: "linear", unit: null, min: 0, max: Math.max(1, 1.1 * highest) },
      stacked: false,
      series: LOSSES.map(({ id, label, colour }) => ({
        id,
        label,
        draw: "line",
        colour,
        points: this.#points(last, ({ lost }) => lost?.[id]),
      })),
      marks: [],
      summary: LOSSES.map(({ id, label }) => `${label}: ${perSecond(last.lost?.[id] ?? 0)} now, ${perSecond(most(id))} at most.`).join(" "),
      table: {
        caption: "Lost a second",
        columns: [
          { label: "What", unit: null },
          { label: "Now", unit: null },
          { label: "Most", unit: null },
        ],
        rows: LOSSES.map(({ id, label }) => [label, perSecond(last.lost?.[id] ?? 0), perSecond(most(id))]),
      },
    };
  }
}

function spanOf([first]: readonly Sample[], last: Sample): number {
  return first ? last.seconds - first.seconds : 0;
}

function perSecond(rate: number): string {
  return `${formatRate(rate)}/s`;
}
