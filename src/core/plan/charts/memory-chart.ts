// The drawing of memory: what a full table is made of.

import type { ChartColour, ChartModel, ChartSeries } from "../../figures/chart-model.ts";
import { formatBytes, formatCount, formatShare } from "../../units/units.ts";
import type { CalculatorResults } from "../model/results.ts";
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
    title: "Kernel memory of a full table by part",
    x: { label: "Part", scale: "category", unit: null, categories: ["Full table"] },
    y: { label: "Kernel memory", scale: "linear", unit: "bytes", min: 0 },
    stacked: true,
    series: shown.map(({ id, label, colour, bytes }): ChartSeries => ({ id, label, colour, draw: "bars", points: [{ x: 0, y: bytes }] })),
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
