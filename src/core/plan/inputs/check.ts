// Whether a state can be computed with: the bounds of each value, said in words. Holds for typed, read and sent states.

import { FEATURES } from "../../kernel/entry-size.ts";
import { PAGE_SIZES } from "../../kernel/page-size.ts";
import { ENDINGS, TIMEOUT_KEYS, type WorkloadClass } from "../../sizing/workload.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { StateProblem } from "../model/results.ts";
import type { CalculatorState } from "../state.ts";
import { mostOf, type PlanInput } from "./input.ts";
import { INPUT_IDS, inputOf } from "./inputs.ts";

const INT_MAX = 2 ** 31 - 1;
/** Beyond this nothing real is described, and sums would lose their meaning. */
export const MOST_CLASSES = 50;
export const TOO_MANY_CLASSES = say("Enter at most {mostClasses} classes.", { mostClasses: MOST_CLASSES });
export const FASTEST_RATE = 1e9;
export const LONGEST_SECONDS = INT_MAX;
export const LONGEST_NAME = 80;

/** Everything that is wrong, in the order of the page. */
export function checkState(state: CalculatorState): readonly StateProblem[] {
  return [...problems(state)];
}

function* problems(state: CalculatorState): Generator<StateProblem> {
  const { target, classes } = state;
  yield* within("target.memory", say("Memory"), target.memory ?? 1, 1, Number.MAX_SAFE_INTEGER);
  yield* within("target.cpus", say("CPUs"), target.cpus ?? 1, 1, 8192);
  if (target.pageSize !== undefined && !PAGE_SIZES.includes(target.pageSize))
    yield { field: "target.pageSize", message: say("The page size must be 4K, 16K or 64K.") };
  yield* inputProblems("table", state);
  if (state.features.value.some((name) => !FEATURES.includes(name)))
    yield { field: "features", message: say("Features are some of {features}.", { features: FEATURES.join(", ") }) };
  for (const key of TIMEOUT_KEYS) yield* within(key, say("A timeout"), state.timeouts[key].value, 0, LONGEST_SECONDS);
  yield* inputProblems("planning", state);
  yield* inputProblems("hosts", state);
  // Names are held against each other, so no more than these are looked at.
  if (classes.value.length > MOST_CLASSES) yield { field: "classes", message: TOO_MANY_CLASSES };
  else for (const [index, flow] of classes.value.entries()) yield* classProblems(`classes.${index}`, flow, classes.value);
}

function* inputProblems(group: PlanInput["group"], state: CalculatorState): Generator<StateProblem> {
  for (const id of INPUT_IDS) {
    const input = inputOf(id);
    const { value } = state[id];
    if (input.group !== group) continue;
    if (input.type === "switch" && typeof value !== "boolean")
      yield { field: id, message: say("{label} must be true or false.", { label: input.label }) };
    if (input.type === "choice" && !Object.keys(input.choices).includes(String(value)))
      yield {
        field: id,
        message: say("{label} is one of {choices}.", { label: input.label, choices: Object.keys(input.choices).join(", ") }),
      };
    if (input.type === "switch" || input.type === "choice" || (input.type === "optional-number" && value === null)) continue;
    yield* (input.whole ? whole : within)(id, input.label, Number(value), input.least, mostOf(input, state.target));
  }
}

function* classProblems(field: string, flow: WorkloadClass, all: readonly WorkloadClass[]): Generator<StateProblem> {
  if (flow.name.trim() === "" || flow.name.length > LONGEST_NAME)
    yield { field: `${field}.name`, message: say("A class needs a name of 1 to {longestName} characters.", { longestName: LONGEST_NAME }) };
  else if (all.find(({ name }) => name === flow.name) !== flow)
    yield { field: `${field}.name`, message: say("Another class has this name already.") };
  const endings = ENDINGS[flow.protocol];
  if (endings === undefined) {
    yield {
      field: `${field}.protocol`,
      message: say("The protocol must be one of {endings}.", { endings: Object.keys(ENDINGS).join(", ") }),
    };
    return;
  }
  yield* within(`${field}.rate`, say("The rate"), flow.rate, 0, FASTEST_RATE);
  yield* within(`${field}.duration`, say("The duration"), flow.duration, 0, LONGEST_SECONDS);
  if (!endings.includes(flow.ends))
    yield {
      field: `${field}.ends`,
      message: say("Connections of {protocol} end in one of these ways: {endings}.", {
        protocol: flow.protocol,
        endings: endings.join(", "),
      }),
    };
  if (flow.pairs !== null) yield* whole(`${field}.pairs`, say("Address pairs"), flow.pairs, 1, 1_000_000);
  if (flow.packets !== null) yield* whole(`${field}.packets`, say("Packets"), flow.packets, 1, 1_000_000);
  if (flow.port !== null) yield* whole(`${field}.port`, say("The port"), flow.port, 1, 65535);
}

function* whole(field: string, name: string, value: number, least: number, most: number): Generator<StateProblem> {
  if (!Number.isInteger(value) || value < least || value > most)
    yield {
      field,
      message: say("{name} must be a whole number from {least} to {most}.", { name, least: formatCount(least), most: formatCount(most) }),
    };
}

function* within(field: string, name: string, value: number, least: number, most: number): Generator<StateProblem> {
  if (!(value >= least && value <= most))
    yield {
      field,
      message: say("{name} must be a number from {least} to {most}.", { name, least, most: most > 1e6 ? formatCount(most) : most }),
    };
}
