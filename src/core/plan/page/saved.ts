// What a page keeps for its return: the file it belongs to, and what was typed. All else comes from the file again.

import type { Sourced } from "../inputs/sourced.ts";
import type { PlanChoice } from "../model/plans.ts";
import { type PlanFile, planOf, readPlan } from "../plan-file.ts";
import { PRESETS } from "../presets.ts";
import type { CalculatorState } from "../state.ts";

export interface Saved {
  readonly version: 1;
  /** Address of the file; null for a page without one. */
  readonly source: string | null;
  /** A plan of nothing but what was typed. */
  readonly plan: unknown;
  readonly preset: string | null;
  /** Which plan is chosen, and where the traffic is from, in words. */
  readonly choice: PlanChoice;
  readonly traffic: string | null;
}

export function save(source: string | null, state: CalculatorState, choice: PlanChoice, traffic: string | null): Saved {
  return { version: 1, source, plan: typedPlan(state), preset: state.preset, choice, traffic };
}

/** Undefined where it is nothing that a page saved. Whether the plan is one shows in `restore`. */
export function readSaved(value: unknown): Saved | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { version, source, plan, preset, choice, traffic } = value as Readonly<Record<string, unknown>>;
  if (version !== 1 || (source !== null && typeof source !== "string")) return undefined;
  return {
    version,
    source,
    plan,
    preset: typeof preset === "string" ? preset : null,
    choice: choice === "mine" ? "mine" : "recommended",
    traffic: typeof traffic === "string" ? traffic : null,
  };
}

/** What was typed, put over a state that comes from the file; that state itself where the plan cannot be read. */
export function restore(start: CalculatorState, { plan, preset }: Saved): CalculatorState {
  const read = readPlan(plan, start);
  return "state" in read ? { ...read.state, preset: PRESETS.find(({ id }) => id === preset)?.id ?? null } : start;
}

function typedPlan(state: CalculatorState): PlanFile {
  const { classes, target, ...plan } = planOf(withoutFile(state));
  const { targetOrigin } = state;
  const typed = Object.entries(target ?? {}).filter(([part]) => targetOrigin[part as keyof typeof targetOrigin] === "typed");
  return { ...plan, target: Object.fromEntries(typed), ...(state.classes.origin === "typed" && { classes }) };
}

/** A plan holds what comes from the file as well; here the file has its own say. */
function withoutFile(state: CalculatorState): CalculatorState {
  const rest = <T>(value: Sourced<T>): Sourced<T> => (value.origin === "file" ? { ...value, origin: "default" } : value);
  const timeouts = Object.fromEntries(Object.entries(state.timeouts).map(([key, value]) => [key, rest(value)]));
  return {
    ...state,
    max: rest(state.max),
    buckets: rest(state.buckets),
    features: rest(state.features),
    timeouts: timeouts as CalculatorState["timeouts"],
  };
}
