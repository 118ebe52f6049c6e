// The fields of the form: what each holds, shows and takes. Text in, a new state or a sentence out; no page in sight.

import { FEATURES, parseFeatures } from "../kernel/entry-size.ts";
import { ARCHES, type PartName, TARGET_PARTS } from "../kernel/target.ts";
import { readTargetPart } from "../kernel/target-words.ts";
import { ENDINGS, type Ending, PROTOCOLS, type Protocol, TIMEOUT_KEYS, type TimeoutKey, type WorkloadClass } from "../sizing/workload.ts";
import { formatCount, formatNumber, parseCount, parseDuration } from "../units/units.ts";
import { say } from "../words/say.ts";
import { checkState } from "./inputs/check.ts";
import { NEW_CLASS, retarget } from "./inputs/defaults.ts";
import { type InputValue, mostOf, type PlanInput } from "./inputs/input.ts";
import { INPUT_IDS, type InputId, inputNamed, inputOf } from "./inputs/inputs.ts";
import { BYTES, COUNT, NUMBER, SECONDS } from "./inputs/number-kinds.ts";
import { type Origin, type Sourced, typed } from "./inputs/sourced.ts";
import { timeoutPath } from "./keys.ts";
import type { CalculatorState } from "./state.ts";

type TargetPart = PartName;
type ClassPart = keyof WorkloadClass;
export type FieldId = `target.${TargetPart}` | InputId | "features" | TimeoutKey | `classes.${number}.${ClassPart}`;

export type FieldGroup = "target" | "table" | "workload" | "planning" | "hosts" | "timeouts";

interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface FieldModel {
  readonly id: FieldId;
  readonly group: FieldGroup;
  readonly label: string;
  /** What the number is, for screen readers and beside the field: "entries", "seconds"; empty for words. */
  readonly unit: string;
  readonly kind: "text" | "choice" | "switch" | "list";
  /** As it stands in the field; a switch has "true" or "false", a list its values with commas. Empty: not set. */
  readonly text: string;
  /** The number behind the text, where there is one. */
  readonly value: number | null;
  readonly origin: Origin;
  /** "90-vendor.conf:2": the line that sets it, where it is one of another file. */
  readonly place: string | null;
  /** What the file says, as text, where it says something other than the value. */
  readonly inFile: string | null;
  /** Of a choice or a list. */
  readonly choices: readonly Choice[];
  /** Bounds of a slider on a logarithmic scale; null: no slider. */
  readonly slider: { readonly min: number; readonly max: number } | null;
  /** One sentence: what it is and what may be written. */
  readonly help: string;
}

export type Edited = { readonly state: CalculatorState } | { readonly error: string };

const TARGET_FIELDS: readonly { readonly part: TargetPart; readonly label: string; readonly unit: string; readonly help: string }[] = [
  { part: "kernel", label: say("Kernel"), unit: "", help: say("Kernel version, as printed by uname -r.") },
  { part: "arch", label: say("Architecture"), unit: "", help: say("Architecture the kernel is built for.") },
  { part: "hz", label: "HZ", unit: say("ticks per second"), help: say("CONFIG_HZ of the kernel; leave empty if unknown.") },
  {
    part: "memory",
    label: say("Memory"),
    unit: "bytes",
    help: say("Memory of the machine, as shown by MemTotal, such as 8G; leave empty if unknown."),
  },
  { part: "cpus", label: "CPUs", unit: "", help: say("Number of CPUs the machine can have; leave empty if unknown.") },
  {
    part: "pageSize",
    label: say("Page size"),
    unit: "bytes",
    help: say("4K, 16K or 64K; leave empty to derive it from the kernel's name."),
  },
];

const PROTOCOL_NAMES: Readonly<Record<Protocol, string>> = {
  tcp: "TCP",
  udp: "UDP",
  icmp: "ICMP",
  icmpv6: "ICMPv6",
  gre: "GRE",
  sctp: "SCTP",
  generic: "other",
};

const ENDING_NAMES: Readonly<Record<Ending, string>> = {
  closed: say("closed by both sides"),
  reset: say("reset"),
  idle: say("abandoned while idle"),
  "in-flight": say("abandoned with data in flight"),
  "fin-unanswered": say("closed by one side, no reply"),
  "half-closed": say("closed by one side only"),
  "last-ack-lost": say("last acknowledgement lost"),
  "half-open": say("handshake not completed"),
  unanswered: say("never answered"),
  refused: say("rejected with a reset"),
  "picked-up": say("only one direction seen, from mid-connection"),
  keepalive: say("abandoned, detected by keepalive"),
  "zero-window": say("stalled by a closed window"),
  "reset-ignored": say("reset outside the window"),
  offloaded: say("abandoned while a flowtable carries it"),
  stops: say("packets stop"),
};

