// The file *.conntrack-plan.json: a state as people keep it, read from unknown with a sentence for every mistake.
// media/conntrack-plan.schema.json says the same to editors; a test holds the two together.

import { FEATURES, type Feature, parseFeatures } from "../kernel/entry-size.ts";
import { DEFAULT_TARGET, type KernelTarget, TARGET_PARTS } from "../kernel/target.ts";
import { readTargetPart } from "../kernel/target-words.ts";
import { ENDINGS, type Ending, PROTOCOLS, type Protocol, TIMEOUT_KEYS, type TimeoutKey, type WorkloadClass } from "../sizing/workload.ts";
import { nearestNames } from "../text/edit-distance.ts";
import { quoted, visible } from "../text/visible.ts";
import { say } from "../words/say.ts";
import { checkState, MOST_CLASSES, TOO_MANY_CLASSES } from "./inputs/check.ts";
import { defaultState, NEW_CLASS, retarget } from "./inputs/defaults.ts";
import type { InputValue, PlanInput } from "./inputs/input.ts";
import { INPUT_IDS, type InputId, type InputStates, inputOf } from "./inputs/inputs.ts";
import { type Sourced, typed } from "./inputs/sourced.ts";
import type { StateProblem } from "./model/results.ts";
import type { CalculatorState } from "./state.ts";

const PLAN_VERSION = 1;
export const PLAN_FILE_ENDING = ".conntrack-plan.json";

export type ReadPlan = { readonly state: CalculatorState } | { readonly problems: readonly StateProblem[] };

/** The keys of a plan; every one but `version` may be missing, and is then what the target or we choose. */
const KEYS: readonly string[] = [
  "$schema",
  "version",
  "target",
  "features",
  "timeouts",
  "classes",
  ...new Set(INPUT_IDS.map((id) => id.split(".")[0] ?? id)),
];
const TARGET_KEYS = TARGET_PARTS.map(({ name }) => name);
const CLASS_KEYS = ["name", "protocol", "rate", "duration", "ends", "bothWays", "packets", "pairs", "port", "nat"] as const;

/** The names of inputs in a plan, each with its parts where it is an object of several. */
const INPUT_OBJECTS: ReadonlyMap<string, readonly string[]> = new Map(
  INPUT_IDS.map((id) => {
    const [name = id] = id.split(".");
    return [name, INPUT_IDS.filter((other) => other.startsWith(`${name}.`)).map((other) => other.slice(name.length + 1))];
  }),
);

type Values = Readonly<Record<string, unknown>>;

/** The keys of a plan, each with what JSON makes of its value; undefined for one that is left out. */
export type PlanFile = Readonly<Record<string, unknown>>;

/** Collects what is wrong while values are taken out of unknown. */
class Reader {
  readonly problems: StateProblem[] = [];

  wrong(field: string, message: string): undefined {
    this.problems.push({ field, message });
    return undefined;
  }

  object(field: string, value: unknown, keys: readonly string[]): Values | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return this.wrong(field, say("{field} must be an object.", { field: named(field) }));
    for (const key of Object.keys(value)) {
      if (keys.includes(key)) continue;
      const [near] = nearestNames(key, keys);
      this.wrong(
        join(field, key),
        near
          ? say('{key} is not a known field; did you mean "{field}"?', { key: quoted(key), field: near })
          : field
            ? say("{key} is not a known field in {field}.", { key: quoted(key), field })
            : say("{key} is not a known field in a plan.", { key: quoted(key) }),
      );
    }
    return value as Values;
  }

  /** Undefined where the key is missing, too: then nothing is said. */
  number(field: string, value: unknown): number | undefined {
    if (value === undefined || (typeof value === "number" && Number.isFinite(value))) return value;
    return this.wrong(field, say("{field} must be a number.", { field: named(field) }));
  }

  numberOrNull(field: string, value: unknown): number | null | undefined {
    return value === null ? null : this.number(field, value);
  }

  flag(field: string, value: unknown): boolean | undefined {
    if (value === undefined || typeof value === "boolean") return value;
    return this.wrong(field, say("{field} must be true or false.", { field: named(field) }));
  }

  choice<T extends string>(field: string, value: unknown, choices: readonly T[]): T | undefined {
    if (value === undefined) return undefined;
    return (
      choices.find((choice) => choice === value) ??
      this.wrong(field, say("{field} must be one of {choices}.", { field: named(field), choices: choices.join(", ") }))
    );
  }
}

/** Reads the text of a plan. What the plan does not say stays as in `start`. */
export function parsePlan(text: string, start: CalculatorState = defaultState(DEFAULT_TARGET)): ReadPlan {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    return {
      problems: [
        {
          field: "",
          message: say("This is not valid JSON: {why}.", { why: error instanceof Error ? visible(error.message) : String(error) }),
        },
      ],
    };
  }
  return readPlan(value, start);
}

