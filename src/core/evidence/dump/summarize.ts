// Makes the summary of a table out of its counters.
import { formatIpv4, formatIpv6 } from "./address.ts";
import type { FrequentKeys, Key } from "./frequent.ts";
import { binOf } from "./histogram.ts";
import type { LineReader } from "./line.ts";
import { remainingOf } from "./remaining.ts";
import { rateOf } from "./state-rates.ts";
import type { ByState, DumpRead, DumpSummary, Host, Port, ProtocolSummary, Service, SummaryOptions, Top } from "./summary.ts";
import { IPV6, type Kind, PORTLESS, type Range, type Tally, WRITTEN } from "./tally.ts";

const MOST_TOP = 10;
const NO_PORTS = new Uint32Array(0);
const NO_KEYS: Pick<FrequentKeys, "error" | "top"> = { error: 0, top: () => [] };

interface Group {
  readonly protocol: string;
  readonly kinds: readonly Kind[];
  readonly states: readonly Timed[];
}

/** Entries that count down from one timeout. */
interface Timed {
  readonly state: string;
  entries: number;
  readonly bins: Uint32Array;
  readonly range: Range;
}

/** `line` knows the names of the numbers in `tally`. */
export function summarize(tally: Tally, line: LineReader, read: DumpRead, { values = {}, top = MOST_TOP }: SummaryOptions): DumpSummary {
  const groups = groupsOf(tally.kinds, line);
  const sum = (count: (kind: Kind) => number): number => total(tally.kinds, count);
  const ipv6 = sum((kind) => kind.ipv6);
  const nameOf = (protocolNumber: number): string =>
    groups.find(({ kinds }) => kinds.some((kind) => kind.protocolNumber === protocolNumber))?.protocol ?? String(protocolNumber);
  const host = (key: Key): Host => hostOf(key, line);
  const service = (key: Key): Service => ({
    protocol: nameOf((key[4] >>> 16) & 255),
    ...host(key),
    port: (key[4] & PORTLESS) === 0 ? key[4] & 0xffff : null,
  });
  const withPort = (key: Key): Host & Port => ({ protocol: nameOf((key[4] >>> 16) & 255), ...host(key), port: key[4] & 0xffff });
  return {
    entries: tally.entries,
    byProtocol: Object.fromEntries(groups.map((group) => [group.protocol, protocolOf(group, line)])),
    unreplied: sum((kind) => kind.unreplied),
    assured: sum((kind) => kind.assured),
    offloaded: sum((kind) => kind.offloaded),
    sourceNat: sum((kind) => kind.sourceNat),
    unrepliedNat: sum((kind) => kind.unrepliedNat),
    natAddresses: line.natAddresses.all(),
    byFamily: { ipv4: tally.entries - ipv6, ipv6 },
    byZone: [...tally.zones]
      .map(([zone, entries]) => ({ zone, entries }))
      .sort(byEntries)
      .slice(0, top),
    byMark: topOf(tally.marks ?? NO_KEYS, top, ([mark]) => ({ mark: mark >>> 0 })),
    unmarked: tally.unmarked,
    top: {
      sources: bothOf(tally.answeredSources, tally.unrepliedSources, top, host),
      destinations: topOf(tally.destinations, top, host),
      ports: topPorts(tally, line, top),
      services: bothOf(tally.answeredServices, tally.unrepliedServices, top, withPort, (key) => (key[4] & PORTLESS) === 0),
      unrepliedSources: topOf(tally.unrepliedSources, top, host),
      answeredSources: topOf(tally.answeredSources, top, host),
      unrepliedServices: topOf(tally.unrepliedServices, top, service),
      answeredServices: topOf(tally.answeredServices, top, service),
      unrepliedSourcePorts: {
        error: 0,
        items: mostUsed("udp", tally.unrepliedSourcePorts ?? NO_PORTS, top),
      },
    },
    rates: byState(groups, ({ protocol }, { state, entries, bins }) => rateOf(protocol, state, entries, bins, values)),
    remaining: byState(groups, (_, { bins, range }) => remainingOf(bins, range)),
    ...read,
  };
}

function groupsOf(kinds: readonly Kind[], line: LineReader): readonly Group[] {
  const protocols = [...new Set(kinds.map(({ protocol }) => protocol))];
  return protocols
    .map((protocol) => {
      const own = kinds.filter((kind) => kind.protocol === protocol);
      return { protocol: line.protocols.nameOf(protocol), kinds: own, states: statesOf(own, line) };
    })
    .sort((one, other) => entriesOf(other) - entriesOf(one));
}

