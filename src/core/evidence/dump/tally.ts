// What is kept of a table while it streams by: counters of fixed size, whatever the table holds.
import { FrequentKeys } from "./frequent.ts";
import { BINS, binOf } from "./histogram.ts";
import type { LineReader } from "./line.ts";
import { MOST_NAMES } from "./names.ts";

/** Kinds of entries (protocol, state) that are kept apart. */
const MOST_KINDS = 256;
/** Ports and zones are numbers of 16 bits. */
const WORD = 65536;
/** Names of states, and none. */
const NAMES = MOST_NAMES + 1;
/** In the last word of a key of FrequentKeys: the address is IPv6. */
export const IPV6 = 1 << 24;
/** There too: the address is one of WrittenAddresses, and the first word its number. */
export const WRITTEN = 1 << 25;
/** There too: the protocol has no ports. */
export const PORTLESS = 1 << 26;
const UDP = 17;
const MARK = new Int32Array(4);

/** All entries of one protocol in one state. */
export interface Kind {
  readonly protocol: number;
  readonly protocolNumber: number;
  readonly state: number;
  entries: number;
  unreplied: number;
  assured: number;
  offloaded: number;
  sourceNat: number;
  /** Without a reply, and with either address translated. */
  unrepliedNat: number;
  ipv6: number;
  /** Remaining seconds: the least and the most, without a reply apart. */
  readonly range: Range;
  readonly rangeUnreplied: Range;
  /** Remaining seconds, in the bins of histogram.ts; those without a reply apart. */
  readonly remaining: Uint32Array;
  readonly remainingUnreplied: Uint32Array;
}

/** Seconds; endless and -1 where there are none. */
export interface Range {
  least: number;
  most: number;
}

export class Tally {
  entries = 0;
  readonly kinds: Kind[] = [];
  readonly answeredSources = new FrequentKeys();
  readonly unrepliedSources = new FrequentKeys();
  readonly destinations = new FrequentKeys();
  /** Destination address, protocol number and port together, where there is one. */
  readonly answeredServices = new FrequentKeys();
  readonly unrepliedServices = new FrequentKeys();
  /** None as long as no entry has one: tables come by the thousand in some texts. */
  marks: FrequentKeys | undefined;
  unmarked = 0;
  /** Entries by zone; a zone is 16 bits. */
  readonly zones = new Map<number, number>();
  /** Entries by destination port, for each protocol that has ports. */
  readonly ports = new Map<number, Uint32Array>();
  /** Unanswered UDP by source port, but for what goes to the same port, as NTP does between hosts. */
  unrepliedSourcePorts: Uint32Array | undefined;
  readonly #kindAt = new Int16Array(NAMES * NAMES).fill(-1);

  /** Counts an entry; false where there are too many kinds of entries to keep apart. */
  add(line: LineReader): boolean {
    const index = line.protocol * NAMES + line.state + 1;
    const kind = this.kinds[this.#kindAt[index] as number] ?? this.#addKind(index, line);
    if (!kind) return false;
    this.entries++;
    kind.entries++;
    if (line.assured) kind.assured++;
    if (line.offloaded) kind.offloaded++;
    if (line.sourceNat) kind.sourceNat++;
    if (line.ipv6) kind.ipv6++;
    const { source, destination, port, unreplied } = line;
    // An IPv4 address fills the first word only, and so can an IPv6 address.
    const family = line.ipv6 ? IPV6 : 0;
    const from = line.sourceWritten ? family | WRITTEN : family;
    const to = line.destinationWritten ? family | WRITTEN : family;
    (unreplied ? this.unrepliedSources : this.answeredSources).add(source, from);
    const bins = unreplied ? kind.remainingUnreplied : kind.remaining;
    if (unreplied) {
      kind.unreplied++;
      if (line.sourceNat || line.destinationNat) kind.unrepliedNat++;
      const { sourcePort } = line;
      if (line.protocolNumber === UDP && sourcePort !== port && sourcePort >= 0 && sourcePort < WORD) {
        this.unrepliedSourcePorts ??= new Uint32Array(WORD);
        this.unrepliedSourcePorts[sourcePort] = (this.unrepliedSourcePorts[sourcePort] as number) + 1;
      }
    }
    if (line.remaining >= 0) {
      const bin = binOf(line.remaining);
      bins[bin] = (bins[bin] as number) + 1;
      const range = unreplied ? kind.rangeUnreplied : kind.range;
      if (line.remaining < range.least) range.least = line.remaining;
      if (line.remaining > range.most) range.most = line.remaining;
    }
    this.destinations.add(destination, to);
    const hasPort = port >= 0 && port < WORD;
    const service = to | (line.protocolNumber << 16) | (hasPort ? port : PORTLESS);
    (unreplied ? this.unrepliedServices : this.answeredServices).add(destination, service);
    if (hasPort) {
      const ports = this.ports.get(line.protocol) ?? this.#addPorts(line.protocol);
      ports[port] = (ports[port] as number) + 1;
    }
    if (line.mark === 0) this.unmarked++;
    else {
      this.marks ??= new FrequentKeys();
      MARK[0] = line.mark;
      this.marks.add(MARK, 0);
    }
    if (line.zone > 0 && line.zone < WORD) this.zones.set(line.zone, (this.zones.get(line.zone) ?? 0) + 1);
    return true;
  }

  #addKind(index: number, { protocol, protocolNumber, state }: LineReader): Kind | undefined {
    if (this.kinds.length >= MOST_KINDS) return undefined;
    const kind: Kind = {
      protocol,
      protocolNumber,
      state,
      entries: 0,
      unreplied: 0,
      assured: 0,
      offloaded: 0,
      sourceNat: 0,
      unrepliedNat: 0,
      ipv6: 0,
      range: { least: Number.POSITIVE_INFINITY, most: -1 },
      rangeUnreplied: { least: Number.POSITIVE_INFINITY, most: -1 },
      remaining: new Uint32Array(BINS),
      remainingUnreplied: new Uint32Array(BINS),
    };
    this.#kindAt[index] = this.kinds.push(kind) - 1;
    return kind;
  }

  #addPorts(protocol: number): Uint32Array {
    const ports = new Uint32Array(WORD);
    this.ports.set(protocol, ports);
    return ports;
  }
}
