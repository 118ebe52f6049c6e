// The calculator's whole input as plain data, each value with its origin. It survives JSON and structured cloning.
// Nothing is computed here: from-file.ts fills it, fields.ts edits it, results.ts answers it.
import type { Feature } from "../kernel/entry-size.ts";
import type { KernelTarget } from "../kernel/target.ts";
import type { TimeoutKey, WorkloadClass } from "../sizing/workload.ts";

/**
 * Where a value came from: the sysctl.conf, the target (its settings, or what that kernel chooses by itself), our own
 * default, or the user.
 */
export type Origin = "file" | "target" | "default" | "typed";

export interface Sourced<T> {
  readonly value: T;
  readonly origin: Origin;
  /** What the file says, wherever it says something: shown beside a value that was changed. */
  readonly inFile?: T;
  /** "90-vendor.conf:2": where that is set, if it is another file of the tree. */
  readonly place?: string;
}

/** What happens on the time axis of the fill chart. */
export interface Burst {
  /** Times the usual rate, 1 or more. */
  readonly factor: number;
  /** How long it lasts, in seconds. */
  readonly seconds: number;
}

export type Scenario = "cold-start" | "burst";

export interface CalculatorState {
  readonly target: KernelTarget;
  readonly targetOrigin: Readonly<Record<"kernel" | "arch" | "hz" | "memory", Origin>>;
  /** nf_conntrack_max, 1 to INT_MAX. */
  readonly max: Sourced<number>;
  /** As written; the kernel rounds up to whole pages. */
  readonly buckets: Sourced<number>;
  /** Extensions that each entry carries. */
  readonly features: Sourced<readonly Feature[]>;
  readonly timeouts: Readonly<Record<TimeoutKey, Sourced<number>>>;
  readonly classes: Sourced<readonly WorkloadClass[]>;
  /** Bytes of kernel memory that the table may take; null: none set. */
  readonly budget: Sourced<number | null>;
  /** Network namespaces that may each fill up to max, 1 or more: their memory adds up. */
  readonly namespaces: Sourced<number>;
  /** Share of max to be left free at the peak, 0 to 0.9. */
  readonly headroom: Sourced<number>;
  /** Nodes in an average chain of a full table that the recommendation keeps to, over 0. */
  readonly meanChain: Sourced<number>;
  /** The busiest lasting rate as a multiple of the classes' rates, 1 or more. */
  readonly peakFactor: Sourced<number>;
  /** Whether this machine must take over the flows of an equal partner. */
  readonly failover: Sourced<boolean>;
  readonly scenario: Sourced<Scenario>;
  readonly burst: Sourced<Burst>;
  /** The preset last applied, by its id. */
  readonly preset: string | null;
}
