// The drawings of entries: by class and state in steady state, and over time against max.

import type { ChartColour, ChartMark, ChartModel } from "../../figures/chart-model.ts";
import { formatCount, formatDuration, formatShare } from "../../units/units.ts";
import type { CalculatorResults } from "../model/results.ts";
import { rateWords } from "../model/words.ts";
import type { CalculatorState } from "../state.ts";

/** Of the states that take most, in that order; further states begin again. */
const COLOURS: readonly ChartColour[] = ["blue", "orange", "green", "purple", "yellow", "red", "foreground"];

export function occupancy({ occupancy: { classes, byState, live, counted } }: CalculatorResults): ChartModel {
  const states = Object.keys(byState);
  const entriesIn = (at: number, state: string): number => classes[at]?.states.find((other) => other.state === state)?.entries ?? 0;
  const most = states.slice(0, 3).map((state) => `${state} ${formatCount(byState[state] ?? 0)}`);
  return {
    id: "occupancy",
    title: "Live entries by state",
    x: { label: "Class", scale: "category", unit: null, categories: classes.map(({ name }) => name) },
    y: { label: "Live entries", scale: "linear", unit: "entries", min: 0 },
    stacked: true,
    series: states.map((state, index) => ({
      id: state,
      label: state,
      draw: "bars",
      colour: COLOURS[index % COLOURS.length] ?? "blue",
      points: classes.map((_, x) => ({ x, y: entriesIn(x, state) })),
    })),
    marks: [],
    summary:
      live === 0
        ? "No flows are described, so the table stays empty."
        : `In steady state ${formatCount(live)} entries are alive, most in ${most.join(", ")}; the kernel counts up to ${formatCount(counted.high)}.`,
    table: {
      caption: "Live entries in steady state",
      columns: [
        { label: "Class", unit: null },
        { label: "State", unit: null },
        { label: "Time there", unit: "seconds" },
        { label: "Entries", unit: "entries" },
        { label: "Share", unit: "share" },
      ],
      rows: classes.flatMap(({ name, states: own }) =>
        own.map(({ state, seconds, entries }) => [
          name,
          state,
          formatDuration(seconds),
          formatCount(entries),
          formatShare(live > 0 ? entries / live : 0),
        ]),
      ),
    },
  };
}

/** Rows of the table: as many as one reads, evenly over time. */
const ROWS = 13;

export function fill(state: CalculatorState, { occupancy: now, alerts }: CalculatorResults): ChartModel {
  const max = state.max.value;
  const points = now.fill;
  const end = points.at(-1)?.seconds ?? 0;
  const top = Math.max(max, ...points.map(({ counted }) => counted.high));
  const marks: ChartMark[] = [
    { id: "max", label: "Max", axis: "y", at: max, colour: "red" },
    ...alerts.map(({ share, entries }): ChartMark => {
      return { id: `alert-${Math.round(share * 100)}`, label: formatShare(share), axis: "y", at: entries, colour: "yellow" };
    }),
  ];
  const line = (of: (point: (typeof points)[number]) => number): readonly { readonly x: number; readonly y: number }[] =>
    points.map((point) => ({ x: point.seconds, y: of(point) }));
  const rows = points.filter((_, index) => index % Math.max(1, Math.ceil(points.length / ROWS)) === 0 || index === points.length - 1);
  return {
    id: "fill",
    title: state.scenario.value === "burst" ? "Entries through a burst" : "Entries from an empty table",
    x: { label: "Time", scale: "linear", unit: "seconds", min: points[0]?.seconds ?? 0, max: end },
    y: { label: "Entries", scale: "linear", unit: "entries", min: 0, max: top * 1.05 },
    stacked: false,
    series: [
      { id: "live", label: "Live", draw: "line", colour: "blue", points: line(({ live }) => live) },
      {
        id: "counted",
        label: "Counted, up to",
        draw: "area",
        downTo: "live",
        colour: "purple",
        points: line(({ counted }) => counted.high),
      },
    ],
    marks,
    summary: `${sentence(state, now)} The table holds ${formatCount(max)}.`,
    table: {
      caption: "Entries over time",
      columns: [
        { label: "Time", unit: "seconds" },
        { label: "Live", unit: "entries" },
        { label: "Counted, up to", unit: "entries" },
        { label: "Of max", unit: "share" },
      ],
      rows: rows.map(({ seconds, live, counted }) => [
        formatDuration(seconds),
        formatCount(live),
        formatCount(counted.high),
        formatShare(counted.high / max),
      ]),
    },
  };
}

function sentence(state: CalculatorState, { rate, peakFactor, peakLive, peak, secondsToFull }: CalculatorResults["occupancy"]): string {
  if (rate === 0) return "No flows are described.";
  const most = `up to ${formatCount(peakLive)} live and ${formatCount(peak)} counted entries`;
  if (state.scenario.value === "burst") {
    const { "burst.factor": times, "burst.seconds": seconds } = state;
    return `A burst of ${times.value} times the rate for ${formatDuration(seconds.value)} leads to ${most}.`;
  }
  const full = secondsToFull === null ? "the table never fills" : `the table is full after ${formatDuration(secondsToFull)}`;
  return `At ${rateWords(rate * peakFactor, state)} an empty table comes to ${most}; ${full}.`;
}
