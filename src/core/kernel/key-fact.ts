// The shape of what we know about one sysctl key. Data only; the tables are in keys/.
import type { Handler } from "./handler.ts";
import type { Timeline } from "./timeline.ts";

export type Unit = "entries" | "buckets" | "seconds" | "bytes" | "switch" | "mode" | "protocol" | "count" | "expectations";

/** A default that depends on the machine is named, not written: hash-table.ts computes it. */
export type Default = number | "computed";

/** Which networking namespaces the value governs, and where it can be written. */
export type Scope =
  /** Each namespace has its own value and may write it. */
  | "namespace"
  /** One value for the machine, writable in the initial namespace only. */
  | "global"
  /** One value for the machine, with a file in every namespace. */
  | "shared";

export interface KeyFact {
  /** Path below /proc/sys, as "net/netfilter/nf_conntrack_max". */
  readonly path: string;
  readonly unit: Unit;
  /** Whether a kernel has the key (built with what `needs` names). */
  readonly present: Timeline<boolean>;
  readonly handler: Timeline<Handler>;
  readonly writable: Timeline<boolean>;
  readonly default: Timeline<Default>;
  readonly scope: Scope;
  /** The module that makes the file appear, and the build option behind it. */
  readonly needs: { readonly module: string; readonly option: string };
  /** Another path that is the same kernel variable. */
  readonly sameAs?: string;
}

/** What people are told about a key. */
export interface KeyWords {
  /** One sentence in our own words: what the value governs. */
  readonly meaning: string;
  /** Human sentence(s) on when it came and went, with the commit where one is known. */
  readonly history: { readonly since: string; readonly removed?: string };
  /** What surprises people; each one sentence, each measured or read in source. */
  readonly remarks?: readonly string[];
  /** Named meanings of single values (0 and 1 of a switch, protocol numbers). */
  readonly named?: readonly { readonly value: number; readonly means: string }[];
  readonly sources: readonly string[];
}