/** All fields in the order of the form, the classes' fields last but for the timeouts. */
export function fieldsOf(state: CalculatorState): readonly FieldModel[] {
  return [
    ...TARGET_FIELDS.map((field) => targetModel(field, state)),
    ...inputModels("table", state),
    {
      ...model("features", "table", say("Extensions"), "list", state.features.value.join(", "), state.features),
      inFile: differs(state.features, (names) => names.join(", ")),
      choices: FEATURES.map((value) => ({ value, label: value })),
      help: say("Optional data in each entry; the first extension needs an extra block of memory."),
    },
    ...inputModels("planning", state),
    ...inputModels("hosts", state),
    ...state.classes.value.flatMap((flow, index) => classModels(flow, index, state.classes.origin)),
    ...TIMEOUT_KEYS.map((key) => timeoutModel(key, state)),
  ];
}

/** The state with a field's new text, or why it cannot be. Spaces around the text do not matter. */
export function editField(state: CalculatorState, id: FieldId, text: string): Edited {
  const next = changed(state, id, text.trim());
  if ("error" in next) return next;
  const problem = checkState(next.state).find(({ field }) => field === id);
  return problem ? { error: problem.message } : next;
}

/** The state with a field as the file has it; unchanged where the file says nothing of it. */
export function revertField(state: CalculatorState, id: FieldId): CalculatorState {
  const back = <T>(value: Sourced<T>): Sourced<T> =>
    value.inFile === undefined ? value : { ...value, value: value.inFile, origin: "file" };
  if (id === "max" && (state.max.inFile ?? 1) < 1) return state;
  if (id === "max" || id === "buckets") return { ...state, [id]: back(state[id]) };
  if (id === "features") return { ...state, features: back(state.features) };
  const key = timeoutKey(id);
  return key ? { ...state, timeouts: { ...state.timeouts, [key]: back(state.timeouts[key]) } } : state;
}

/** One class more, with a name of its own. */
export function addClass(state: CalculatorState, flow: WorkloadClass = NEW_CLASS): CalculatorState {
  const names = new Set(state.classes.value.map(({ name }) => name));
  let name = flow.name;
  for (let i = 2; names.has(name); i++) name = `${flow.name} ${i}`;
  return { ...state, classes: { value: [...state.classes.value, { ...flow, name }], origin: "typed" } };
}

export function removeClass(state: CalculatorState, index: number): CalculatorState {
  return { ...state, classes: { value: state.classes.value.filter((_, at) => at !== index), origin: "typed" } };
}

/** "from the file", as it stands beside a field. */
export const ORIGIN_WORDS: Readonly<Record<Origin, string>> = {
  file: say("from the file"),
  target: say("target"),
  default: say("default"),
  typed: say("edited"),
};

function changed(state: CalculatorState, id: FieldId, text: string): Edited {
  if (id.startsWith("target.")) return targetChanged(state, id.slice("target.".length) as TargetPart, text);
  if (id.startsWith("classes.")) return classChanged(state, id, text);
  const key = timeoutKey(id);
  if (key) {
    const seconds = parseDuration(text);
    if (seconds === undefined) return { error: SECONDS.like };
    return { state: { ...state, timeouts: { ...state.timeouts, [key]: typed(seconds, state.timeouts[key]) } } };
  }
  if (id === "features") {
    const features = parseFeatures(text);
    return "error" in features ? features : { state: { ...state, features: typed(features, state.features) } };
  }
  const name = inputNamed(id);
  if (!name) return { error: say("This field does not exist.") };
  const value = readInput(inputOf(name), text);
  return "error" in value ? value : { state: { ...state, [name]: typed<unknown>(value.value, state[name]) } };
}

/** What a text says for an input; whether it is within bounds is not looked at. */
function readInput(input: PlanInput, text: string): { readonly value: InputValue<PlanInput> } | { readonly error: string } {
  switch (input.type) {
    case "switch":
      return text === "true" || text === "false" ? { value: text === "true" } : { error: say("Write true or false.") };
    case "choice": {
      const choices = Object.keys(input.choices);
      return choices.includes(text) ? { value: text } : { error: say("Write one of {choices}.", { choices: choices.join(", ") }) };
    }
    case "optional-number":
    case "number": {
      if (input.type === "optional-number" && text === "") return { value: null };
      const value = input.kind.parse(text);
      return value === undefined ? { error: input.kind.like } : { value };
    }
  }
}

