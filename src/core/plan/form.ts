// The fields of the form: what each holds, shows and takes. Text in, a new state or a sentence out; no page in sight.
import { FEATURES, parseFeatures } from "../kernel/entry-size.ts";
import { largestBuckets } from "../kernel/hash-table.ts";
import { ARCHES } from "../kernel/target.ts";
import { readTargetPart } from "../kernel/target-words.ts";
import { ENDINGS, type Ending, PROTOCOLS, type Protocol, TIMEOUT_KEYS, type TimeoutKey, type WorkloadClass } from "../sizing/workload.ts";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatShare,
  parseBytes,
  parseCount,
  parseDuration,
  parseNumber,
  parseShare,
} from "../units/units.ts";
import { checkState } from "./inputs/check.ts";
import { FIRST_CLASS, retarget } from "./inputs/defaults.ts";
import { timeoutPath } from "./keys.ts";
import type { CalculatorState, Origin, Scenario, Sourced } from "./state.ts";

type TargetPart = keyof CalculatorState["targetOrigin"];
type ClassPart = keyof WorkloadClass;
type SimplePart =
  | "max"
  | "buckets"
  | "features"
  | "budget"
  | "namespaces"
  | "headroom"
  | "meanChain"
  | "peakFactor"
  | "failover"
  | "scenario";

export type FieldId =
  | `target.${TargetPart}`
  | SimplePart
  | "burst.factor"
  | "burst.seconds"
  | TimeoutKey
  | `classes.${number}.${ClassPart}`;

export type FieldGroup = "target" | "table" | "workload" | "planning" | "timeouts";

