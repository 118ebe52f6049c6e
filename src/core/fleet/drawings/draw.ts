// What is drawn of a fleet: how full each pool came to be, and the peaks of a pool day by day against its limit.
import { formatCount, formatShare } from "../../units/units.ts";
import type { FleetReport } from "../fleet-report.ts";
import { FILL_STEPS } from "../growth.ts";
import type { PoolReport } from "../pool-report.ts";
import type { Span } from "../span.ts";
import { poolName, timeWords } from "../words.ts";
import { bar, COLOURS, course, drawing, label, SIZE, short, straight } from "./svg.ts";

/** Pools that are drawn at most, the fullest first. */
const MOST_POOLS = 40;

export function fillDrawing({ pools }: FleetReport): string {
  const shown = pools
    .flatMap(({ pool, fullest }) => (fullest ? [{ pool: poolName(pool), share: fullest.share }] : []))
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_POOLS);
  if (shown.length === 0) return "";
  const { left, right, row, width } = SIZE;
  const most = Math.max(1, ...shown.map(({ share }) => share));
  const x = (share: number): number => left + ((width - left - right) * share) / most;
  const bottom = row * (shown.length + 1);
  return drawing(
    `Peak share of the limit on the fullest host of each pool: ${shown.map(({ pool, share }) => `${pool} ${formatShare(share)}`).join(", ")}`,
    bottom + 8,
    [
      ...FILL_STEPS.flatMap((step) => [
        straight(x(step), row - 6, x(step), bottom, colourOf(step), true),
        label(x(step), row - 10, formatShare(step), "middle"),
      ]),
      ...shown.flatMap(({ pool, share }, index) => {
        const y = row * (index + 1);
        return [
          label(left - 8, y + 13, short(pool, 18), "end"),
          bar(left, y + 2, x(share) - left, row - 7, colourOf(share)),
          // Beside the drawing: no line goes through it there.
          label(x(most) + 8, y + 13, formatShare(share)),
        ];
      }),
    ],
  );
}

function colourOf(share: number): string {
  return share >= FILL_STEPS[1] ? COLOURS.error : share >= FILL_STEPS[0] ? COLOURS.warning : COLOURS.line;
}

const HEIGHT = 200;
const TOP = 16;
const BOTTOM = 24;
/** Between two lines of words. */
const LINE = 14;

export function courseDrawing({ pool, course: windows, limits, growth }: PoolReport, span: Span): string {
  const limit = limits[0]?.limit ?? 0;
  const highest = windows.reduce((most, each) => Math.max(most, each.highest?.entries ?? 0), 0);
  const most = Math.max(limit, highest, 1) * 1.05;
  const { left, right, width } = SIZE;
  const x = (window: number): number => left + ((width - left - right) * (window + 0.5)) / Math.max(1, windows.length);
  const y = (entries: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - entries / most);
  const points = (of: (each: PoolReport["course"][number]) => number | undefined) =>
    windows.map((each, window) => {
      const value = of(each);
      return value === undefined ? undefined : ([x(window), y(value)] as const);
    });
  const last = windows.findLast((each) => each.highest);
  const highestAt = y(last?.highest?.entries ?? 0);
  const medianAt = y(last?.median ?? 0);
  return drawing(
    `Peaks of ${poolName(pool)}: ${formatCount(highest)} at most, against a limit of ${formatCount(limit)}; ${growth.kind}`,
    HEIGHT,
    [
      straight(left, y(0), width - right, y(0), "currentColor"),
      ...(limit > 0
        ? [
            straight(left, y(limit), width - right, y(limit), COLOURS.error, true),
            label(left - 8, y(limit) + 4, `limit ${formatCount(limit)}`, "end"),
          ]
        : []),
      label(left - 8, y(0) + 4, "0", "end"),
      course(
        points((each) => each.median),
        COLOURS.median,
      ),
      course(
        points((each) => each.highest?.entries),
        COLOURS.line,
      ),
      label(width - right + 4, highestAt + 4, "highest"),
      // Where one host is all there is, or all are alike, the words would stand on each other.
      ...(medianAt - highestAt < LINE ? [] : [label(width - right + 4, medianAt + 4, "median")]),
      label(left, HEIGHT - 6, timeWords(span.end - span.range).slice(0, 10), "start"),
      label(width - right, HEIGHT - 6, timeWords(span.end).slice(0, 10), "end"),
    ],
  );
}
