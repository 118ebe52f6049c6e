// The shape of a diagnosis: what happened, why, and what to do. Data only, for a page, a terminal and JSON alike.
import type { CauseId } from "./cause-words.ts";
import type { StepId } from "./step-review.ts";

/** Something to read: what, how, and why. */
export interface ReadStep {
  readonly kind: "read";
  readonly what: string;
  readonly command: string;
  readonly why: string;
}

/** Each can be a button. Keys are paths below /proc/sys. step-review.ts says whom each could hurt. */
export type Step = { readonly id: StepId } & (
  | {
      readonly kind: "set";
      readonly key: string;
      readonly value: number;
      readonly why: string;
      /** What changing it costs, in sentences. */
      readonly cost: string;
    }
  | { readonly kind: "rule"; readonly title: string; readonly rule: string; readonly why: string }
  | ReadStep
  | {
      readonly kind: "calculate";
      readonly why: string;
      /** With what was measured; null where nothing was, or more than one command line says. */
      readonly command: string | null;
    }
  | { readonly kind: "advice"; readonly text: string }
);

/** What a cause finds in the evidence. */
export interface Found {
  readonly id: CauseId;
  /** One sentence. */
  readonly title: string;
  /** certain: it is said or counted. likely: the figures point there. possible: it fits, as others do. */
  readonly confidence: "certain" | "likely" | "possible";
  /** Share of the trouble that it explains, 0 to 1: what causes are ranked by. */
  readonly weight: number;
  /** Figures, one sentence each. */
  readonly evidence: readonly string[];
  /** The one that helps most and harms least first. */
  readonly steps: readonly Step[];
  /** What the first step brought where the situation was staged on booted kernels, in one sentence; none where it was not. */
  readonly proven?: string;
}

export interface Cause extends Found {
  /** What would tell it from the causes that look like it; one sentence. */
  readonly apart: string;
  /** When nothing should be done about it; one sentence. */
  readonly leave: string;
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

export interface PlannedSetting {
  readonly key: string;
  readonly value: number;
  readonly was: number | null;
  readonly why: string;
  /** What changing it costs, in sentences. */
  readonly cost: string;
}

/** Settings that would have held what there is, and what they cost. */
export interface Plan {
  readonly settings: readonly PlannedSetting[];
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
  readonly next: readonly ReadStep[];
}
