// The drawings of chains in a full table: a gauge of the average against the length at which inserts are refused, and how
// the lengths are spread.

import type { ChartMark, ChartModel } from "../../figures/chart-model.ts";
import { chainFigure } from "../../sizing/table-words.ts";
import { formatCount, formatNumber, formatShare } from "../../units/units.ts";
import type { CalculatorResults } from "../model/results.ts";

/** A limit further away than this many times the average would make the average a line on the axis. */
const FAR = 8;

export function chainGauge({ chains }: CalculatorResults): ChartModel {
  const { mean, buckets, insertLimit, reliable, entries, lookupCost } = chains;
  const from = insertLimit && insertLimit.min + 2;
  const near = from !== null && from <= FAR * mean;
  const marks: ChartMark[] = [];
  if (insertLimit && near) {
    // Some inserts are refused from here on, and all of them from the most that the limit can be: it ends with the axis. Not Infinity, which JSON cannot say.
    marks.push({
      id: "limit",
      label: `Refused from ${from}`,
      axis: "y",
      at: insertLimit.min + 2,
      to: Number.MAX_SAFE_INTEGER,
      colour: "red",
    });
  } else if (from !== null) {
    marks.push({ id: "limit", label: `Refused from ${from}`, axis: "y", at: from, edge: true, colour: "red" });
  }
  const refusal =
    from === null
      ? "This kernel does not refuse new connections because of long chains"
      : `New connections may be refused at chains of ${from} nodes; some chains reach this length from ${formatCount(reliable)} entries on`;
  return {
    id: "chain-gauge",
    title: "Average chain when full",
    x: { label: "Average chain", scale: "category", unit: null, categories: ["Average chain"] },
    y: {
      label: "Nodes",
      scale: "linear",
      unit: "nodes",
      min: 0,
      max: insertLimit && near ? Math.max(mean, insertLimit.max + 2) * 1.08 : Math.max(1, mean * 1.25),
    },
    stacked: true,
    series: [{ id: "mean", label: "Average chain", draw: "bars", colour: "blue", points: [{ x: 0, y: mean }] }],
    marks,
    summary: `Average ${chainFigure(mean)} nodes when full. ${refusal}. Lookups take ${formatNumber(round(lookupCost.relative))} times as long as in an ideal table.`,
    table: {
      caption: "Average chain when full",
      columns: [
        { label: "Figure", unit: null },
        { label: "Value", unit: null },
      ],
      rows: [
        ["Entries", formatCount(entries)],
        ["Buckets", formatCount(buckets)],
        ["Average chain", chainFigure(mean)],
        ["Refused from", from === null ? "never" : `${from} nodes`],
        ["Reliable up to", formatCount(reliable)],
      ],
    },
  };
}

/** Groups of chains too rare to be seen are left out of the drawing at both ends; the table has them. */
const SEEN = 0.0005;

export function chainLengths({ chains }: CalculatorResults): ChartModel {
  const { spread, insertLimit, buckets, mean, reliable, heldOfMax, entries, refusedShare } = chains;
  const { first, width, shares } = spread;
  const name = (group: number): string => {
    const from = first + group * width;
    return width === 1 ? formatCount(from) : `${formatCount(from)} to ${formatCount(from + width - 1)}`;
  };
  const most = Math.max(...shares);
  const begin = Math.max(
    0,
    shares.findIndex((share) => share >= SEEN * most),
  );
  const end = shares.findLastIndex((share) => share >= SEEN * most) + 1;
  const drawn = shares.slice(begin, end);
  const place = (length: number): number => (length - first) / width - begin;
  const marks: ChartMark[] = [{ id: "mean", label: `Average ${chainFigure(mean)}`, axis: "x", at: place(mean), colour: "green" }];
  if (insertLimit) {
    // A chain of min + 1 nodes still takes one more under every limit drawn; from min + 2 on, some inserts are refused.
    const from = place(insertLimit.min + 2);
    const label = `Refused from ${insertLimit.min + 2}`;
    const last = drawn.length - 1;
    marks.push({
      id: "limit",
      label,
      axis: "x",
      colour: "red",
      ...(from > last ? { at: from, edge: true } : { at: from, to: last + 0.5 }),
    });
  }
  const visited = `A lookup visits ${formatNumber(round(spread.visited.hit))} nodes to find an entry and ${formatNumber(round(spread.visited.miss))} to find none`;
  const refused = refusedShare !== null && refusedShare > 0 && heldOfMax !== null;
  return {
    id: "chain-lengths",
    title: "Chain lengths of a full table",
    x: { label: "Nodes in a chain", scale: "category", unit: "nodes", categories: drawn.map((_, group) => name(begin + group)) },
    y: { label: "Share of chains", scale: "linear", unit: "share", min: 0, max: most * 1.15 },
    stacked: false,
    series: [{ id: "chains", label: "Share of chains", draw: "bars", colour: "blue", points: drawn.map((share, x) => ({ x, y: share })) }],
    marks,
    summary: `${formatCount(entries)} entries in ${formatCount(buckets)} buckets: ${chainFigure(mean)} nodes in an average chain, ${formatShare(spread.empty)} of the buckets empty. ${visited}. ${
      insertLimit === null
        ? "This kernel does not refuse new connections because of long chains."
        : refused
          ? `${formatShare(refusedShare)} of new connections are refused before the limit is reached.`
          : `New connections are refused from ${insertLimit.min + 2} nodes on, and the table is reliable up to ${formatCount(reliable)} entries.`
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