function targetChanged(state: CalculatorState, part: TargetPart, text: string): Edited {
  const { [part]: _old, ...others } = state.target;
  const targetOrigin = { ...state.targetOrigin, [part]: "typed" as const };
  if (text === "" && isOptional(part)) {
    return { state: retarget(state, others as CalculatorState["target"], targetOrigin) };
  }
  const { part: read, problem } = readTargetPart(part, text);
  if (problem !== undefined) return { error: `${problem[0]?.toUpperCase()}${problem.slice(1)}.` };
  return { state: retarget(state, { ...state.target, ...read }, targetOrigin) };
}

function classChanged(state: CalculatorState, id: FieldId, text: string): Edited {
  const [, at = "", part = ""] = id.split(".");
  const index = Number(at);
  const flow = state.classes.value[index];
  if (!flow) return { error: say("This class does not exist.") };
  const change = classPart(flow, part as ClassPart, text);
  if ("error" in change) return change;
  const value = state.classes.value.map((other, position) => (position === index ? { ...flow, ...change } : other));
  return { state: { ...state, classes: { value, origin: "typed" } } };
}

function classPart(flow: WorkloadClass, part: ClassPart, text: string): Partial<WorkloadClass> | { readonly error: string } {
  switch (part) {
    case "name":
      return { name: text };
    case "protocol": {
      const protocol = PROTOCOLS.find((name) => name === text);
      if (!protocol) return { error: say("The protocol must be one of {protocols}.", { protocols: PROTOCOLS.join(", ") }) };
      const [first = "stops"] = ENDINGS[protocol];
      return { protocol, ends: ENDINGS[protocol].includes(flow.ends) ? flow.ends : first };
    }
    case "ends": {
      const ends = ENDINGS[flow.protocol].find((name) => name === text);
      return ends
        ? { ends }
        : {
            error: say("Connections of {protocol} end in one of these ways: {endings}.", {
              protocol: flow.protocol,
              endings: ENDINGS[flow.protocol].join(", "),
            }),
          };
    }
    case "bothWays":
    case "nat":
      return text === "true" || text === "false" ? { [part]: text === "true" } : { error: say("Write true or false.") };
    case "rate":
    case "duration": {
      const kind = part === "rate" ? NUMBER : SECONDS;
      const value = kind.parse(text);
      return value === undefined ? { error: kind.like } : { [part]: value };
    }
    case "packets":
    case "pairs":
    case "port": {
      const value = text === "" ? null : parseCount(text);
      return value === undefined ? { error: COUNT.like } : { [part]: value };
    }
    default:
      return { error: say("This field does not exist.") };
  }
}

function timeoutKey(id: FieldId): TimeoutKey | undefined {
  return TIMEOUT_KEYS.find((key) => key === id);
}

function model(
  id: FieldId,
  group: FieldGroup,
  label: string,
  kind: FieldModel["kind"],
  text: string,
  { origin, place }: { readonly origin: Origin; readonly place?: string },
): FieldModel {
  const from = origin === "file" ? (place ?? null) : null;
  return { id, group, label, unit: "", kind, text, value: null, origin, place: from, inFile: null, choices: [], slider: null, help: "" };
}

function differs<T>(sourced: Sourced<T>, print: (value: T) => string): string | null {
  if (sourced.inFile === undefined) return null;
  const inFile = print(sourced.inFile);
  return inFile === print(sourced.value) ? null : inFile;
}

function inputModels(group: FieldGroup, state: CalculatorState): readonly FieldModel[] {
  return INPUT_IDS.filter((id) => inputOf(id).group === group).map((id) => inputModel(id, inputOf(id), state));
}

const FIELD_KINDS = { number: "text", "optional-number": "text", switch: "switch", choice: "choice" } as const;

function inputModel(id: InputId, input: PlanInput, state: CalculatorState): FieldModel {
  const sourced: Sourced<InputValue<PlanInput>> = state[id];
  const numeric = input.type === "number" || input.type === "optional-number" ? input : undefined;
  const print = (value: InputValue<PlanInput>): string => {
    if (value === null) return "";
    return numeric && typeof value === "number" ? numeric.kind.format(value) : String(value);
  };
  return {
    ...model(id, input.group, input.label, FIELD_KINDS[input.type], print(sourced.value), sourced),
    unit: numeric ? (numeric.unit ?? numeric.kind.unit) : "",
    value: typeof sourced.value === "number" ? sourced.value : null,
    inFile: differs(sourced, print),
    choices: input.type === "choice" ? Object.entries(input.choices).map(([value, label]) => ({ value, label })) : [],
    slider: numeric?.slider ? { min: 512, max: Math.min(mostOf(numeric, state.target), 2 ** 27) } : null,
    help: input.help,
  };
}

