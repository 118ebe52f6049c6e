// What a log says, in the JSON of `diagnose`.

export interface LogJson {
  readonly lines: number;
  readonly tableFull: TableFullJson;
  /** null where no line says that the table was full. */
  readonly drops: {
    /** Printed lines: each is a packet. */
    readonly atLeast: number;
    /** Printed and held back. */
    readonly about: number;
    readonly caveats: readonly string[];
  } | null;
  /** Lines that are often taken for those of a full table. */
  readonly lookalikes: readonly LookalikeJson[];
  /** Messages held back that no line of the log explains. */
  readonly unexplained: number;
  /** What the module said as it loaded. */
  readonly loaded: { readonly buckets: number; readonly max: number } | null;
  /** Settings that stand in the text, by path below /proc/sys. */
  readonly settings: Readonly<Record<string, number>>;
}

export interface TableFullJson {
  /** Lines that said so; a line that stands for several counts as several. */
  readonly printed: number;
  /** Messages held back that may have said so. */
  readonly suppressed: number;
  /** By the namespace that a line names; null: the initial one, or a kernel that names none. */
  readonly byNamespace: readonly { readonly namespace: string | null; readonly printed: number }[];
  readonly first: LogTimeJson | null;
  readonly last: LogTimeJson | null;
  /** From the first to the last; null where their times cannot be compared. */
  readonly seconds: number | null;
  /** The first of them. */
  readonly bursts: readonly BurstJson[];
  readonly burstCount: number;
  /** The first lines, at most 200 characters of each. */
  readonly samples: readonly string[];
}

export interface BurstJson {
  readonly from: LogTimeJson | null;
  readonly to: LogTimeJson | null;
  readonly printed: number;
  readonly suppressed: number;
}

export interface LogTimeJson {
  /** As the log has it. */
  readonly text: string;
  /** Of one clock. */
  readonly seconds: number;
  /** wall: since 1970. year: the same in a year that is not named. uptime: since the kernel started. */
  readonly clock: "wall" | "year" | "uptime";
}

export interface LookalikeJson {
  readonly id: string;
  /** limit: another limit was reached. conntrack: its own, or its packets. harmless: nothing is lost by it. */
  readonly weight: "limit" | "conntrack" | "harmless";
  readonly lines: number;
  readonly meaning: string;
  readonly keys: readonly string[];
  readonly sample: string;
}
