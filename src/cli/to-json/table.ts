// A table dump as JSON.
import type { DumpSummary } from "../../core/diagnosis/index.ts";
import type { RateJson, RemainingJson, TableJson } from "../json/analyze.ts";

type Top = DumpSummary["top"];
type Rate = DumpSummary["rates"][string][string];
type Remaining = DumpSummary["remaining"][string][string];

export function tableJson(summary: DumpSummary): TableJson {
  const { bytes, lines, badLines, entries, unreplied, assured, offloaded, sourceNat, byFamily, unmarked, top } = summary;
  return {
    bytes,
    lines,
    badLines,
    badSamples: summary.badSamples.map(({ line, text, reason }) => ({ line, text, reason })),
    entries,
    unreplied,
    assured,
    offloaded,
    sourceNat,
    byFamily: { ipv4: byFamily.ipv4, ipv6: byFamily.ipv6 },
    byProtocol: mapped(summary.byProtocol, (protocol) => ({
      entries: protocol.entries,
      byState: { ...protocol.byState },
      unreplied: protocol.unreplied,
      assured: protocol.assured,
      offloaded: protocol.offloaded,
    })),
    byZone: summary.byZone.map(({ zone, entries: count }) => ({ zone, entries: count })),
    byMark: { error: summary.byMark.error, items: summary.byMark.items.map(({ mark, entries: count }) => ({ mark, entries: count })) },
    unmarked,
    remaining: mapped(summary.remaining, (states) => mapped(states, remainingJson)),
    rates: mapped(summary.rates, (states) => mapped(states, rateJson)),
    top: {
      sources: addresses(top.sources),
      destinations: addresses(top.destinations),
      ports: ports(top.ports),
      services: {
        error: top.services.error,
        items: top.services.items.map(({ address, protocol, port, entries: count }) => ({ address, protocol, port, entries: count })),
      },
      unrepliedSources: addresses(top.unrepliedSources),
      answeredSources: addresses(top.answeredSources),
      unrepliedServices: targets(top.unrepliedServices),
      answeredServices: targets(top.answeredServices),
      unrepliedSourcePorts: ports(top.unrepliedSourcePorts),
    },
  };
}

function addresses({ error, items }: Top["sources"]): TableJson["top"]["sources"] {
  return { error, items: items.map(({ address, entries }) => ({ address, entries })) };
}

function ports({ error, items }: Top["ports"]): TableJson["top"]["ports"] {
  return { error, items: items.map(({ protocol, port, entries }) => ({ protocol, port, entries })) };
}

function targets({ error, items }: Top["unrepliedServices"]): TableJson["top"]["unrepliedServices"] {
  return { error, items: items.map(({ address, protocol, port, entries }) => ({ address, protocol, port, entries })) };
}

function remainingJson({ least, median, most, bars }: Remaining): RemainingJson {
  return { least, median, most, bars: bars.map(({ from, to, entries }) => ({ from, to, entries })) };
}

function rateJson(rate: Rate): RateJson {
  const { entries, perSecond, reason, window, windowFrom, margin, lowest, highest, steady, atLeast } = rate;
  return { entries, perSecond, reason, window, windowFrom, margin, lowest, highest, steady, atLeast };
}

function mapped<T, U>(values: Readonly<Record<string, T>>, to: (value: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, to(value)]));
}
