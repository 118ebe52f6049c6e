// The classes of flows on a page, by what they need; those that depend on the same rules share a row.

import { code, grid, section, shown } from "../../text/html.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { Answer } from "../class-answer.ts";
import type { FirewallAnswer, PortReport } from "../firewall.ts";
import { FLOWS, portName } from "../words.ts";
import type { Place } from "./places.ts";

/** In this order: what decides comes first. */
const GROUPS: readonly (readonly [answer: Answer, title: string, note: string])[] = [
  ["needs-tracking", say("Need tracking"), say("These connections break if they are untracked.")],
  [
    "works-with-changes",
    say("Work untracked with the accepts below"),
    say("The suggested rules below include the accepts that these need."),
  ],
  ["works-untracked", say("Work untracked"), say("No rule matches these by connection state.")],
  ["unknown", say("Unknown"), say("Rules that are not recognized match these, or hand them to another subsystem.")],
  ["untracked-now", say("Already untracked"), ""],
];

const ROWS = 60;
const PORTS = 12;

export function classSections({ ports, portsLeftOut }: FirewallAnswer, place: Place): string {
  const sections = GROUPS.map(([answer, title, note]) => {
    const rows = rowsOf(ports.filter((one) => one.answer === answer));
    if (rows.length === 0) return "";
    const withReasons = rows.some(({ reasons, dropped }) => reasons.length > 0 || dropped);
    const table = grid({
      name: "classes",
      heads: [say("Port"), say("Traffic"), ...(withReasons ? [say("Reason")] : [])],
      rows: rows.slice(0, ROWS).map((row) => [namesOf(row.names), FLOWS[row.role], ...(withReasons ? [reasonsOf(row, place)] : [])]),
    });
    return section(title, `${note === "" ? "" : `<p class="quiet">${note}</p>`}${table}${rest(rows.length - ROWS, rowsLeft)}`);
  });
  if (ports.length === 0) return section(say("By port"), `<p>${say("The rules do not name any ports.")}</p>`);
  return `${sections.join("\n")}${rest(portsLeftOut, portsLeft)}`;
}

interface Row extends Pick<PortReport, "role" | "reasons" | "dropped"> {
  readonly names: string[];
}

function rowsOf(ports: readonly PortReport[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const port of ports) {
    const { role, reasons, dropped } = port;
    const key = JSON.stringify([role, dropped, reasons.map(({ file, line, why }) => [file, line, why])]);
    const row = rows.get(key) ?? { role, reasons, dropped, names: [] };
    row.names.push(portName(port));
    rows.set(key, row);
  }
  return [...rows.values()];
}

function namesOf(names: readonly string[]): string {
  const more = names.length - PORTS;
  return [
    ...names.slice(0, PORTS).map((name) => `<span class="port">${shown(name)}</span>`),
    ...(more > 0 ? [say("and {more} more", { more: formatCount(more) })] : []),
  ].join(", ");
}

function reasonsOf({ reasons, dropped }: Row, place: Place): string {
  if (dropped) return say("dropped before an entry is created");
  if (reasons.length === 0) return "";
  const lines = reasons.map((one) => `<li>${place(one)} ${code(one.rule)} ${shown(one.why)}</li>`);
  return `<ul class="lines">${lines.join("")}</ul>`;
}

function rest(count: number, words: (count: number) => string): string {
  return count > 0 ? `<p class="quiet">${shown(words(count))}</p>` : "";
}

function rowsLeft(count: number): string {
  return count === 1 ? say("1 more row not shown.") : say("{count} more rows not shown.", { count: formatCount(count) });
}

function portsLeft(count: number): string {
  return count === 1
    ? say("1 more port of the rules not shown.")
    : say("{count} more ports of the rules not shown.", { count: formatCount(count) });
}