/** Reads a plan that is already JSON. What it sets counts as typed. */
export function readPlan(value: unknown, start: CalculatorState = defaultState(DEFAULT_TARGET)): ReadPlan {
  const reader = new Reader();
  const plan = reader.object("", value, KEYS);
  if (!plan) return { problems: reader.problems };
  if (plan["version"] !== PLAN_VERSION) {
    const message =
      typeof plan["version"] === "number"
        ? say("The version of the plan is {version}, but this program reads version {known}.", {
            version: plan["version"],
            known: PLAN_VERSION,
          })
        : say("The version of the plan is missing: enter 1.");
    return { problems: [{ field: "version", message }] };
  }
  let state = targeted(reader, plan["target"], start);
  const over = <T>(old: Sourced<T>, next: T | undefined): Sourced<T> => (next === undefined ? old : typed(next, old));
  state = {
    ...state,
    ...inputsIn(reader, plan, state),
    features: over(state.features, featuresIn(reader, plan["features"])),
    timeouts: timeoutsIn(reader, plan["timeouts"], state.timeouts),
    classes: over(state.classes, classesIn(reader, plan["classes"])),
  };
  const problems = reader.problems.length > 0 ? reader.problems : checkState(state);
  return problems.length > 0 ? { problems } : { state };
}

/** The state as the text of a plan. */
export function printPlan(state: CalculatorState): string {
  return `${JSON.stringify(planOf(state), undefined, 2)}\n`;
}

/** A workload and the target it was measured on as a plan; undefined where it is none, wherever it is from. */
export function planOfWorkload(workload: unknown): PlanFile | undefined {
  if (typeof workload !== "object" || workload === null) return undefined;
  const { classes, target } = workload as Partial<Readonly<Record<"classes" | "target", unknown>>>;
  const said = target as KernelTarget | null | undefined;
  const plan: PlanFile = { version: PLAN_VERSION, ...(said && { target: targetOf(said) }), classes };
  return Array.isArray(classes) && "state" in readPlan(plan) ? plan : undefined;
}

/** A plan of nothing but the machine. */
export function planOfTarget(target: KernelTarget): PlanFile {
  return { version: PLAN_VERSION, target: targetOf(target) };
}

function targetOf({ kernel, arch, hz, memory, cpus, pageSize }: KernelTarget): PlanFile["target"] {
  return { kernel: kernel?.text, arch, hz, memory, cpus, pageSize };
}

/** The state as a plan: what was typed or comes from the file, and the whole workload and target. */
export function planOf(state: CalculatorState): PlanFile {
  const { target } = state;
  const set = <T>({ value, origin }: Sourced<T>): T | undefined => (origin === "typed" || origin === "file" ? value : undefined);
  const timeouts = Object.fromEntries(
    TIMEOUT_KEYS.map((key) => [key, set(state.timeouts[key])] as const).filter(([, value]) => value !== undefined),
  );
  return {
    version: PLAN_VERSION,
    target: targetOf(target),
    ...printInputs("table", state),
    features: set(state.features),
    timeouts: Object.keys(timeouts).length === 0 ? undefined : timeouts,
    ...printInputs("planning", state),
    ...printInputs("hosts", state),
    classes: state.classes.value.map(printClass),
  };
}

/** Without what goes without saying. */
function printClass({ packets, pairs, port, nat, ...flow }: WorkloadClass): object {
  const given = Object.entries({ packets, pairs, port }).filter(([, value]) => value !== null);
  return { ...flow, ...Object.fromEntries(given), ...(nat ? { nat } : {}) };
}

/** The inputs of a group that were typed or come from the file, by their names in a plan. */
function printInputs(group: PlanInput["group"], state: CalculatorState): PlanFile {
  const printed: Record<string, unknown> = {};
  for (const id of INPUT_IDS) {
    const { value, origin } = state[id];
    if (inputOf(id).group !== group || (origin !== "typed" && origin !== "file")) continue;
    const [name = id, part] = id.split(".");
    printed[name] = part === undefined ? value : { ...(printed[name] as object | undefined), [part]: value };
  }
  return printed;
}

/** Every input that a plan names, typed. */
function inputsIn(reader: Reader, plan: Values, before: InputStates): Partial<InputStates> {
  const read: Record<string, unknown> = {};
  for (const [name, parts] of INPUT_OBJECTS) {
    const values = parts.length === 0 || plan[name] === undefined ? plan : reader.object(name, plan[name], parts);
    for (const id of INPUT_IDS.filter((other) => other === name || parts.some((part) => other === `${name}.${part}`))) {
      const value = plan[name] === undefined ? undefined : inputIn(reader, id, values?.[id.split(".")[1] ?? id]);
      if (value !== undefined) read[id] = typed<unknown>(value, before[id]);
    }
  }
  return read;
}

