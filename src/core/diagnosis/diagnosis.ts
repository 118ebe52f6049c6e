// The shape of a diagnosis: what happened, why, and what to do. Data only, for a page, a terminal and JSON alike.
export type CauseId =
  | "time-wait-heavy"
  | "unreplied-few-sources"
  | "unreplied-many-sources"
  | "idle-established"
  | "inserts-refused"
  | "max-too-low"
  | "other-namespace"
  | "uncollected"
  | "not-conntrack"
  | "syn-flood"
  | "fin-wait"
  | "half-closed"
  | "picked-up"
  | "udp-streams"
  | "icmp-scan"
  | "setting-not-applied";

/** Each can be a button. Keys are paths below /proc/sys. */
export type Step =
  | { readonly kind: "set"; readonly key: string; readonly value: number; readonly why: string }
  | { readonly kind: "rule"; readonly title: string; readonly rule: string; readonly why: string }
  | { readonly kind: "read"; readonly what: string; readonly command: string; readonly why: string }
  | { readonly kind: "calculate"; readonly why: string }
  | { readonly kind: "advice"; readonly text: string };

export interface Cause {
  readonly id: CauseId;
  /** One sentence. */
  readonly title: string;
  /** certain: it is said or counted. likely: the figures point there. possible: it fits, as others do. */
  readonly confidence: "certain" | "likely" | "possible";
  /** Share of the trouble that it explains, 0 to 1: what causes are ranked by. */
  readonly weight: number;
  /** Figures, one sentence each. */
  readonly evidence: readonly string[];
  readonly steps: readonly Step[];
}

export interface Drops {
  readonly atLeast: number;
  /** Null where only a bound is known. */
  readonly about: number | null;
  readonly perSecond: number | null;
  /** What it was taken from. */
  readonly from: "log" | "statistics";
  readonly caveats: readonly string[];
}

/** Settings that would have held what there is, and what they cost. */
export interface Plan {
  readonly settings: readonly { readonly key: string; readonly value: number; readonly was: number | null; readonly why: string }[];
  /** Bytes of kernel memory for a full table; null where the kernel is not known. */
  readonly memory: number | null;
  /** How the figures were come by; one sentence each. */
  readonly basis: readonly string[];
}

export interface Diagnosis {
  /** One sentence. */
  readonly verdict: string;
  readonly severity: "loss" | "pressure" | "fine" | "unknown";
  readonly drops: Drops | null;
  /** When, as the log has it. */
  readonly since: string | null;
  readonly until: string | null;
  readonly causes: readonly Cause[];
  readonly plan: Plan | null;
  readonly known: readonly string[];
  readonly unknown: readonly string[];
  readonly next: readonly (Step & { readonly kind: "read" })[];
}
