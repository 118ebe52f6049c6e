// The calculator's whole input as plain data, each value with its origin. It survives JSON and structured cloning.
// Nothing is computed here: page/source.ts fills it, form.ts edits it, model/ answers it.
import type { Feature } from "../kernel/entry-size.ts";
import type { KernelTarget, PartName } from "../kernel/target.ts";
import type { TimeoutKey, WorkloadClass } from "../sizing/workload.ts";
import type { InputStates } from "./inputs/inputs.ts";
import type { Origin, Sourced } from "./inputs/sourced.ts";

export interface CalculatorState extends InputStates {
  readonly target: KernelTarget;
  readonly targetOrigin: Readonly<Record<PartName, Origin>>;
  /** Extensions that each entry carries. */
  readonly features: Sourced<readonly Feature[]>;
  readonly timeouts: Readonly<Record<TimeoutKey, Sourced<number>>>;
  readonly classes: Sourced<readonly WorkloadClass[]>;
  /** The preset last applied, by its id. */
  readonly preset: string | null;
}
