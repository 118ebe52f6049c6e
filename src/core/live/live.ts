// A running table over time: what is kept of each reading, and the drawings and figures made of it. Holds no clock.

import type { NamespaceTable } from "../diagnosis/namespace-table.ts";
import type { HostReading, TableFill } from "../evidence/host.ts";
import { changesBetween } from "../evidence/statistics/rates.ts";
import type { Statistics } from "../evidence/statistics/read.ts";
import type { ChartModel, ChartPoint, ChartSeries } from "../figures/chart-model.ts";
import { limitScale } from "../figures/limit-marks.ts";
import { formatCount, formatDuration, formatRate } from "../units/units.ts";
import { say } from "../words/say.ts";
import { fillStatus } from "./fill-status.ts";

export interface LiveView {
  /** One sentence: what is lost now, then how full the table is. */
  readonly headline: string;
  readonly level: "normal" | "warning" | "error";
  /** Instead of a drawing of losses, where there is nothing to draw. */
  readonly quiet: string | null;
  /** Losses first. */
  readonly charts: readonly ChartModel[];
}

/** Readings that are kept: ten minutes at one a second. */
const KEPT = 600;

interface Sample {
  readonly seconds: number;
  readonly count: number;
  readonly max: number;
  /** A second; null where no counters could be read. */
  readonly lost: Readonly<Record<LossId, number>> | null;
}

type LossId = "dropped" | "early" | "refused";

const LOSSES: readonly (Pick<ChartSeries, "colour" | "label"> & { readonly id: LossId; readonly now: (rate: string) => string })[] = [
  { id: "dropped", label: say("Packets dropped"), now: (rate) => say("Packets dropped now: {rate}", { rate }), colour: "red" },
  { id: "early", label: say("Early evictions"), now: (rate) => say("Early evictions now: {rate}", { rate }), colour: "orange" },
  { id: "refused", label: say("Inserts refused"), now: (rate) => say("Inserts refused now: {rate}", { rate }), colour: "purple" },
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

  /** Undefined before the first reading. `others` is how the other namespaces are, where there are any. */
  view(others?: Pick<NamespaceTable, "others" | "full">): LiveView | undefined {
    const last = this.#samples.at(-1);
    if (!last) return undefined;
    const { label, level } = fillStatus(last);
    const lost = LOSSES.filter(({ id }) => (last.lost?.[id] ?? 0) > 0).map(({ id, now }) => now(perSecond(last.lost?.[id] ?? 0)));
    const most = LOSSES.map(({ id }) => this.#most(id));
    const quiet = most.some((rate) => rate > 0) ? null : this.#quiet(last);
    const own = [...lost, label, ...(lost.length > 0 || last.lost === null ? [] : [say("No losses")])];
    return {
      headline: [...own, ...(others?.others ? [others.others] : [])].join(". "),
      level: lost.length > 0 || others?.full ? "error" : level,
      quiet,
      charts: [...(quiet === null ? [this.#losses(last)] : []), this.#fill(last)],
    };
  }

  #most(id: LossId): number {
    return this.#samples.reduce((most, { lost }) => Math.max(most, lost?.[id] ?? 0), 0);
  }

  #quiet(last: Sample): string {
    if (last.lost === null && this.#samples.length > 1) return say("The counters cannot be read, so losses are unknown.");
    const span = Math.round(spanOf(this.#samples, last));
    return span === 0
      ? say("Losses appear from the second reading on.")
      : say("No losses in the last {span}.", { span: formatDuration(span) });
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
    const scale = limitScale("y", most, max);
    return {
      id: "live-fill",
      title: say("Entries and limit"),
      x: { label: say("seconds (0 = now)"), scale: "linear", unit: null, min: Math.min(-10, -span), max: 0 },
      y: { label: say("Entries"), scale: "linear", unit: "entries", min: 0, max: scale.max },
      stacked: false,
      series: [{ id: "count", label: say("Entries"), draw: "area", colour: "blue", points: this.#points(last, ({ count }) => count) }],
      marks: scale.marks,
      summary: say("{count} entries now, {least} to {most} in the last {span}.", {
        count: formatCount(last.count),
        least: formatCount(least),
        most: formatCount(most),
        span: formatDuration(Math.round(span)),
      }),
      table: {
        caption: say("Entries"),
        columns: [
          { label: say("Figure"), unit: null },
          { label: say("Entries"), unit: "entries" },
        ],
        rows: [
          [say("Now"), formatCount(last.count)],
          [say("Least"), formatCount(least)],
          [say("Most"), formatCount(most)],
          [say("Limit"), max === 0 ? say("none") : formatCount(max)],
        ],
      },
    };
  }

  #losses(last: Sample): ChartModel {
    // What never happened has no line.
    const seen = LOSSES.filter(({ id }) => this.#most(id) > 0);
    const highest = Math.max(...seen.map(({ id }) => this.#most(id)));
    const span = spanOf(this.#samples, last);
    return {
      id: "live-losses",
      title: say("Losses per second"),
      x: { label: say("seconds (0 = now)"), scale: "linear", unit: null, min: Math.min(-10, -span), max: 0 },
      y: { label: say("per second"), scale: "linear", unit: null, min: 0, max: 1.1 * highest },
      stacked: false,
      series: seen.map(({ id, label, colour }) => ({
        id,
        label,
        draw: "line",
        colour,
        points: this.#points(last, ({ lost }) => lost?.[id]),
      })),
      marks: [],
      summary: seen
        .map(({ id, label }) =>
          say("{label}: {rate} now, {most} at most.", { label, rate: perSecond(last.lost?.[id] ?? 0), most: perSecond(this.#most(id)) }),
        )
        .join(" "),
      table: {
        caption: say("Losses per second"),
        columns: [
          { label: say("What"), unit: null },
          { label: say("Now"), unit: null },
          { label: say("Most"), unit: null },
        ],
        rows: LOSSES.map(({ id, label }) => [label, perSecond(last.lost?.[id] ?? 0), perSecond(this.#most(id))]),
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