export interface Choice {
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

const INT_MAX = 2 ** 31 - 1;

/** How a kind of number is read and shown. */
interface NumberKind {
  readonly unit: string;
  readonly parse: (text: string) => number | undefined;
  /** Text that parses to the same number again. */
  readonly format: (value: number) => string;
  /** What to write instead of text that is not understood. */
  readonly like: string;
}

const COUNT: NumberKind = { unit: "", parse: parseCount, format: formatCount, like: "a count such as 262144, 256k or 0x40000" };
const BYTES: NumberKind = { unit: "bytes", parse: parseBytes, format: exactBytes, like: "a size such as 512M or 8G" };
const SECONDS: NumberKind = { unit: "seconds", parse: parseDuration, format: exactDuration, like: "a time such as 120, 2 h or 5d" };
const SHARE: NumberKind = { unit: "share", parse: parseShare, format: formatShare, like: "a share such as 25 % or 0.25" };
const NUMBER: NumberKind = { unit: "", parse: parseNumber, format: formatNumber, like: "a number such as 1000 or 0.5" };

/** Sizes are shown rounded; where that would change the number, the bytes are shown. */
function exactBytes(value: number): string {
  const short = formatBytes(value);
  return parseBytes(short.replaceAll(",", "")) === value ? short : String(value);
}

function exactDuration(value: number): string {
  const short = formatDuration(value);
  return parseDuration(short) === value ? short : String(value);
}

interface NumberField {
  readonly id: SimplePart | "burst.factor" | "burst.seconds";
  readonly group: FieldGroup;
  readonly label: string;
  readonly unit?: string;
  readonly kind: NumberKind;
  readonly help: string;
  /** Text that stands for no value. */
  readonly none?: true;
  readonly read: (state: CalculatorState) => Sourced<number | null>;
  readonly write: (state: CalculatorState, value: Sourced<number | null>) => CalculatorState;
}

/** A field that is one Sourced number of the state. */
function own(
  id: "max" | "buckets" | "namespaces" | "headroom" | "meanChain" | "peakFactor" | "budget",
): Pick<NumberField, "id" | "read" | "write"> {
  return { id, read: (state) => state[id], write: (state, value) => ({ ...state, [id]: value }) };
}

function ofBurst(part: "factor" | "seconds"): Pick<NumberField, "id" | "read" | "write"> {
  return {
    id: `burst.${part}`,
    read: ({ burst }) => ({ value: burst.value[part], origin: burst.origin }),
    write: (state, { value, origin }) => ({ ...state, burst: { value: { ...state.burst.value, [part]: value }, origin } }),
  };
}

const NUMBERS: readonly NumberField[] = [
  {
    ...own("max"),
    group: "table",
    label: "Max",
    unit: "entries",
    kind: COUNT,
    help: "nf_conntrack_max: the most entries each namespace may hold, such as 262144 or 256k.",
  },
  {
    ...own("buckets"),
    group: "table",
    label: "Buckets",
    unit: "buckets",
    kind: COUNT,
    help: "nf_conntrack_buckets: chains of the one hash table; the kernel rounds up to whole pages.",
  },
  {
    ...own("budget"),
    group: "planning",
    label: "Memory budget",
    kind: BYTES,
    none: true,
    help: "Kernel memory that the table may take when full, such as 256M; empty for no budget.",
  },
  {
    ...own("namespaces"),
    group: "planning",
    label: "Namespaces",
    unit: "namespaces",
    kind: COUNT,
    help: "Network namespaces, as of containers, that may each fill up to max: max is for each, memory is shared.",
  },
  {
    ...own("headroom"),
    group: "planning",
    label: "Headroom",
    kind: SHARE,
    help: "Share of max that is to stay free at the peak, such as 25 %.",
  },
  {
    ...own("meanChain"),
    group: "planning",
    label: "Average chain when full",
    unit: "nodes",
    kind: NUMBER,
    help: "Nodes that the recommended buckets keep to.",
  },
  {
    ...own("peakFactor"),
    group: "planning",
    label: "Peak factor",
    unit: "times",
    kind: NUMBER,
    help: "How many times the rates below the busiest lasting time has.",
  },
  {
    ...ofBurst("factor"),
    group: "planning",
    label: "Burst",
    unit: "times",
    kind: NUMBER,
    help: "How many times the usual rate a burst has.",
  },
  { ...ofBurst("seconds"), group: "planning", label: "Burst lasts", kind: SECONDS, help: "How long a burst lasts, such as 60 or 2 min." },
];

const TARGET_FIELDS: readonly { readonly part: TargetPart; readonly label: string; readonly unit: string; readonly help: string }[] = [
  { part: "kernel", label: "Kernel", unit: "", help: "Version of the kernel, as uname -r prints it." },
  { part: "arch", label: "Architecture", unit: "", help: "What the kernel is built for." },
  { part: "hz", label: "HZ", unit: "ticks a second", help: "CONFIG_HZ of the kernel; empty where it is not known." },
  {
    part: "memory",
    label: "Memory",
    unit: "bytes",
    help: "Of the machine, as MemTotal shows it, such as 8G; empty where it is not known.",
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
  closed: "closed by both sides",
  reset: "reset",
  idle: "abandoned while idle",
  "in-flight": "abandoned with data in flight",
  "fin-unanswered": "closed by one side, no answer",
  "half-closed": "closed by one side only",
  "last-ack-lost": "last acknowledgement lost",
  "half-open": "handshake never completed",
  unanswered: "never answered",
  stops: "packets stop",
};

const SCENARIO_NAMES: Readonly<Record<Scenario, string>> = { "cold-start": "from an empty table", burst: "a burst" };

/** All fields in the order of the form, the classes' fields last but for the timeouts. */
export function fieldsOf(state: CalculatorState): readonly FieldModel[] {
  const numbers = NUMBERS.map((field) => numberModel(field, state));
  return [
    ...TARGET_FIELDS.map((field) => targetModel(field, state)),
    ...numbers.filter(({ group }) => group === "table"),
    {
      ...model("features", "table", "Extensions", "list", state.features.value.join(", "), state.features),
      inFile: differs(state.features, (names) => names.join(", ")),
      choices: FEATURES.map((value) => ({ value, label: value })),
      help: "What each entry carries beside the flow itself; the first one costs a block of memory.",
    },
    ...numbers.filter(({ group }) => group === "planning"),
    {
      ...model("failover", "planning", "Failover", "switch", String(state.failover.value), state.failover),
      help: "Whether this machine must take over all flows of an equal partner.",
    },
    {
      ...model("scenario", "planning", "Over time", "choice", state.scenario.value, state.scenario),
      choices: (Object.keys(SCENARIO_NAMES) as Scenario[]).map((value) => ({ value, label: SCENARIO_NAMES[value] })),
      help: "What the drawing over time shows: an empty table that fills, or a burst on top of the usual traffic.",
    },
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
export function addClass(state: CalculatorState, flow: WorkloadClass = FIRST_CLASS): CalculatorState {
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
  file: "from the file",
  target: "from the target",
  default: "assumed",
  typed: "typed",
};

function changed(state: CalculatorState, id: FieldId, text: string): Edited {
  if (id.startsWith("target.")) return targetChanged(state, id.slice("target.".length) as TargetPart, text);
  if (id.startsWith("classes.")) return classChanged(state, id, text);
  const key = timeoutKey(id);
  if (key) {
    const seconds = parseDuration(text);
    if (seconds === undefined) return notUnderstood(text, SECONDS);
    return { state: { ...state, timeouts: { ...state.timeouts, [key]: typed(seconds, state.timeouts[key]) } } };
  }
  const field = NUMBERS.find((other) => other.id === id);
  if (field) {
    const value = field.none && text === "" ? null : field.kind.parse(text);
    if (value === undefined) return notUnderstood(text, field.kind);
    return { state: field.write(state, typed(value, field.read(state))) };
  }
  switch (id) {
    case "features": {
      const features = parseFeatures(text);
      return "error" in features ? features : { state: { ...state, features: typed(features, state.features) } };
    }
    case "failover":
      return text === "true" || text === "false"
        ? { state: { ...state, failover: typed(text === "true", state.failover) } }
        : { error: "Write true or false." };
    case "scenario": {
      const scenario = (Object.keys(SCENARIO_NAMES) as Scenario[]).find((name) => name === text);
      return scenario ? { state: { ...state, scenario: typed(scenario, state.scenario) } } : { error: "Write cold-start or burst." };
    }
    default:
      return { error: "There is no such field." };
  }
}

function targetChanged(state: CalculatorState, part: TargetPart, text: string): Edited {
  const { [part]: _old, ...others } = state.target;
  const targetOrigin = { ...state.targetOrigin, [part]: "typed" as const };
  if (text === "" && (part === "hz" || part === "memory")) {
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
  if (!flow) return { error: "There is no such class." };
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
      if (!protocol) return { error: `The protocol is one of ${PROTOCOLS.join(", ")}.` };
      const [first = "stops"] = ENDINGS[protocol];
      return { protocol, ends: ENDINGS[protocol].includes(flow.ends) ? flow.ends : first };
    }
    case "ends": {
      const ends = ENDINGS[flow.protocol].find((name) => name === text);
      return ends ? { ends } : { error: `Flows of ${flow.protocol} end in one of these ways: ${ENDINGS[flow.protocol].join(", ")}.` };
    }
    case "bothWays":
    case "nat":
      return text === "true" || text === "false" ? { [part]: text === "true" } : { error: "Write true or false." };
    case "rate":
    case "duration": {
      const kind = part === "rate" ? NUMBER : SECONDS;
      const value = kind.parse(text);
      return value === undefined ? notUnderstood(text, kind) : { [part]: value };
    }
    case "pairs":
    case "port": {
      const value = text === "" ? null : parseCount(text);
      return value === undefined ? notUnderstood(text, COUNT) : { [part]: value };
    }
    default:
      return { error: "There is no such field." };
  }
}

function typed<T>(value: T, before: Sourced<T>): Sourced<T> {
  return before.inFile === undefined ? { value, origin: "typed" } : { ...before, value, origin: "typed" };
}

function notUnderstood(text: string, { like }: NumberKind): { readonly error: string } {
  if (text === "") return { error: `Write ${like}.` };
  const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return { error: `"${shown}" is not understood: write ${like}.` };
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

function numberModel({ id, group, label, unit, kind, help, read }: NumberField, state: CalculatorState): FieldModel {
  const sourced = read(state);
  const print = (value: number | null): string => (value === null ? "" : kind.format(value));
  const sliders: Partial<Record<FieldId, number>> = { max: INT_MAX, buckets: largestBuckets(state.target) };
  const top = sliders[id];
  return {
    ...model(id, group, label, "text", print(sourced.value), sourced),
    unit: unit ?? kind.unit,
    value: sourced.value,
    inFile: differs(sourced, print),
    slider: top === undefined ? null : { min: 512, max: Math.min(top, 2 ** 27) },
    help,
  };
}

function targetModel({ part, label, unit, help }: (typeof TARGET_FIELDS)[number], { target, targetOrigin }: CalculatorState): FieldModel {
  const text = part === "kernel" ? target.kernel.text : part === "memory" ? memoryText(target.memory) : String(target[part] ?? "");
  return {
    ...model(`target.${part}`, "target", label, part === "arch" ? "choice" : "text", text, { origin: targetOrigin[part] }),
    unit,
    value: part === "hz" || part === "memory" ? (target[part] ?? null) : null,
    choices: part === "arch" ? ARCHES.map((value) => ({ value, label: value })) : [],
    help,
  };
}

function memoryText(memory: number | undefined): string {
  return memory === undefined ? "" : exactBytes(memory);
}

function timeoutModel(key: TimeoutKey, state: CalculatorState): FieldModel {
  const sourced = state.timeouts[key];
  return {
    ...model(key, "timeouts", key.replace("nf_conntrack_", "").replaceAll("_", " "), "text", exactDuration(sourced.value), sourced),
    unit: "seconds",
    value: sourced.value,
    inFile: differs(sourced, exactDuration),
    help: `${timeoutPath(key).replaceAll("/", ".")}, such as 120, 2 h or 5d.`,
  };
}

function classModels(flow: WorkloadClass, index: number, origin: Origin): readonly FieldModel[] {
  const field = (part: ClassPart, label: string, kind: FieldModel["kind"], text: string, rest: Partial<FieldModel>): FieldModel => {
    return { ...model(`classes.${index}.${part}`, "workload", label, kind, text, { origin }), ...rest };
  };
  const optional = (value: number | null): string => (value === null ? "" : formatCount(value));
  const ported = flow.protocol === "tcp" || flow.protocol === "udp" || flow.protocol === "sctp";
  return [
    field("name", "Name", "text", flow.name, { help: "What these flows are called in the drawings." }),
    field("protocol", "Protocol", "choice", flow.protocol, {
      choices: PROTOCOLS.map((value) => ({ value, label: PROTOCOL_NAMES[value] })),
      help: "What the flows speak.",
    }),
    field("rate", "New flows", "text", formatNumber(flow.rate), {
      unit: "a second",
      value: flow.rate,
      help: "New flows a second at usual times.",
    }),
    field("duration", "Duration", "text", exactDuration(flow.duration), {
      unit: "seconds",
      value: flow.duration,
      help: "Mean time from the first packet to the last, such as 0.25, 90 or 2 h.",
    }),
    field("ends", "Ends", "choice", flow.ends, {
      choices: ENDINGS[flow.protocol].map((value) => ({ value, label: ENDING_NAMES[value] })),
      help: "How the flows end, which decides the state that their entries wait in.",
    }),
    field("bothWays", "Packets both ways", "switch", String(flow.bothWays), { help: "Whether the other side answers." }),
    field("pairs", "Address pairs", "text", optional(flow.pairs), {
      unit: "pairs",
      value: flow.pairs,
      help: "Pairs of a local address and a destination that a client or proxy here opens them over; empty for many.",
    }),
    ...(ported
      ? [
          field("port", "Listening port", "text", optional(flow.port), {
            value: flow.port,
            help: "The port this host listens on for them, to see what going without tracking would save; empty for none.",
          }),
          field("nat", "NAT", "switch", String(flow.nat), {
            help: "Whether their addresses are translated here, which cannot go without tracking.",
          }),
        ]
      : []),
  ];
}
