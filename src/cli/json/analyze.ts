// The JSON of `analyze`, and of a table in that of `diagnose` and `live`.
import type { VersionedJson } from "./shared.ts";

export interface AnalyzeJson extends VersionedJson, TableJson {}

export interface TableJson {
  readonly bytes: number;
  readonly lines: number;
  readonly badLines: number;
  /** The first of them. */
  readonly badSamples: readonly BadLineJson[];
  readonly entries: number;
  readonly unreplied: number;
  readonly assured: number;
  readonly offloaded: number;
  /** Entries whose source address is translated. */
  readonly sourceNat: number;
  readonly byFamily: { readonly ipv4: number; readonly ipv6: number };
  readonly byProtocol: Readonly<Record<string, ProtocolJson>>;
  /** The largest first; entries without a zone are in none. */
  readonly byZone: readonly { readonly zone: number; readonly entries: number }[];
  readonly byMark: TopMarksJson;
  readonly unmarked: number;
  /** Seconds left, by protocol and state; where there are no states, "unreplied", "replied" and "offloaded". */
  readonly remaining: Readonly<Record<string, Readonly<Record<string, RemainingJson>>>>;
  /** Arrivals, likewise. */
  readonly rates: Readonly<Record<string, Readonly<Record<string, RateJson>>>>;
  readonly top: {
    readonly sources: TopAddressesJson;
    readonly destinations: TopAddressesJson;
    /** Destination ports. */
    readonly ports: TopPortsJson;
    /** Destination address and port. */
    readonly services: TopServicesJson;
    /** Sources of entries that nobody answered, and of those that somebody did. */
    readonly unrepliedSources: TopAddressesJson;
    readonly answeredSources: TopAddressesJson;
    /** Where they go; the port is null where the protocol has none. */
    readonly unrepliedServices: TopTargetsJson;
    readonly answeredServices: TopTargetsJson;
    /** Source ports of unanswered UDP, but for what goes to the same port, as NTP does between hosts. */
    readonly unrepliedSourcePorts: TopPortsJson;
  };
}

export interface BadLineJson {
  /** Counts from 1; of a dump in XML, the number of the flow. */
  readonly line: number;
  /** At most 200 characters. */
  readonly text: string;
  readonly reason: string;
}

export interface ProtocolJson {
  readonly entries: number;
  /** As the table names them; empty for protocols without states. Offloaded entries show none. */
  readonly byState: Readonly<Record<string, number>>;
  readonly unreplied: number;
  readonly assured: number;
  readonly offloaded: number;
}

export interface RemainingJson {
  readonly least: number;
  readonly median: number;
  readonly most: number;
  /** Entries with at least `from` and less than `to` seconds left. */
  readonly bars: readonly { readonly from: number; readonly to: number; readonly entries: number }[];
}

export interface RateJson {
  readonly entries: number;
  /** Arrivals a second, the mean over the window; null where it cannot be derived. */
  readonly perSecond: number | null;
  /** Why it cannot. */
  readonly reason: string | null;
  /** Seconds before the dump that the rate speaks of. */
  readonly window: number | null;
  /** The timeout that was given, or the largest remaining time in the dump. */
  readonly windowFrom: "setting" | "dump" | null;
  /** Of the rate, either way, with a chance of 95 %. */
  readonly margin: number | null;
  /** Of the parts of the window. */
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly steady: boolean | null;
  /** What expires unanswered a second, where only that can be said. */
  readonly atLeast: number | null;
}

/** Of a list of the most frequent. Each count may be too low by `error`, and is never too high; 0: all are exact. */
export interface TopJson {
  readonly error: number;
}

export interface TopAddressesJson extends TopJson {
  readonly items: readonly { readonly address: string; readonly entries: number }[];
}

export interface TopPortsJson extends TopJson {
  readonly items: readonly { readonly protocol: string; readonly port: number; readonly entries: number }[];
}

export interface TopServicesJson extends TopJson {
  readonly items: readonly { readonly address: string; readonly protocol: string; readonly port: number; readonly entries: number }[];
}

export interface TopTargetsJson extends TopJson {
  readonly items: readonly {
    readonly address: string;
    readonly protocol: string;
    readonly port: number | null;
    readonly entries: number;
  }[];
}

export interface TopMarksJson extends TopJson {
  readonly items: readonly { readonly mark: number; readonly entries: number }[];
}
