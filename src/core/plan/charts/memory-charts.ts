// The drawings of memory: what the table is made of, and what other limits would cost.

import type { ChartColour, ChartMark, ChartModel, ChartSeries } from "../../figures/chart-model.ts";
import { formatIn } from "../../figures/format.ts";
import { formatBytes, formatCount, formatShare } from "../../units/units.ts";
import type { CalculatorResults } from "../model/results.ts";
import { bytesFor } from "../model/table-results.ts";
import type { CalculatorState } from "../state.ts";

interface Part {
  readonly id: string;
  readonly label: string;
  readonly colour: ChartColour;
  readonly bytes: number;
}

export function memoryParts(state: CalculatorState, { memory }: CalculatorResults): ChartModel {
  const { objects, extensions, hashTable } = memory.bytes;
  const times = state.namespaces.value;
  const parts: readonly Part[] = [
    { id: "objects", label: "Entries", colour: "blue", bytes: objects * times },
    { id: "extensions", label: "Extensions", colour: "purple", bytes: extensions * times },
    { id: "hash-table", label: "Hash table", colour: "orange", bytes: hashTable },
  ];
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const shown = parts.filter(({ bytes }) => bytes > 0);
  return {
    id: "memory-parts",
    title: "Kernel memory of a full table, by part",
    x: { label: "Part", scale: "category", unit: null, categories: ["Full table"] },
    y: { label: "Kernel memory", scale: "linear", unit: "bytes", min: 0 },
    stacked: true,
    series: parts.map(({ id, label, colour, bytes }): ChartSeries => ({ id, label, colour, draw: "bars", points: [{ x: 0, y: bytes }] })),
    marks: [],
    summary: `A full table of ${formatCount(state.max.value)} entries${times > 1 ? ` in each of ${formatCount(times)} namespaces` : ""} takes ${formatBytes(total)}: ${shown
      .map(({ label, bytes }) => `${label.toLowerCase()} ${formatBytes(bytes)}`)
      .join(", ")}.`,
    table: {
      caption: "Kernel memory of a full table",
      columns: [
        { label: "Part", unit: null },
        { label: "Memory", unit: "bytes" },
        { label: "Bytes", unit: null },
        { label: "Share", unit: "share" },
      ],
      rows: [...parts, { label: "Total", bytes: total }].map(({ label, bytes }) => [
        label,
        formatBytes(bytes),
        formatCount(bytes),
        formatShare(bytes / total),
      ]),
    },
  };
}

const INT_MAX = 2 ** 31 - 1;

/** Powers of two around the present max, and the max itself. */
function limitsAround(max: number): readonly number[] {
  const middle = Math.round(Math.log2(max));
  const limits = new Set([max]);
  for (let power = Math.max(10, middle - 7); power <= Math.min(31, middle + 5); power++) limits.add(Math.min(INT_MAX, 2 ** power));
  return [...limits].sort((a, b) => a - b);
}

export function memoryByMax(state: CalculatorState, results: CalculatorResults): ChartModel {
  const { target, budget, max } = state;
  const { buckets } = results.chains;
  const points = limitsAround(max.value).map((x) => ({ x, y: bytesFor(state, x, buckets) }));
  const here = { x: max.value, y: results.memory.allNamespaces };
  const marks: ChartMark[] = [];
  if (budget.value !== null) marks.push({ id: "budget", label: "Budget", axis: "y", at: budget.value, colour: "red" });
  if (target.memory !== undefined) marks.push({ id: "memory", label: "All memory", axis: "y", at: target.memory, colour: "foreground" });
  const fits = results.largestForBudget;
  return {
    id: "memory-by-max",
    title: "Kernel memory against max",
    x: { label: "Max", scale: "logarithmic", unit: "entries" },
    y: { label: "Kernel memory", scale: "logarithmic", unit: "bytes" },
    stacked: false,
    series: [
      { id: "memory", label: "Full table", draw: "line", colour: "blue", points },
      { id: "here", label: "Your table", draw: "point", colour: "orange", points: [here] },
    ],
    marks,
    summary: `With ${formatCount(buckets)} buckets, a max of ${formatCount(max.value)} costs ${formatBytes(here.y)} when full; ${formatCount(points.at(-1)?.x ?? 0)} would cost ${formatBytes(points.at(-1)?.y ?? 0)}.${
      budget.value === null
        ? ""
        : fits
          ? ` The budget of ${formatBytes(budget.value)} pays for ${formatCount(fits.max)} entries.`
          : ` The budget of ${formatBytes(budget.value)} pays for no table at all.`
    }`,
    table: {
      caption: "Kernel memory of a full table, by max",
      columns: [
        { label: "Max", unit: "entries" },
        { label: "Memory", unit: "bytes" },
        ...(target.memory === undefined ? [] : [{ label: "Share of memory", unit: "share" } as const]),
      ],
      rows: points.map(({ x, y }) => [
        formatIn("entries", x) + (x === max.value ? " (yours)" : ""),
        formatIn("bytes", y),
        ...(target.memory === undefined ? [] : [formatShare(y / target.memory)]),
      ]),
    },
  };
}
