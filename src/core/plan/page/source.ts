// Fills the state from what a file leaves in force: every value that is known, with the place of it.
import { BUCKETS_PATH, MAX_PATH } from "../../kernel/table-keys.ts";
import { type KernelTarget, TARGET_PARTS } from "../../kernel/target.ts";
import { FEATURE_SWITCHES, featuresInForce } from "../../sizing/features.ts";
import { TIMEOUT_KEYS, type TimeoutKey } from "../../sizing/workload.ts";
import type { Applier } from "../../sysctl/applier.ts";
import { defaultState } from "../inputs/defaults.ts";
import type { Origin, Sourced } from "../inputs/sourced.ts";
import { timeoutPath } from "../keys.ts";
import type { CalculatorState } from "../state.ts";

/** The keys that a calculator is filled from. */
export const SOURCE_PATHS: readonly string[] = [
  MAX_PATH,
  BUCKETS_PATH,
  ...FEATURE_SWITCHES.map(([path]) => path),
  ...TIMEOUT_KEYS.map((key) => timeoutPath(key)),
];

export interface ValueInForce {
  /** What reading the key gives: a whole number. */
  readonly value: number;
  /** "90-vendor.conf:2" where another file decides it; null where the file itself does. */
  readonly place: string | null;
}

/** What a file comes to, alone or in its tree. */
export interface FileValues {
  /** What it is for: what it says itself over what it was given. */
  readonly target: KernelTarget;
  /** The program that applies it. */
  readonly applier: Applier;
  /** By path below /proc/sys; keys that nothing sets, or whose value nobody knows, are not in it. */
  readonly values: Readonly<Record<string, ValueInForce>>;
}

type Part = keyof CalculatorState["targetOrigin"];
type Origins = CalculatorState["targetOrigin"];

const PARTS: readonly Part[] = TARGET_PARTS.map(({ name }) => name);

/** The state of a file, or of no file. What the file says that it is for goes before `base`, the target of the settings. */
export function stateFrom(base: KernelTarget, file?: FileValues): CalculatorState {
  const { target, origins } = targetIn(base, file);
  return filled(target, origins, file);
}

/**
 * The state after the file or the settings have changed: what was typed stays, with what the file says now beside it;
 * everything else follows. A typed part of the target changes what the kernel chooses by itself.
 */
export function followFile(state: CalculatorState, base: KernelTarget, file?: FileValues): CalculatorState {
  let { target, origins } = targetIn(base, file);
  for (const name of PARTS) {
    if (state.targetOrigin[name] !== "typed") continue;
    target = { ...target, [name]: state.target[name] };
    origins = { ...origins, [name]: "typed" };
  }
  const now = filled(target, origins, file);
  return {
    ...state,
    target,
    targetOrigin: origins,
    max: followed(state.max, now.max),
    buckets: followed(state.buckets, now.buckets),
    features: followed(state.features, now.features),
    timeouts: timeoutsOf((key) => followed(state.timeouts[key], now.timeouts[key])),
  };
}

function targetIn(base: KernelTarget, file: FileValues | undefined): { readonly target: KernelTarget; readonly origins: Origins } {
  const target = file?.target ?? base;
  const origin = (name: Part): Origin => {
    const isSame = name === "kernel" ? target.kernel.text === base.kernel.text : target[name] === base[name];
    if (!isSame) return "file";
    return target[name] === undefined ? "default" : "target";
  };
  return { target, origins: Object.fromEntries(PARTS.map((name) => [name, origin(name)])) as Origins };
}

function filled(target: KernelTarget, origins: Origins, file: FileValues | undefined): CalculatorState {
  const state = defaultState(target, origins);
  if (!file) return state;
  const { values } = file;
  const max = values[MAX_PATH];
  return {
    ...state,
    // 0 and, where it is taken, a negative number set no limit: there is no table to size, so the default stays.
    max: max && max.value < 1 ? { ...state.max, inFile: max.value, ...placed(max) } : orDefault(max, state.max),
    buckets: orDefault(values[BUCKETS_PATH], state.buckets),
    features: featuresIn(values, state),
    timeouts: timeoutsOf((key) => {
      const found = values[timeoutPath(key)];
      if (!found) return state.timeouts[key];
      return { value: Math.max(0, found.value), origin: "file", inFile: found.value, ...placed(found) };
    }),
  };
}

function placed({ place }: ValueInForce): { readonly place?: string } {
  return place === null ? {} : { place };
}

function featuresIn(values: FileValues["values"], { target, features }: CalculatorState): CalculatorState["features"] {
  if (FEATURE_SWITCHES.every(([path]) => values[path] === undefined)) return features;
  const value = featuresInForce(target, (path) => values[path]?.value);
  return { value, origin: "file", inFile: value };
}

function orDefault(found: ValueInForce | undefined, value: Sourced<number>): Sourced<number> {
  return found ? { value: found.value, origin: "file", inFile: found.value, ...placed(found) } : value;
}

function followed<T>(old: Sourced<T>, now: Sourced<T>): Sourced<T> {
  if (old.origin !== "typed") return now;
  return now.inFile === undefined ? { value: old.value, origin: "typed" } : { ...now, value: old.value, origin: "typed" };
}

function timeoutsOf(of: (key: TimeoutKey) => Sourced<number>): CalculatorState["timeouts"] {
  return Object.fromEntries(TIMEOUT_KEYS.map((key) => [key, of(key)])) as CalculatorState["timeouts"];
}
