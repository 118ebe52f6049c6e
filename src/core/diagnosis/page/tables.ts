// The detail of a diagnosis page: what fills the table as one bar, the lists of the busiest, counters and namespaces.

import type { DumpSummary } from "../../evidence/dump/summary.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { shownCounters } from "../../evidence/statistics/shown.ts";
import type { TableModel } from "../../figures/chart-model.ts";
import { grid, section, shown } from "../../text/html.ts";
import { formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { dumpTables } from "../dump-tables.ts";
import { namespaceTable } from "../namespace-table.ts";
import { ownerTable } from "../owner-table.ts";
import { statePieces } from "../state-pieces.ts";

const MOST_NAMESPACES = 50;

/** One bar, and its pieces by name: colours are those of the style sheet. */
export function statesBar(table: DumpSummary): string {
  const pieces = statePieces(table);
  let from = 0;
  const bars = pieces.map(({ entries }, index) => {
    const width = (100 * entries) / table.entries;
    const bar = `<rect class="piece-${index}" x="${from.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="10"/>`;
    from += width;
    return bar;
  });
  const names = pieces.map(
    ({ label, entries }, index) =>
      `<li><svg class="key" viewBox="0 0 10 10" aria-hidden="true"><rect class="piece-${index}" width="10" height="10"/></svg>${shown(label)} <strong>${formatShare(entries / table.entries)}</strong></li>`,
  );
  return section(
    table.entries === 1
      ? say("What fills the table: 1 entry")
      : say("What fills the table: {entries} entries", { entries: formatCount(table.entries) }),
    `<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${bars.join("")}</svg><ul class="legend">${names.join("")}</ul>`,
  );
}

export function busiest({ table, owners }: Evidence): string {
  if (!table) return "";
  const owned = owners && ownerTable(owners);
  return [...dumpTables(table, true), ...(owned ? [owned] : [])].map(tableOf).join("");
}

export function counters({ statistics, changes }: Evidence): string {
  const rows = statistics ? shownCounters(statistics, changes) : [];
  if (rows.length === 0) return "";
  const heads = [say("Counter"), say("Since the namespace was created"), ...(changes ? [say("Per second")] : []), say("What it means")];
  const cells = rows.map(({ id, total, perSecond, note }) => [
    id,
    formatCount(total),
    ...(changes ? [perSecond === null ? say("unknown") : short(perSecond)] : []),
    note,
  ]);
  const columns = heads.map((label) => ({ label, unit: null }));
  return tableOf({ caption: say("Losses, and counters that increase"), columns, rows: cells });
}

/** A host with one namespace has nothing to compare. */
export function namespaces({ namespaces: reading }: Evidence): string {
  return !reading || reading.namespaces.length < 2 ? "" : tableOf(namespaceTable(reading, MOST_NAMESPACES).table);
}

function short(rate: number): string {
  return rate > 0 && rate < 10 ? String(Number(rate.toPrecision(2))) : formatCount(rate);
}

function tableOf({ caption, columns, rows }: TableModel): string {
  return grid({ caption, heads: columns.map(({ label }) => label), rows: rows.map((cells) => cells.map(shown)) });
}
