// The part of a diagnosis page that shows the table behind it: states, arrivals, who talks most, lines not understood.
import { escapeHtml, visible } from "../../text/visible.ts";
import { formatCount, formatDuration, formatShare } from "../../units/units.ts";
import type { Rate } from "../dump/rates.ts";
import type { DumpSummary, Top } from "../dump/summary.ts";

export function tableSection(table: DumpSummary): string {
  const { entries, unreplied, assured, byProtocol, rates, top, badLines, badSamples } = table;
  const states = Object.entries(byProtocol).flatMap(([protocol, own]) => [
    [protocol, formatCount(own.entries), formatShare(own.entries / entries)],
    ...Object.entries(own.byState).map(([state, count]) => [`${protocol} ${state}`, formatCount(count), formatShare(count / entries)]),
  ]);
  const arrivals = Object.entries(rates).flatMap(([protocol, own]) =>
    Object.entries(own).map(([state, rate]) => [`${protocol} ${state}`, rateFigure(rate), rateNote(rate)]),
  );
  const samples = badSamples.map(({ line, reason, text }) => [`line ${formatCount(line)}`, reason, text.slice(0, 100)]);
  return [
    "<section><h2>The table</h2>",
    `<p>${formatCount(entries)} entries: ${formatCount(unreplied)} unreplied, ${formatCount(assured)} assured.</p>`,
    grid("By protocol and state", ["State", "Entries", "Share"], states),
    grid("Arrivals a second", ["State", "Rate", "How"], arrivals),
    topGrid("Sources", "Address", top.sources, ({ address }) => address, entries),
    topGrid("Sources that nobody answers", "Address", top.unrepliedSources, ({ address }) => address, entries),
    topGrid("Destination ports", "Port", top.ports, ({ protocol, port }) => `${protocol} ${port}`, entries),
    grid(`${formatCount(badLines)} ${badLines === 1 ? "line that is" : "lines that are"} no entry`, ["Line", "Why", "Text"], samples),
    "</section>",
  ].join("");
}

function topGrid<T>(title: string, head: string, { items, error }: Top<T>, name: (item: T) => string, entries: number): string {
  const note = error === 0 ? "" : `; each count may be too low by up to ${formatCount(error)}`;
  const rows = items.map((item) => [name(item), formatCount(item.entries), formatShare(item.entries / entries)]);
  return grid(`${title}${note}`, [head, "Entries", "Share"], rows);
}

function grid(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const body = rows.map(
    ([first = "", ...rest]) => `<tr><th scope="row">${safe(first)}</th>${rest.map((cell) => `<td>${safe(cell)}</td>`).join("")}</tr>`,
  );
  const heads = head.map((cell) => `<th scope="col">${safe(cell)}</th>`).join("");
  return `<table><caption>${safe(title)}</caption><thead><tr>${heads}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

function safe(text: string): string {
  return escapeHtml(visible(text));
}

function rateFigure({ perSecond, atLeast }: Rate): string {
  if (perSecond !== null) return short(perSecond);
  return atLeast === null ? "not derivable" : `at least ${short(atLeast)}`;
}

function rateNote({ reason, window, margin }: Rate): string {
  return reason ?? `over ${formatDuration(Math.round(window ?? 0))}, ± ${formatShare(margin ?? 0)} by counting`;
}

function short(rate: number): string {
  return rate < 100 ? String(Number(rate.toPrecision(3))) : formatCount(rate);
}
