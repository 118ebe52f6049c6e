// What a page keeps for its return: the file it belongs to, and what was typed. All else comes from the file again.
import { printPlan, readPlan } from "../plan-file.ts";
import { PRESETS } from "../presets.ts";
import type { CalculatorState, Sourced } from "../state.ts";

export interface Saved {
  readonly version: 1;
  /** Address of the file; null for a page without one. */
  readonly source: string | null;
  /** A plan of nothing but what was typed. */
  readonly plan: unknown;
  readonly preset: string | null;
}

export function save(source: string | null, state: CalculatorState): Saved {
  return { version: 1, source, plan: typedPlan(state), preset: state.preset };
}

/** Undefined where it is nothing that a page saved. Whether the plan is one shows in `restore`. */
export function readSaved(value: unknown): Saved | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { version, source, plan, preset } = value as Readonly<Record<string, unknown>>;
  if (version !== 1 || (source !== null && typeof source !== "string")) return undefined;
  return { version, source, plan, preset: typeof preset === "string" ? preset : null };
}

/** What was typed, put over a state that comes from the file; that state itself where the plan cannot be read. */
export function restore(start: CalculatorState, { plan, preset }: Saved): CalculatorState {
  const read = readPlan(plan, start);
  return "state" in read ? { ...read.state, preset: PRESETS.find(({ id }) => id === preset)?.id ?? null } : start;
}

function typedPlan(state: CalculatorState): unknown {
  const plan: Record<string, unknown> = JSON.parse(printPlan(withoutFile(state)));
  if (state.classes.origin !== "typed") delete plan["classes"];
  const target = Object.entries((plan["target"] ?? {}) as Record<string, unknown>);
  plan["target"] = Object.fromEntries(
    target.filter(([part]) => state.targetOrigin[part as keyof CalculatorState["targetOrigin"]] === "typed"),
  );
  return plan;
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