function inputIn(reader: Reader, id: InputId, value: unknown): InputValue<PlanInput> | undefined {
  const input = inputOf(id);
  switch (input.type) {
    case "number":
      return reader.number(id, value);
    case "optional-number":
      return reader.numberOrNull(id, value);
    case "switch":
      return reader.flag(id, value);
    case "choice":
      return reader.choice(id, value, Object.keys(input.choices));
  }
}

function targeted(reader: Reader, value: unknown, state: CalculatorState): CalculatorState {
  if (value === undefined) return state;
  const parts = reader.object("target", value, TARGET_KEYS);
  let target = state.target;
  let origins = state.targetOrigin;
  for (const { name, optional } of TARGET_PARTS) {
    const part = parts?.[name];
    if (part === undefined || (part === null && optional)) continue;
    if (typeof part !== "string" && typeof part !== "number") {
      reader.wrong(`target.${name}`, say("{field} must be text or a number.", { field: named(`target.${name}`) }));
      continue;
    }
    const read = readTargetPart(name, String(part));
    if (read.problem !== undefined)
      reader.wrong(`target.${name}`, say("{part} is not valid: {problem}.", { part: quoted(String(part)), problem: read.problem }));
    target = { ...target, ...read.part };
    origins = { ...origins, [name]: "typed" };
  }
  return retarget(state, target, origins);
}

function featuresIn(reader: Reader, value: unknown): readonly Feature[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every((name) => typeof name === "string"))
    return reader.wrong("features", say('"features" must be a list of {features}.', { features: FEATURES.join(", ") }));
  const features = parseFeatures(value.join(","));
  return "error" in features ? reader.wrong("features", features.error) : features;
}

function timeoutsIn(reader: Reader, value: unknown, before: CalculatorState["timeouts"]): CalculatorState["timeouts"] {
  if (value === undefined) return before;
  const given = reader.object("timeouts", value, TIMEOUT_KEYS);
  const read: Partial<Record<TimeoutKey, Sourced<number>>> = {};
  for (const key of TIMEOUT_KEYS) {
    const seconds = reader.number(`timeouts.${key}`, given?.[key]);
    if (seconds !== undefined) read[key] = typed(seconds, before[key]);
  }
  return { ...before, ...read };
}

function classesIn(reader: Reader, value: unknown): readonly WorkloadClass[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return reader.wrong("classes", say('"classes" must be a list.'));
  if (value.length > MOST_CLASSES) return reader.wrong("classes", TOO_MANY_CLASSES);
  return value.flatMap((item, index) => classIn(reader, `classes.${index}`, item) ?? []);
}

/** Needs a protocol, a rate and a duration; the rest has what is usual for the protocol. */
function classIn(reader: Reader, field: string, value: unknown): WorkloadClass | undefined {
  const flow = reader.object(field, value, CLASS_KEYS);
  if (!flow) return undefined;
  const protocol: Protocol = reader.choice(`${field}.protocol`, flow["protocol"], PROTOCOLS) ?? "tcp";
  if (flow["protocol"] === undefined)
    reader.wrong(`${field}.protocol`, say("A class needs a protocol, one of {protocols}.", { protocols: PROTOCOLS.join(", ") }));
  for (const key of ["rate", "duration"]) {
    if (flow[key] === undefined)
      reader.wrong(
        `${field}.${key}`,
        key === "rate" ? say("A class needs a rate, in new connections per second.") : say("A class needs a duration, in seconds."),
      );
  }
  const name = flow["name"] ?? say("class {number}", { number: Number(field.split(".")[1]) + 1 });
  if (typeof name !== "string") reader.wrong(`${field}.name`, say("The name of a class must be text."));
  const [usual = "stops"]: readonly Ending[] = ENDINGS[protocol];
  return {
    ...NEW_CLASS,
    name: String(name),
    protocol,
    rate: reader.number(`${field}.rate`, flow["rate"]) ?? 0,
    duration: reader.number(`${field}.duration`, flow["duration"]) ?? 0,
    ends: reader.choice(`${field}.ends`, flow["ends"], ENDINGS[protocol]) ?? usual,
    bothWays: reader.flag(`${field}.bothWays`, flow["bothWays"]) ?? true,
    packets: reader.numberOrNull(`${field}.packets`, flow["packets"]) ?? null,
    pairs: reader.numberOrNull(`${field}.pairs`, flow["pairs"]) ?? null,
    port: reader.numberOrNull(`${field}.port`, flow["port"]) ?? null,
    nat: reader.flag(`${field}.nat`, flow["nat"]) ?? false,
  };
}

function named(field: string): string {
  return field === "" ? "A plan" : `"${field}"`;
}

function join(field: string, key: string): string {
  return field === "" ? key : `${field}.${key}`;
}
