// The drawings of entries: by class and state in steady state, and over time against max.

import type { ChartColour, ChartModel } from "../../figures/chart-model.ts";
import { limitScale } from "../../figures/limit-marks.ts";
import { formatCount, formatDuration, formatRate, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { CalculatorResults } from "../model/results.ts";
import type { CalculatorState } from "../state.ts";

/** Of the states that take most, in that order; further states are one piece. */
const COLOURS: readonly ChartColour[] = ["blue", "orange", "green", "purple", "yellow"];

interface Piece {
  readonly id: string;
  readonly label: string;
  readonly colour: ChartColour;
  readonly entries: number;
}

/** The peak as one bar against the limit: entries by state, and those that have expired and still count. */
export function occupancy(state: CalculatorState, { occupancy: now }: CalculatorResults): ChartModel {
  const { classes, byState, live, peak, peakLive } = now;
  const max = state.max.value;
  const pieces = piecesOf(now);
  const { max: end, marks } = limitScale("y", peak, max);
  const most = pieces.slice(0, 3).map(({ label, entries }) => `${label} ${formatCount(entries)}`);
  const waiting = peak - peakLive;
  const values = { peak: formatCount(peak), share: formatShare(peak / max), max: formatCount(max), most: most.join(", ") };
  return {
    id: "occupancy",
    title: say("Fill at the peak"),
    x: { label: say("Peak"), scale: "category", unit: null, categories: [say("Peak")] },
    y: { label: say("Entries"), scale: "linear", unit: "entries", min: 0, max: end },
    stacked: true,
    series: pieces.map(({ id, label, colour, entries }) => ({ id, label, colour, draw: "bars", points: [{ x: 0, y: entries }] })),
    marks,
    summary:
      live === 0
        ? say("No traffic was entered, so nothing fills the table.")
        : waiting < 0.5
          ? say("The peak of {peak} entries is {share} of the limit of {max}: {most}.", values)
          : say(
              "The peak of {peak} entries is {share} of the limit of {max}: {most}; {waiting} have expired and still occupy the table until they are collected.",
              { ...values, waiting: formatCount(waiting) },
            ),
    table: {
      caption: say("Entries by class and state at the usual rate"),
      columns: [
        { label: say("Class"), unit: null },
        { label: say("State"), unit: null },
        { label: say("Time there"), unit: "seconds" },
        { label: say("Entries"), unit: "entries" },
        { label: say("Share"), unit: "share" },
      ],
      rows: classes.flatMap(({ name, states: own }) =>
        own
          .filter(({ state: where }) => byState[where] !== 0)
          .map(({ state: where, seconds, entries }) => [
            name,
            where,
            formatDuration(seconds),
            formatCount(entries),
            formatShare(live > 0 ? entries / live : 0),
          ]),
      ),
    },
  };
}

/** In steady state all states grow with the peak alike. */
function piecesOf({ byState, live, peak, peakLive }: CalculatorResults["occupancy"]): readonly Piece[] {
  const times = live > 0 ? peakLive / live : 0;
  const states = Object.entries(byState).filter(([, entries]) => entries * times >= 0.5);
  const shown = states.slice(0, COLOURS.length);
  const rest = states.slice(COLOURS.length).reduce((sum, [, entries]) => sum + entries * times, 0);
  const pieces: Piece[] = shown.map(([id, entries], at) => ({ id, label: id, colour: COLOURS[at] ?? "blue", entries: entries * times }));
  if (rest > 0) pieces.push({ id: "other", label: say("Other states"), colour: "red", entries: rest });
  if (peak - peakLive >= 0.5)
    pieces.push({ id: "expired", label: say("Expired, not yet collected"), colour: "foreground", entries: peak - peakLive });
  return pieces;
}

/** Rows of the table: as many as one reads, evenly over time. */
const ROWS = 13;

export function fill(state: CalculatorState, { occupancy: now }: CalculatorResults): ChartModel {
  const max = state.max.value;
  const points = now.fill;
  const end = points.at(-1)?.seconds ?? 0;
  const { max: top, marks } = limitScale("y", Math.max(0, ...points.map(({ counted }) => counted.high)), max);
  const line = (of: (point: (typeof points)[number]) => number): readonly { readonly x: number; readonly y: number }[] =>
    points.map((point) => ({ x: point.seconds, y: of(point) }));
  const rows = points.filter((_, index) => index % Math.max(1, Math.ceil(points.length / ROWS)) === 0 || index === points.length - 1);
  return {
    id: "fill",
    title: state.scenario.value === "burst" ? say("Entries through a burst") : say("Entries from an empty table"),
    x: { label: say("Time"), scale: "linear", unit: "seconds", min: points[0]?.seconds ?? 0, max: end },
    y: { label: say("Entries"), scale: "linear", unit: "entries", min: 0, max: top },
    stacked: false,
    series: [
      { id: "live", label: say("Live"), draw: "line", colour: "blue", points: line(({ live }) => live) },
      {
        id: "counted",
        label: say("Including expired entries"),
        draw: "area",
        downTo: "live",
        colour: "purple",
        points: line(({ counted }) => counted.high),
      },
    ],
    marks,
    summary: `${sentence(state, now)} ${say("The limit is {max}.", { max: formatCount(max) })}`,
    table: {
      caption: say("Entries over time"),
      columns: [
        { label: say("Time"), unit: "seconds" },
        { label: say("Live"), unit: "entries" },
        { label: say("Including expired entries"), unit: "entries" },
        { label: say("Of max"), unit: "share" },
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
  if (rate === 0) return say("No traffic was entered.");
  const values = { live: formatCount(peakLive), peak: formatCount(peak), rate: formatRate(rate * peakFactor) };
  if (state.scenario.value === "burst") {
    const { "burst.factor": times, "burst.seconds": seconds } = state;
    return say("A burst of {times} times the rate for {seconds} leads to up to {live} live entries, and {peak} including expired ones.", {
      live: values.live,
      peak: values.peak,
      times: times.value,
      seconds: formatDuration(seconds.value),
    });
  }
  return secondsToFull === null
    ? say(
        "At {rate} new connections/s an empty table reaches up to {live} live entries, and {peak} including expired ones; the table never fills.",
        values,
      )
    : say(
        "At {rate} new connections/s an empty table reaches up to {live} live entries, and {peak} including expired ones; the table is full after {time}.",
        { ...values, time: formatDuration(secondsToFull) },
      );
}
