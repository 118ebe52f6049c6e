// What a run prints: a table by family of keys, what went wrong, what was left out. Text only.
import type { Agreement, Disagreement, Measured } from "./agreement.ts";
import { type Check, isRight } from "./tables.ts";

const SHOWN = 40;

export interface Row {
  readonly measured: Measured;
  readonly agreement: Agreement;
}

/** One line a family: what was written, and what the judge said of it. */
export function table(rows: readonly Row[]): string {
  const families = [...new Set(rows.map(({ measured }) => familyOf(measured.path)))].sort();
  const body = families.map((family) => {
    const own = rows.filter(({ measured }) => familyOf(measured.path) === family);
    return [family, String(new Set(own.map(({ measured }) => measured.path)).size), ...figures(own)];
  });
  const total = ["all", String(new Set(rows.map(({ measured }) => measured.path)).size), ...figures(rows)];
  const head = ["family", "keys", "writes", "refused", "accepted", "altered", "ignored", "wrong"];
  const lines = [head, ...body, total];
  return aligned(lines);
}

function figures(rows: readonly Row[]): readonly string[] {
  const sum = (of: (row: Row) => number): string => String(rows.reduce((total, row) => total + of(row), 0));
  return [
    sum(({ measured }) => measured.writes.length),
    sum(({ agreement }) => agreement.refused),
    sum(({ agreement }) => agreement.accepted),
    sum(({ agreement }) => agreement.altered),
    sum(({ agreement }) => agreement.ignored),
    sum(({ agreement }) => agreement.disagreements.length),
  ];
}

function familyOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    /^nf_conntrack_(dccp|frag6|gre|icmp|icmpv6|sctp|tcp|udp|udplite)_/.exec(name)?.[1] ??
    /^nf_(flowtable|log)_/.exec(name)?.[1] ??
    "general"
  );
}

export function wrongWrites(disagreements: readonly Disagreement[]): readonly string[] {
  const lines = disagreements
    .slice(0, SHOWN)
    .map(({ path, text, verdict, kernel }) => `${path} <- ${JSON.stringify(text)}: kernel ${kernel}; judge ${verdict}`);
  return disagreements.length > SHOWN ? [...lines, `and ${disagreements.length - SHOWN} more`] : lines;
}

/** One line a figure: what we say, what the kernel did, how far apart they are and may be. */
export function checkTable(checks: readonly Check[]): string {
  if (checks.length === 0) return "No table was filled.";
  const head = ["real tables", "ours", "kernel", "apart", "allowed", ""];
  const body = checks.map((check) => {
    const { what, ours, kernel, allowed } = check;
    const share = (part: number): string => (ours === 0 ? String(round(part)) : `${round((100 * part) / ours)} %`);
    return [
      what,
      String(round(ours)),
      String(round(kernel)),
      share(Math.abs(kernel - ours)),
      share(allowed),
      isRight(check) ? "" : "WRONG",
    ];
  });
  return aligned([head, ...body]);
}

export function wrongChecks(checks: readonly Check[]): readonly string[] {
  return checks.map(
    ({ what, ours, kernel, allowed }) => `${what}: kernel ${round(kernel)}, model ${round(ours)} give or take ${round(allowed)}`,
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

export function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `\n${title}:\n${items.map((item) => `  ${item}`).join("\n")}\n`;
}
