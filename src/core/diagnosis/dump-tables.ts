// A table dump as tables to be shown: states, times, arrivals, who talks most, lines not understood. Text is made safe to see.

import { rateFigure, rateNote } from "../evidence/dump/rate-text.ts";
import { serviceName } from "../evidence/dump/service-name.ts";
import type { DumpSummary, Top } from "../evidence/dump/summary.ts";
import type { TableModel } from "../figures/chart-model.ts";
import { visible } from "../text/visible.ts";
import { formatCount, formatDuration, formatShare } from "../units/units.ts";
import { say } from "../words/say.ts";

const SAMPLE = 100;
/** The caption of the first. */
export const STATES = say("By protocol and state");

/**
 * Those that have a row. With `worthReading`, lists of the busiest leave out what has less than a tenth of what the first
 * one has, or less than 1 % of the table.
 */
export function dumpTables(summary: DumpSummary, worthReading = false): readonly TableModel[] {
  const { entries, byProtocol, byZone, byMark, remaining, rates, top, badLines, badSamples } = summary;
  const counted = (name: string, count: number): readonly string[] => [name, formatCount(count), formatShare(count / entries)];
  const topTable = <T>(title: string, head: string, { items, error }: Top<T>, name: (item: T) => string): TableModel => {
    const least = worthReading ? Math.max(LEAST_OF_FIRST * (items[0]?.entries ?? 0), LEAST_OF_TABLE * entries) : 0;
    const shown = items.filter((item) => item.entries >= least);
    const next = items[shown.length];
    const values = { title, error: formatCount(error), next: formatCount(next?.entries ?? 0) };
    const exact = next ? say("{title}; the next has {next}", { title, next: values.next }) : title;
    const rough = next
      ? say("{title}; each count may be too low by up to {error}; the next has {next}", values)
      : say("{title}; each count may be too low by up to {error}", { title, error: values.error });
    return tableOf(
      error === 0 ? exact : rough,
      COUNTED(head),
      shown.map((item) => counted(name(item), item.entries)),
    );
  };
  const states = Object.entries(byProtocol).flatMap(([protocol, own]) => [
    counted(protocol, own.entries),
    ...Object.entries(own.byState).map(([state, count]) => counted(`${protocol} ${state}`, count)),
  ]);
  const tables = [
    tableOf(STATES, COUNTED(say("State")), states),
    tableOf(
      say("New entries per second"),
      [say("State"), say("Rate"), say("How")],
      rowsOf(rates, (rate) => [rateFigure(rate), rateNote(rate)]),
    ),
    tableOf(
      say("Time left"),
      [say("State"), say("Least"), say("Median"), say("Most")],
      rowsOf(remaining, ({ least, median, most }) => [least, median, most].map(formatDuration)),
    ),
    topTable(say("Sources"), say("Address"), top.sources, ({ address }) => address),
    topTable(say("Unanswered sources"), say("Address"), top.unrepliedSources, ({ address }) => address),
    topTable(say("Destinations that do not reply"), say("Service"), top.unrepliedServices, serviceName),
    topTable(say("Destinations"), say("Address"), top.destinations, ({ address }) => address),
    topTable(say("Destination ports"), say("Port"), top.ports, ({ protocol, port }) => `${protocol} ${port}`),
    tableOf(
      say("Zones"),
      COUNTED(say("Zone")),
      byZone.map(({ zone, entries: own }) => counted(String(zone), own)),
    ),
    topTable(say("Marks"), say("Mark"), byMark, ({ mark }) => `0x${mark.toString(16)}`),
    tableOf(
      badLines === 1
        ? say("1 line not recognized as entries")
        : say("{lines} lines not recognized as entries", { lines: formatCount(badLines) }),
      [say("Line"), say("Why"), say("Text")],
      badSamples.map(({ line, reason, text }) => [formatCount(line), reason, text.slice(0, SAMPLE)]),
    ),
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

const LEAST_OF_FIRST = 0.1;
const LEAST_OF_TABLE = 0.01;

const COUNTED = (head: string): readonly string[] => [head, say("Entries"), say("Share")];

function tableOf(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): TableModel {
  return { caption, columns: heads.map((label) => ({ label, unit: null })), rows: rows.map((row) => row.map(visible)) };
}

/** A row for each state of each protocol. */
function rowsOf<T>(
  byState: Readonly<Record<string, Readonly<Record<string, T>>>>,
  cells: (value: T) => readonly string[],
): readonly (readonly string[])[] {
  return Object.entries(byState).flatMap(([protocol, own]) =>
    Object.entries(own).map(([state, value]) => [`${protocol} ${state}`, ...cells(value)]),
  );
}
