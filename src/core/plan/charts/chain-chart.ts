// The drawing of chain lengths in a full table, with the lengths at which inserts are refused.

import type { ChartMark, ChartModel } from "../../figures/chart-model.ts";
import { chainFigure } from "../../sizing/table-words.ts";
import { formatCount, formatNumber, formatShare } from "../../units/units.ts";
import type { CalculatorResults } from "../model/results.ts";

export function chainLengths({ chains }: CalculatorResults): ChartModel {
  const { spread, insertLimit, buckets, mean, reliable, heldOfMax, entries, refusedShare } = chains;
  const { first, width, shares } = spread;
  const name = (group: number): string => {
    const from = first + group * width;
    return width === 1 ? formatCount(from) : `${formatCount(from)} to ${formatCount(from + width - 1)}`;
  };
  const marks: ChartMark[] = [
    { id: "mean", label: `Average ${chainFigure(mean)}`, axis: "x", at: (mean - first) / width, colour: "green" },
  ];
  if (insertLimit) {
    // A chain of min + 1 nodes still takes one more under every limit drawn; from min + 2 on, some inserts are refused.
    const [from, to] = [insertLimit.min + 2, insertLimit.max + 2].map((length) => (length - first) / width) as [number, number];
    marks.push({ id: "limit", label: "Inserts refused", axis: "x", at: from, to, colour: "red" });
  }
  const visited = `A lookup visits ${formatNumber(round(spread.visited.hit))} nodes to find an entry and ${formatNumber(round(spread.visited.miss))} to find none`;
  const refused = refusedShare !== null && refusedShare > 0 && heldOfMax !== null;
  return {
    id: "chain-lengths",
    title: "Chain lengths of a full table",
    x: { label: "Nodes in a chain", scale: "category", unit: "nodes", categories: shares.map((_, group) => name(group)) },
    y: { label: "Share of chains", scale: "linear", unit: "share", min: 0 },
    stacked: false,
    series: [{ id: "chains", label: "Share of chains", draw: "bars", colour: "blue", points: shares.map((share, x) => ({ x, y: share })) }],
    marks,
    summary: `${formatCount(entries)} entries in ${formatCount(buckets)} buckets: ${chainFigure(mean)} nodes in an average chain, ${formatShare(spread.empty)} of the chains empty. ${visited}. ${
      insertLimit === null
        ? "This kernel refuses no insert."
        : refused
          ? `Of max flows offered to an empty table ${formatShare(refusedShare)} are refused.`
          : `Inserts are refused from ${insertLimit.min + 2} nodes on, and the table is reliable up to ${formatCount(reliable)} entries.`
    }`,
    table: {
      caption: "Chain lengths of a full table",
      columns: [
        { label: "Nodes", unit: "nodes" },
        { label: "Share of chains", unit: "share" },
        { label: "Chains", unit: null },
      ],
      rows: shares.map((share, group) => [name(group), formatShare(share), formatCount(share * buckets)]),
    },
  };
}

function round(nodes: number): number {
  return Math.round(nodes * 100) / 100;
}
