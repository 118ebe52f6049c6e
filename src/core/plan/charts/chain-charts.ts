// The drawings of chains in a full table: a gauge of the average against the length at which inserts are refused, and how
// the lengths are spread.

import type { ChartMark, ChartModel } from "../../figures/chart-model.ts";
import { chainFigure } from "../../sizing/table-words.ts";
import { formatCount, formatNumber, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
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
      label: say("Refused from {from}", { from }),
      axis: "y",
      at: insertLimit.min + 2,
      to: Number.MAX_SAFE_INTEGER,
      colour: "red",
    });
  } else if (from !== null) {
    marks.push({ id: "limit", label: say("Refused from {from}", { from }), axis: "y", at: from, edge: true, colour: "red" });
  }
  const refusal =
    from === null
      ? say("This kernel does not refuse new connections because of long chains.")
      : say("New connections may be refused at chains of {from} nodes; some chains reach this length from {reliable} entries on.", {
          from,
          reliable: formatCount(reliable),
        });
  return {
    id: "chain-gauge",
    title: say("Average chain when full"),
    x: { label: say("Average chain"), scale: "category", unit: null, categories: [say("Average chain")] },
    y: {
      label: say("Nodes"),
      scale: "linear",
      unit: "nodes",
      min: 0,
      max: insertLimit && near ? Math.max(mean, insertLimit.max + 2) * 1.08 : Math.max(1, mean * 1.25),
    },
    stacked: true,
    series: [{ id: "mean", label: say("Average chain"), draw: "bars", colour: "blue", points: [{ x: 0, y: mean }] }],
    marks,
    summary: [
      say("Average {mean} nodes when full.", { mean: chainFigure(mean) }),
      refusal,
      say("Lookups take {relative} times as long as in an ideal table.", { relative: formatNumber(round(lookupCost.relative)) }),
    ].join(" "),
    table: {
      caption: say("Average chain when full"),
      columns: [
        { label: say("Figure"), unit: null },
        { label: say("Value"), unit: null },
      ],
      rows: [
        [say("Entries"), formatCount(entries)],
        [say("Buckets"), formatCount(buckets)],
        [say("Average chain"), chainFigure(mean)],
        [say("Refused from"), from === null ? say("never") : from === 1 ? say("1 node") : say("{count} nodes", { count: from })],
        [say("Reliable up to"), formatCount(reliable)],
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
    return width === 1 ? formatCount(from) : say("{from} to {to}", { from: formatCount(from), to: formatCount(from + width - 1) });
  };
  const most = Math.max(...shares);
  const begin = Math.max(
    0,
    shares.findIndex((share) => share >= SEEN * most),
  );
  const end = shares.findLastIndex((share) => share >= SEEN * most) + 1;
  const drawn = shares.slice(begin, end);
  const place = (length: number): number => (length - first) / width - begin;
  const marks: ChartMark[] = [
    { id: "mean", label: say("Average {mean}", { mean: chainFigure(mean) }), axis: "x", at: place(mean), colour: "green" },
  ];
  if (insertLimit) {
    // A chain of min + 1 nodes still takes one more under every limit drawn; from min + 2 on, some inserts are refused.
    const from = place(insertLimit.min + 2);
    const label = say("Refused from {min}", { min: insertLimit.min + 2 });
    const last = drawn.length - 1;
    marks.push({
      id: "limit",
      label,
      axis: "x",
      colour: "red",
      ...(from > last ? { at: from, edge: true } : { at: from, to: last + 0.5 }),
    });
  }
  const visited = say("A lookup visits {hit} nodes to find an entry and {miss} to find none.", {
    hit: formatNumber(round(spread.visited.hit)),
    miss: formatNumber(round(spread.visited.miss)),
  });
  const refused = refusedShare !== null && refusedShare > 0 && heldOfMax !== null;
  return {
    id: "chain-lengths",
    title: say("Chain lengths of a full table"),
    x: { label: say("Nodes in a chain"), scale: "category", unit: "nodes", categories: drawn.map((_, group) => name(begin + group)) },
    y: { label: say("Share of chains"), scale: "linear", unit: "share", min: 0, max: most * 1.15 },
    stacked: false,
    series: [
      { id: "chains", label: say("Share of chains"), draw: "bars", colour: "blue", points: drawn.map((share, x) => ({ x, y: share })) },
    ],
    marks,
    summary: [
      say("{entries} entries in {buckets} buckets: {mean} nodes in an average chain, {empty} of the buckets empty.", {
        entries: formatCount(entries),
        buckets: formatCount(buckets),
        mean: chainFigure(mean),
        empty: formatShare(spread.empty),
      }),
      visited,
      insertLimit === null
        ? say("This kernel does not refuse new connections because of long chains.")
        : refused
          ? say("{refusedShare} of new connections are refused before the limit is reached.", { refusedShare: formatShare(refusedShare) })
          : say("New connections are refused from {min} nodes on, and the table is reliable up to {reliable} entries.", {
              min: insertLimit.min + 2,
              reliable: formatCount(reliable),
            }),
    ].join(" "),
    table: {
      caption: say("Chain lengths of a full table"),
      columns: [
        { label: say("Nodes"), unit: "nodes" },
        { label: say("Share of chains"), unit: "share" },
        { label: say("Chains"), unit: null },
      ],
      rows: shares.map((share, group) => [name(group), formatShare(share), formatCount(share * buckets)]),
    },
  };
}

function round(nodes: number): number {
  return Math.round(nodes * 100) / 100;
}