function targetModel({ part, label, unit, help }: (typeof TARGET_FIELDS)[number], { target, targetOrigin }: CalculatorState): FieldModel {
  const text = part === "kernel" ? target.kernel.text : SIZES.has(part) ? sizeText(target[part]) : String(target[part] ?? "");
  return {
    ...model(`target.${part}`, "target", label, part === "arch" ? "choice" : "text", text, { origin: targetOrigin[part] }),
    unit,
    value: part === "kernel" || part === "arch" ? null : (target[part] ?? null),
    choices: part === "arch" ? ARCHES.map((value) => ({ value, label: value })) : [],
    help,
  };
}

const SIZES: ReadonlySet<TargetPart> = new Set(["memory", "pageSize"]);

function sizeText(bytes: string | number | undefined): string {
  return typeof bytes === "number" ? BYTES.format(bytes) : "";
}

function isOptional(part: TargetPart): boolean {
  return TARGET_PARTS.some(({ name, optional }) => name === part && optional);
}

function timeoutModel(key: TimeoutKey, state: CalculatorState): FieldModel {
  const sourced = state.timeouts[key];
  return {
    ...model(key, "timeouts", key.replace("nf_conntrack_", "").replaceAll("_", " "), "text", SECONDS.format(sourced.value), sourced),
    unit: "seconds",
    value: sourced.value,
    inFile: differs(sourced, SECONDS.format),
    help: say("{key}, such as 120, 2 h or 5d.", { key: timeoutPath(key).replaceAll("/", ".") }),
  };
}

function classModels(flow: WorkloadClass, index: number, origin: Origin): readonly FieldModel[] {
  const field = (part: ClassPart, label: string, kind: FieldModel["kind"], text: string, rest: Partial<FieldModel>): FieldModel => {
    return { ...model(`classes.${index}.${part}`, "workload", label, kind, text, { origin }), ...rest };
  };
  const optional = (value: number | null): string => (value === null ? "" : formatCount(value));
  const ported = flow.protocol === "tcp" || flow.protocol === "udp" || flow.protocol === "sctp";
  return [
    field("name", say("Name"), "text", flow.name, { help: say("Name of these connections.") }),
    field("protocol", say("Protocol"), "choice", flow.protocol, {
      choices: PROTOCOLS.map((value) => ({ value, label: PROTOCOL_NAMES[value] })),
      help: say("Protocol of these connections."),
    }),
    field("rate", say("New connections"), "text", formatNumber(flow.rate), {
      unit: say("per second"),
      value: flow.rate,
      help: say("New connections per second at usual times."),
    }),
    field("duration", say("Lasts"), "text", SECONDS.format(flow.duration), {
      unit: "seconds",
      value: flow.duration,
      help: say("Mean time from the first packet to the last, such as 0.25, 90 or 2 h."),
    }),
    field("ends", say("Ends"), "choice", flow.ends, {
      choices: ENDINGS[flow.protocol].map((value) => ({ value, label: ENDING_NAMES[value] })),
      help: say("How the connections end, which determines the state in which their entries wait."),
    }),
    field("bothWays", say("Packets in both directions"), "switch", String(flow.bothWays), { help: say("Whether the other side replies.") }),
    ...(flow.protocol === "udp"
      ? [
          field("packets", say("Packets"), "text", optional(flow.packets), {
            value: flow.packets,
            help: say("Packets per connection, if they are few: 2 for a query and its reply, however late; leave empty for many."),
          }),
        ]
      : []),
    field("pairs", say("Address pairs"), "text", optional(flow.pairs), {
      value: flow.pairs,
      help: say("Number of pairs of local address and destination that a client or proxy here uses; leave empty for many."),
    }),
    ...(ported
      ? [
          field("port", say("Listening port"), "text", optional(flow.port), {
            value: flow.port,
            help: say("Port this host listens on, to see what it saves without tracking; leave empty for none."),
          }),
          field("nat", "NAT", "switch", String(flow.nat), {
            help: say("Whether this host translates their addresses, which requires tracking."),
          }),
        ]
      : []),
  ];
}
