// The report of `analyze` for people.
import { type DumpSummary, isTold, type Owners, ownerTable, rateFigure, rateNote, serviceName, type Top } from "../core/diagnosis/index.ts";
import { formatCount, formatShare } from "../core/language/index.ts";
import { columns, type Row } from "./columns.ts";
import type { Output } from "./output.ts";
import { painter } from "./style.ts";
import { visible } from "./visible.ts";

type Look = Pick<Output, "colour" | "terminal" | "columns">;

export function tableText(summary: DumpSummary, look: Look): string {
  const paint = painter(look.colour);
  const blocks = [
    [paint(headline(summary), "bold")],
    ...section("By protocol and state", protocolRows(summary), [0, 3], look),
    ...section("New entries per second, from entries that no packet refreshes", rateRows(summary), [0, 3], look),
    ...section("Seconds left", remainingRows(summary), [0], look),
    ...topSection("Sources", summary.top.sources, ({ address }) => address, summary, look),
    ...topSection("Unanswered sources", summary.top.unrepliedSources, ({ address }) => address, summary, look),
    ...topSection("Destinations", summary.top.destinations, ({ address }) => address, summary, look),
    ...topSection("Destination ports", summary.top.ports, ({ protocol, port }) => `${protocol} ${port}`, summary, look),
    ...topSection("Services", summary.top.services, serviceName, summary, look),
    ...topSection("Destinations that do not reply", summary.top.unrepliedServices, serviceName, summary, look),
    ...section(
      "Zones",
      listRows(summary.byZone, ({ zone }) => `zone ${zone}`, summary),
      [0],
      look,
    ),
    ...topSection("Marks", summary.byMark, ({ mark }) => `0x${mark.toString(16)}`, summary, look),
    ...badLines(summary),
  ];
  return blocks.map((lines) => lines.join("\n")).join("\n\n");
}

/** Who is behind the addresses of the table, where the host told; no block where it did not. */
export function ownerText(owners: Owners, look: Look): readonly string[] {
  const table = ownerTable(owners);
  if (!table) return [];
  return [
    [
      table.caption,
      ...columns(
        table.rows.map((cells) => ({ cells })),
        { left: [0, 1, 2] },
        look,
      ),
    ].join("\n"),
  ];
}

function headline({ entries, byFamily, unreplied, assured, offloaded }: DumpSummary): string {
  if (entries === 0) return "No entries";
  const parts = [
    `${formatCount(byFamily.ipv4)} IPv4`,
    `${formatCount(byFamily.ipv6)} IPv6`,
    `${formatCount(unreplied)} unreplied`,
    `${formatCount(assured)} assured`,
  ];
  if (offloaded > 0) parts.push(`${formatCount(offloaded)} offloaded`);
  return `${formatCount(entries)} ${entries === 1 ? "entry" : "entries"}: ${parts.join(", ")}`;
}

function section(title: string, rows: readonly Row[], left: readonly number[], look: Look): readonly (readonly string[])[] {
  return rows.length === 0 ? [] : [[title, ...columns(rows, { left }, look)]];
}

function protocolRows({ byProtocol, entries }: DumpSummary): readonly Row[] {
  return Object.entries(byProtocol).flatMap(([protocol, own]) => {
    const states = Object.entries(own.byState);
    const flags = [
      own.unreplied > 0 ? `${formatCount(own.unreplied)} unreplied` : "",
      own.assured > 0 ? `${formatCount(own.assured)} assured` : "",
    ];
    const head: Row = {
      cells: [protocol, formatCount(own.entries), formatShare(own.entries / entries), flags.filter((flag) => flag !== "").join(", ")],
      ...(states.length === 0 ? { share: own.entries } : {}),
    };
    return [
      head,
      ...states.map(([state, count]): Row => ({ cells: [`  ${state}`, formatCount(count), formatShare(count / entries)], share: count })),
    ];
  });
}

function rateRows({ rates }: DumpSummary): readonly Row[] {
  const all = Object.entries(rates).flatMap(([protocol, states]) =>
    Object.entries(states).map(([state, rate]) => ({ name: `${protocol} ${state}`, rate })),
  );
  // Those that tell something first.
  return [...all.filter(({ rate }) => isTold(rate)), ...all.filter(({ rate }) => !isTold(rate))].map(
    ({ name, rate }): Row => ({ cells: [name, rateFigure(rate), "", rateNote(rate)] }),
  );
}

function remainingRows({ remaining }: DumpSummary): readonly Row[] {
  const rows = Object.entries(remaining).flatMap(([protocol, states]) =>
    Object.entries(states).map(
      ([state, { least, median, most }]): Row => ({ cells: [`${protocol} ${state}`, ...[least, median, most].map(formatCount)] }),
    ),
  );
  return rows.length === 0 ? [] : [{ cells: ["", "least", "median", "most"] }, ...rows];
}

function topSection<T>(
  title: string,
  { items, error }: Top<T>,
  name: (item: T) => string,
  summary: DumpSummary,
  look: Look,
): readonly (readonly string[])[] {
  const note = error === 0 ? "" : ` (each count may be too low by up to ${formatCount(error)})`;
  return section(`${title}${note}`, listRows(items, name, summary), [0], look);
}

function listRows<T extends { readonly entries: number }>(
  items: readonly T[],
  name: (item: T) => string,
  { entries }: DumpSummary,
): readonly Row[] {
  return items.map((item) => ({
    cells: [name(item), formatCount(item.entries), formatShare(item.entries / entries)],
    share: item.entries,
  }));
}

function badLines({ badLines: count, badSamples }: DumpSummary): readonly (readonly string[])[] {
  if (count === 0) return [];
  const more = count > badSamples.length ? [`  and ${formatCount(count - badSamples.length)} more`] : [];
  const lines = badSamples.map(({ line, reason, text }) => `  line ${line}, ${reason}: ${visible(text.slice(0, 100))}`);
  return [[`${formatCount(count)} ${count === 1 ? "line" : "lines"} not recognized as entries`, ...lines, ...more]];
}
