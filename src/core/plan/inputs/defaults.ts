// The state before anybody has said anything: what the target kernel chooses, and no traffic at all.

import { defaultFeatures } from "../../kernel/entry-size.ts";
import { defaultTimeoutAt } from "../../kernel/plan-key.ts";
import { type KernelTarget, TARGET_PARTS } from "../../kernel/target.ts";
import { TIMEOUT_KEYS, type TimeoutKey, type WorkloadClass } from "../../sizing/workload.ts";
import { say } from "../../words/say.ts";
import { timeoutPath } from "../keys.ts";
import type { CalculatorState } from "../state.ts";
import { initialInputs } from "./inputs.ts";
import type { Sourced } from "./sourced.ts";

/** A class to be filled in: it asks for nothing until somebody says how many there are. */
export const NEW_CLASS: WorkloadClass = {
  name: say("TCP connections"),
  protocol: "tcp",
  rate: 0,
  duration: 0.25,
  ends: "closed",
  bothWays: true,
  packets: null,
  pairs: null,
  port: null,
  nat: false,
};

/** Where the source trees leave two defaults open, the longer. Kernels without the key have the same timeout built in. */
export function defaultTimeout(key: TimeoutKey, target: KernelTarget): number {
  const known = defaultTimeoutAt(timeoutPath(key), target);
  if (known === 0) throw new Error(`default unknown: ${key}`);
  return known;
}

/** The state before anybody has said anything. */
export function defaultState(target: KernelTarget, targetOrigin: CalculatorState["targetOrigin"] = ALL_DEFAULT): CalculatorState {
  const timeouts = Object.fromEntries(
    TIMEOUT_KEYS.map((key) => [key, { value: defaultTimeout(key, target), origin: "target" }]),
  ) as CalculatorState["timeouts"];
  return {
    ...initialInputs(target),
    target,
    targetOrigin,
    features: { value: defaultFeatures(target), origin: "target" },
    timeouts,
    classes: { value: [], origin: "default" },
    preset: null,
  };
}

/** The state for another target: what nobody set is chosen anew by that kernel, the rest stays. */
export function retarget(state: CalculatorState, target: KernelTarget, targetOrigin: CalculatorState["targetOrigin"]): CalculatorState {
  const now = defaultState(target, targetOrigin);
  const keep = <T>(old: Sourced<T>, fresh: Sourced<T>): Sourced<T> => {
    if (old.origin === "file" || old.origin === "typed") return old;
    return old.inFile === undefined ? fresh : { ...fresh, inFile: old.inFile };
  };
  const timeouts = Object.fromEntries(TIMEOUT_KEYS.map((key) => [key, keep(state.timeouts[key], now.timeouts[key])]));
  return {
    ...state,
    target,
    targetOrigin,
    max: keep(state.max, now.max),
    buckets: keep(state.buckets, now.buckets),
    features: keep(state.features, now.features),
    timeouts: timeouts as CalculatorState["timeouts"],
  };
}

const ALL_DEFAULT = Object.fromEntries(TARGET_PARTS.map(({ name }) => [name, "default"])) as CalculatorState["targetOrigin"];