function statesOf(kinds: readonly Kind[], line: LineReader): readonly Timed[] {
  const states = kinds.flatMap(
    ({ state, entries, unreplied, offloaded, remaining, remainingUnreplied, range, rangeUnreplied }): Timed[] => {
      if (state >= 0) {
        const both = { least: Math.min(range.least, rangeUnreplied.least), most: Math.max(range.most, rangeUnreplied.most) };
        return [{ state: line.states.nameOf(state), entries, bins: upTo(both, sumOf(remaining, remainingUnreplied)), range: both }];
      }
      return [
        { state: "unreplied", entries: unreplied, bins: upTo(rangeUnreplied, remainingUnreplied), range: rangeUnreplied },
        { state: "offloaded", entries: offloaded, bins: new Uint32Array(0), range },
        { state: "replied", entries: entries - unreplied - offloaded, bins: upTo(range, remaining), range },
      ];
    },
  );
  return states.filter(({ entries }) => entries > 0).sort(byEntries);
}

function sumOf(one: Uint32Array, other: Uint32Array): Uint32Array {
  const sum = one.slice();
  for (let bin = 0; bin < sum.length; bin++) sum[bin] = (sum[bin] as number) + (other[bin] as number);
  return sum;
}

/** Without the empty bins beyond the last one, which are most of them. */
function upTo({ most }: Range, bins: Uint32Array): Uint32Array {
  return bins.subarray(0, most < 0 ? 0 : binOf(most) + 1);
}

function protocolOf(group: Group, line: LineReader): ProtocolSummary {
  const { kinds } = group;
  const named = kinds.filter(({ state }) => state >= 0).sort(byEntries);
  return {
    entries: entriesOf(group),
    byState: Object.fromEntries(named.map(({ state, entries }) => [line.states.nameOf(state), entries])),
    unreplied: total(kinds, (kind) => kind.unreplied),
    assured: total(kinds, (kind) => kind.assured),
    offloaded: total(kinds, (kind) => kind.offloaded),
  };
}

function byState<T>(groups: readonly Group[], make: (group: Group, state: Timed) => T | undefined): ByState<T> {
  const rows = groups.map((group) => {
    const made = group.states.map((state) => [state.state, make(group, state)] as const);
    return [group.protocol, Object.fromEntries(made.filter((pair): pair is readonly [string, T & {}] => pair[1] !== undefined))] as const;
  });
  return Object.fromEntries(rows);
}

function topOf<T>(keys: Pick<FrequentKeys, "error" | "top">, most: number, read: (key: Key) => T): Top<T> {
  return { error: keys.error, items: keys.top(most).map(({ key, atLeast }) => ({ ...read(key), entries: atLeast })) };
}

function bothOf<T>(
  one: FrequentKeys,
  other: FrequentKeys,
  most: number,
  read: (key: Key) => T,
  isWanted: (key: Key) => boolean = () => true,
): Top<T> {
  const items = one.topWith(other, most, isWanted).map(({ key, atLeast }) => ({ ...read(key), entries: atLeast }));
  return { error: one.error + other.error, items };
}

function hostOf(key: Key, { written }: LineReader): Host {
  if ((key[4] & WRITTEN) !== 0) return { address: written.nameOf(key[0]) };
  return { address: (key[4] & IPV6) === 0 ? formatIpv4(key[0]) : formatIpv6(key.slice(0, 4)) };
}

function topPorts(tally: Tally, line: LineReader, most: number): Top<Port> {
  const used = [...tally.ports].flatMap(([protocol, counts]) => mostUsed(line.protocols.nameOf(protocol), counts, most));
  return { error: 0, items: used.sort(byEntries).slice(0, most) };
}

/** Of 65,536 ports all may be in use: only those that are shown become records. */
function mostUsed(protocol: string, counts: Uint32Array, most: number): readonly (Port & { readonly entries: number })[] {
  const found: (Port & { readonly entries: number })[] = [];
  // More than this one must have, once the list is full.
  let least = 0;
  for (let port = 0; port < counts.length; port++) {
    const entries = counts[port] as number;
    if (entries <= least) continue;
    let at = found.length;
    while (at > 0 && (found[at - 1]?.entries ?? 0) < entries) at--;
    found.splice(at, 0, { protocol, port, entries });
    if (found.length > most) found.pop();
    if (found.length === most) least = found.at(-1)?.entries ?? Number.POSITIVE_INFINITY;
  }
  return found;
}

function entriesOf({ kinds }: Group): number {
  return total(kinds, (kind) => kind.entries);
}

function total(kinds: readonly Kind[], count: (kind: Kind) => number): number {
  return kinds.reduce((sum, kind) => sum + count(kind), 0);
}

function byEntries(one: { readonly entries: number }, other: { readonly entries: number }): number {
  return other.entries - one.entries;
}
