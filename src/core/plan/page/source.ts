// Fills the state from a sysctl.conf: every value that the file sets and the target kernel would take.
import { keyAt } from "../../kernel/at-target.ts";
import { findKey } from "../../kernel/catalogue.ts";
import { judge } from "../../kernel/judge.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import { targetOf } from "../../kernel/target-words.ts";
import { FEATURE_SWITCHES, featuresInForce } from "../../sizing/features.ts";
import { TIMEOUT_KEYS, type TimeoutKey } from "../../sizing/workload.ts";
import { type Applier, skippedBy, writtenValue } from "../../sysctl/applier.ts";
import { controlComments } from "../../sysctl/control.ts";
import type { SettingLine, SysctlDocument } from "../../sysctl/document.ts";
import { defaultState } from "../inputs/defaults.ts";
import { BUCKETS_PATH, MAX_PATH, MAX_PATHS, timeoutPath } from "../keys.ts";
import type { CalculatorState, Origin, Sourced } from "../state.ts";

export interface FileSource {
  readonly document: SysctlDocument;
  readonly applier: Applier;
  /** Where keys are set that another file of the tree decides ("90-vendor.conf:2"), by path. */
  readonly places?: Readonly<Record<string, string>>;
}

type Part = keyof CalculatorState["targetOrigin"];
type Origins = CalculatorState["targetOrigin"];

const PARTS: readonly Part[] = ["kernel", "arch", "hz", "memory"];

/** The state of a file, or of no file. The file's conntrack-target comment goes before `base`. */
export function stateFrom(base: KernelTarget, file?: FileSource): CalculatorState {
  const { target, origins } = targetIn(base, file);
  return filled(target, origins, file);
}

/**
 * The state after the file or the settings have changed: what was typed stays, with what the file says now beside it;
 * everything else follows. A typed part of the target changes what the kernel chooses by itself.
 */
export function followFile(state: CalculatorState, base: KernelTarget, file?: FileSource): CalculatorState {
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

function targetIn(base: KernelTarget, file: FileSource | undefined): { readonly target: KernelTarget; readonly origins: Origins } {
  const target = file ? targetOf(base, controlComments(file.document)) : base;
  const origin = (name: Part): Origin => {
    if (target[name] !== base[name]) return "file";
    return target[name] === undefined ? "default" : "target";
  };
  return { target, origins: { kernel: origin("kernel"), arch: origin("arch"), hz: origin("hz"), memory: origin("memory") } };
}

function filled(target: KernelTarget, origins: Origins, file: FileSource | undefined): CalculatorState {
  const state = defaultState(target, origins);
  if (!file) return state;
  const inForce = (...paths: readonly string[]): number | undefined => valueInForce(file, paths, target);
  const max = inForce(...MAX_PATHS);
  const at = (path: string): { readonly place?: string } => {
    const place = file.places?.[path];
    return place === undefined ? {} : { place };
  };
  return {
    ...state,
    // 0 and, where it is taken, a negative number set no limit: there is no table to size, so the default stays.
    max: max !== undefined && max < 1 ? { ...state.max, inFile: max, ...at(MAX_PATH) } : orDefault(max, state.max, at(MAX_PATH)),
    buckets: orDefault(inForce(BUCKETS_PATH), state.buckets, at(BUCKETS_PATH)),
    features: featuresIn(inForce, state),
    timeouts: timeoutsOf((key) => {
      const path = timeoutPath(key);
      const seconds = inForce(path);
      return seconds === undefined ? state.timeouts[key] : { value: Math.max(0, seconds), origin: "file", inFile: seconds, ...at(path) };
    }),
  };
}

/** The value that the last line to set one of the paths leaves behind; undefined where no line does. */
function valueInForce({ document, applier }: FileSource, paths: readonly string[], target: KernelTarget): number | undefined {
  let value: number | undefined;
  for (const line of document.lines) {
    if (line.kind === "setting" && paths.includes(line.key.path)) value = taken(line, applier, target) ?? value;
  }
  return value;
}

/** What the kernel makes of a line; undefined where nobody writes it, it is refused, or nobody knows. */
function taken(line: SettingLine, applier: Applier, target: KernelTarget): number | undefined {
  const fact = findKey(line.key.path);
  const written = writtenValue(applier, line.value.text);
  if (!fact || line.placeholder || written === undefined || skippedBy(applier, line)) return undefined;
  const key = keyAt(fact, target);
  if (key.present === "no" || key.writable === "no") return undefined;
  const { value } = judge(key, written, target);
  return value === undefined ? undefined : Number(value);
}

function featuresIn(inForce: (path: string) => number | undefined, { target, features }: CalculatorState): CalculatorState["features"] {
  if (FEATURE_SWITCHES.every(([path]) => inForce(path) === undefined)) return features;
  const value = featuresInForce(target, inForce);
  return { value, origin: "file", inFile: value };
}

function orDefault(inFile: number | undefined, value: Sourced<number>, at: { readonly place?: string }): Sourced<number> {
  return inFile === undefined ? value : { value: inFile, origin: "file", inFile, ...at };
}

function followed<T>(old: Sourced<T>, now: Sourced<T>): Sourced<T> {
  if (old.origin !== "typed") return now;
  return now.inFile === undefined ? { value: old.value, origin: "typed" } : { ...now, value: old.value, origin: "typed" };
}

function timeoutsOf(of: (key: TimeoutKey) => Sourced<number>): CalculatorState["timeouts"] {
  return Object.fromEntries(TIMEOUT_KEYS.map((key) => [key, of(key)])) as CalculatorState["timeouts"];
}
