// The drawing of memory: what a full table is made of.

import type { ChartColour, ChartModel, ChartSeries } from "../../figures/chart-model.ts";
import { formatBytes, formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { CalculatorResults } from "../model/results.ts";
import type { CalculatorState } from "../state.ts";

interface Part {
  readonly id: string;
  readonly label: string;
  /** Within a sentence, with its memory. */
  readonly figure: (memory: string) => string;
  readonly colour: ChartColour;
  readonly bytes: number;
}

export function memoryParts(state: CalculatorState, { memory }: CalculatorResults): ChartModel {
  const { objects, extensions, hashTable } = memory.bytes;
  const times = state.namespaces.value;
  const parts: readonly Part[] = [
    {
      id: "objects",
      label: say("Entries"),
      figure: (memory) => say("entries {memory}", { memory }),
      colour: "blue",
      bytes: objects * times,
    },
    {
      id: "extensions",
      label: say("Extensions"),
      figure: (memory) => say("extensions {memory}", { memory }),
      colour: "purple",
      bytes: extensions * times,
    },
    {
      id: "hash-table",
      label: say("Hash table"),
      figure: (memory) => say("hash table {memory}", { memory }),
      colour: "orange",
      bytes: hashTable,
    },
  ];
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const shown = parts.filter(({ bytes }) => bytes > 0);
  const values = {
    entries: formatCount(state.max.value),
    total: formatBytes(total),
    parts: shown.map(({ figure, bytes }) => figure(formatBytes(bytes))).join(", "),
  };
  return {
    id: "memory-parts",
    title: say("Kernel memory of a full table by part"),
    x: { label: say("Part"), scale: "category", unit: null, categories: [say("Full table")] },
    y: { label: say("Kernel memory"), scale: "linear", unit: "bytes", min: 0 },
    stacked: true,
    series: shown.map(({ id, label, colour, bytes }): ChartSeries => ({ id, label, colour, draw: "bars", points: [{ x: 0, y: bytes }] })),
    marks: [],
    summary:
      times > 1
        ? say("A full table of {entries} entries in each of {namespaces} namespaces takes {total}: {parts}.", {
            ...values,
            namespaces: formatCount(times),
          })
        : say("A full table of {entries} entries takes {total}: {parts}.", values),
    table: {
      caption: say("Kernel memory of a full table"),
      columns: [
        { label: say("Part"), unit: null },
        { label: say("Memory"), unit: "bytes" },
        { label: say("Bytes"), unit: null },
        { label: say("Share"), unit: "share" },
      ],
      rows: [...parts, { label: say("Total"), bytes: total }].map(({ label, bytes }) => [
        label,
        formatBytes(bytes),
        formatCount(bytes),
        formatShare(bytes / total),
      ]),
    },
  };
}
