// What an input of the calculator is: one record, from which the state, its check, the form, the plan file with its
// schema, and the options of the command line follow.
import type { KernelTarget } from "../../kernel/target.ts";
import type { NumberKind } from "./number-kinds.ts";
import type { Origin } from "./sourced.ts";

interface Common<T> {
  /** Part of the form: the table itself, what it is planned for, or what the hosts at the ends do. */
  readonly group: "table" | "planning" | "hosts";
  readonly label: string;
  /** One sentence: what it is and what may be written. */
  readonly help: string;
  /** The same of its value in a plan file, where that is not written as in the form. */
  readonly inPlan?: string;
  /** Before anybody has said anything. */
  readonly initial: (target: KernelTarget) => T;
  /** Where that comes from; our own choice without it. */
  readonly initialOrigin?: (target: KernelTarget) => Origin;
  /** Of `plan` on the command line. A switch takes no value; `value` stands for the value in the help. */
  readonly option?: { readonly name: string; readonly value?: string; readonly help: string };
}

interface Numeric {
  readonly kind: NumberKind;
  /** Where the kind's own does not say what is counted. */
  readonly unit?: string;
  readonly whole: boolean;
  readonly least: number;
  readonly most: number | ((target: KernelTarget) => number);
  /** Whether a slider beside the field pays. */
  readonly slider?: true;
}

type NumberInput = Common<number> & Numeric & { readonly type: "number" };
/** null: not set; empty text in the form. */
type OptionalNumberInput = Common<number | null> & Numeric & { readonly type: "optional-number" };
type SwitchInput = Common<boolean> & { readonly type: "switch" };
type ChoiceInput<T extends string> = Common<T> & { readonly type: "choice"; readonly choices: Readonly<Record<T, string>> };

export type PlanInput = NumberInput | OptionalNumberInput | SwitchInput | ChoiceInput<string>;

export type InputValue<I> = I extends { readonly type: "number" }
  ? number
  : I extends { readonly type: "optional-number" }
    ? number | null
    : I extends { readonly type: "switch" }
      ? boolean
      : I extends { readonly type: "choice"; readonly choices: Readonly<Record<infer T, string>> }
        ? T
        : never;

/** The largest number that an input takes for a target. */
export function mostOf({ most }: Numeric, target: KernelTarget): number {
  return typeof most === "number" ? most : most(target);
}
