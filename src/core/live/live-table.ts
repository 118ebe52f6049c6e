// The table behind the live page, each time that it was read: a drawing by protocol and state, and the lists.

import { dumpTables, STATES } from "../diagnosis/dump-tables.ts";
import { ownerTable } from "../diagnosis/owner-table.ts";
import type { DumpSummary } from "../evidence/dump/summary.ts";
import type { Owners } from "../evidence/owners/owners.ts";
import type { ChartColour, ChartModel, TableModel } from "../figures/chart-model.ts";
import { visible } from "../text/visible.ts";
import { formatCount, formatShare } from "../units/units.ts";

export interface LiveTable {
  /** One sentence. */
  readonly headline: string;
  readonly chart: ChartModel;
  readonly tables: readonly TableModel[];
}

/** Protocols that have a bar of their own; hardly a table has more. */
const MOST_PROTOCOLS = 6;
const COLOURS: readonly ChartColour[] = ["blue", "orange", "green", "purple", "yellow", "red", "foreground"];

/** `owners` are of the same host. */
export function liveTable(summary: DumpSummary, owners?: Owners): LiveTable {
  const { entries, unreplied, assured } = summary;
  const all = dumpTables(summary);
  const byState = all.find(({ caption }) => caption === STATES);
  const owned = owners && ownerTable(owners);
  const tables = [...all.filter((table) => table !== byState), ...(owned ? [owned] : [])];
  const headline = `${formatCount(entries)} ${entries === 1 ? "entry is" : "entries are"} listed, ${formatCount(unreplied)} unreplied and ${formatCount(assured)} assured`;
  return { headline, chart: chartOf(summary, byState), tables };
}

/** A name, and how many entries it stands for, by protocol. */
type Piece = readonly [state: string, byProtocol: ReadonlyMap<string, number>];

function chartOf(summary: DumpSummary, table: TableModel | undefined): ChartModel {
  const protocols = Object.keys(summary.byProtocol).slice(0, MOST_PROTOCOLS);
  const pieces = piecesOf(summary, protocols);
  const most = pieces.slice(0, 3).map(([state, counts]) => `${state} ${formatShare(total(counts) / Math.max(1, summary.entries))}`);
  return {
    id: "live-states",
    title: "Entries by protocol and state",
    x: { label: "Protocol", scale: "category", unit: null, categories: protocols.map(visible) },
    y: { label: "Entries", scale: "linear", unit: "entries", min: 0 },
    stacked: true,
    series: pieces.map(([state, counts], index) => ({
      id: state,
      label: state,
      draw: "bars",
      colour: COLOURS[index % COLOURS.length] ?? "blue",
      points: protocols.map((protocol, x) => ({ x, y: counts.get(protocol) ?? 0 })),
    })),
    marks: [],
    summary: summary.entries === 0 ? "The table is empty." : `Most are ${most.join(", ")}.`,
    table: table ?? { caption: STATES, columns: [], rows: [] },
  };
}

/** The largest first. Protocols without states are told apart by whether somebody answered. */
function piecesOf({ byProtocol }: DumpSummary, protocols: readonly string[]): readonly Piece[] {
  const pieces = new Map<string, Map<string, number>>();
  const add = (state: string, protocol: string, count: number): void => {
    if (count === 0) return;
    const counts = pieces.get(state) ?? new Map<string, number>();
    counts.set(protocol, count);
    pieces.set(state, counts);
  };
  for (const protocol of protocols) {
    const own = byProtocol[protocol];
    if (!own) continue;
    const stated = Object.entries(own.byState);
    for (const [state, count] of stated) add(visible(state), protocol, count);
    const rest = own.entries - stated.reduce((sum, [, count]) => sum + count, 0);
    if (stated.length > 0) add("no state", protocol, rest);
    else {
      add("unreplied", protocol, own.unreplied);
      add("replied", protocol, rest - own.unreplied);
    }
  }
  return [...pieces].sort(([, one], [, other]) => total(other) - total(one));
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
