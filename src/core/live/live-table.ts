// The table behind the live page, each time that it was read: a bar of its states, and the lists.

import { dumpTables, STATES } from "../diagnosis/dump-tables.ts";
import { ownerTable } from "../diagnosis/owner-table.ts";
import { statePieces } from "../diagnosis/state-pieces.ts";
import type { DumpSummary } from "../evidence/dump/summary.ts";
import type { Owners } from "../evidence/owners/owners.ts";
import type { ChartColour, ChartModel, TableModel } from "../figures/chart-model.ts";
import { formatCount, formatShare } from "../units/units.ts";
import { say } from "../words/say.ts";

export interface LiveTable {
  /** One sentence. */
  readonly headline: string;
  readonly chart: ChartModel;
  readonly tables: readonly TableModel[];
}

const COLOURS: readonly ChartColour[] = ["blue", "orange", "green", "purple", "yellow", "red"];

/** `owners` are of the same host. */
export function liveTable(summary: DumpSummary, owners?: Owners): LiveTable {
  const { entries, unreplied, assured } = summary;
  const all = dumpTables(summary, true);
  const byState = all.find(({ caption }) => caption === STATES);
  const owned = owners && ownerTable(owners);
  const tables = [...all.filter((table) => table !== byState), ...(owned ? [owned] : [])];
  const values = { entries: formatCount(entries), unreplied: formatCount(unreplied), assured: formatCount(assured) };
  const headline =
    entries === 1
      ? say("1 entry is listed, {unreplied} unreplied and {assured} assured", { unreplied: values.unreplied, assured: values.assured })
      : say("{entries} entries are listed, {unreplied} unreplied and {assured} assured", values);
  return { headline, chart: chartOf(summary, byState), tables };
}

function chartOf(summary: DumpSummary, table: TableModel | undefined): ChartModel {
  const pieces = statePieces(summary);
  const most = pieces.slice(0, 3).map(({ label, entries }) => `${label} ${formatShare(entries / summary.entries)}`);
  return {
    id: "live-states",
    title: say("Entries by protocol and state"),
    x: { label: say("Table"), scale: "category", unit: null, categories: [say("Table")] },
    y: { label: say("Entries"), scale: "linear", unit: "entries", min: 0, max: Math.max(1, summary.entries) },
    stacked: true,
    series: pieces.map(({ label, entries }, index) => ({
      id: label,
      label,
      draw: "bars",
      colour: COLOURS[index] ?? "foreground",
      points: [{ x: 0, y: entries }],
    })),
    marks: [],
    summary: summary.entries === 0 ? say("The table is empty.") : say("Most are {most}.", { most: most.join(", ") }),
    table: table ?? { caption: STATES, columns: [], rows: [] },
  };
}
