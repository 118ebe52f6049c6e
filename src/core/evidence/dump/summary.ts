// What a table comes to: the JSON of `analyze` but for its version. Types only; summarize.ts makes it.
import type { Problem } from "./line.ts";
import type { Rate } from "./rates.ts";
import type { Remaining } from "./remaining.ts";

export interface ProtocolSummary {
  readonly entries: number;
  /** As the table names them; empty for protocols without states. Offloaded entries show none. */
  readonly byState: Readonly<Record<string, number>>;
  readonly unreplied: number;
  readonly assured: number;
  readonly offloaded: number;
}

/** The most frequent, most frequent first. */
export interface Top<T> {
  /** Each count may be too low by so much, and is never too high; 0 where all are exact. */
  readonly error: number;
  readonly items: readonly (T & { readonly entries: number })[];
}

export interface Host {
  readonly address: string;
}

export interface Port {
  readonly protocol: string;
  readonly port: number;
}

export interface Service extends Host {
  readonly protocol: string;
  /** Null where the protocol has none. */
  readonly port: number | null;
}

interface TopLists {
  readonly sources: Top<Host>;
  readonly destinations: Top<Host>;
  /** Destination ports. */
  readonly ports: Top<Port>;
  /** Destination address and port. */
  readonly services: Top<Host & Port>;
  /** Sources of entries that nobody answered, and of those that somebody did. */
  readonly unrepliedSources: Top<Host>;
  readonly answeredSources: Top<Host>;
  /** Where they go. */
  readonly unrepliedServices: Top<Service>;
  readonly answeredServices: Top<Service>;
  /** Source ports of unanswered UDP, but for what goes to the same port, as NTP does between hosts. */
  readonly unrepliedSourcePorts: Top<Port>;
}

export interface BadLine {
  /** Counted from 1; of a dump in XML, the number of the flow. */
  readonly line: number;
  /** At most 200 characters, as they are: whoever shows them makes them safe. */
  readonly text: string;
  readonly reason: Problem | "too long" | "an incomplete entry";
}

/** What was read, whatever it held. */
export interface DumpRead {
  readonly bytes: number;
  readonly lines: number;
  readonly badLines: number;
  /** The first of them. */
  readonly badSamples: readonly BadLine[];
}

/** By protocol, and by state; where there are no states, "unreplied" and "replied", and "offloaded" for those. */
export type ByState<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

export interface DumpSummary extends DumpRead {
  readonly entries: number;
  readonly unreplied: number;
  readonly assured: number;
  readonly offloaded: number;
  /** Entries whose source address is translated. */
  readonly sourceNat: number;
  /** Unanswered entries of which either address is translated: the host forwards them. */
  readonly unrepliedNat: number;
  /** Addresses that sources are translated to, the first ones: those of the host. */
  readonly natAddresses: readonly string[];
  readonly byFamily: { readonly ipv4: number; readonly ipv6: number };
  readonly byProtocol: Readonly<Record<string, ProtocolSummary>>;
  /** By number, the largest first; entries without a zone are in none. */
  readonly byZone: readonly { readonly zone: number; readonly entries: number }[];
  readonly byMark: Top<{ readonly mark: number }>;
  readonly unmarked: number;
  readonly remaining: ByState<Remaining>;
  readonly rates: ByState<Rate>;
  readonly top: TopLists;
}

export interface SummaryOptions {
  /** Settings of the host that the dump is from, by path below /proc/sys, where they are known. */
  readonly values?: Readonly<Record<string, number>>;
  /** The length of the lists; 10 without it. */
  readonly top?: number;
}
