// `plan`: from a workload to max, buckets, timeouts and kernel memory, and into a sysctl.conf.
import { APPLIERS, type Applier, DEFAULT_TARGET, FEATURES, parse, type SysctlDocument, TARGET_PARTS } from "../core/language/index.ts";
import {
  addClass,
  type CalculatorState,
  calculate,
  ENDINGS,
  editField,
  type FieldId,
  fileValues,
  followFile,
  hasOwnPlan,
  INPUT_IDS,
  inputOf,
  type PlanInput,
  PROTOCOLS,
  parsePlan,
  settingsToWrite,
  stateFrom,
} from "../core/plan/index.ts";
import { readFileText } from "../linux/index.ts";
import type { Command, ExitCode } from "./command.ts";
import type { Input, OptionSpec } from "./options.ts";
import { planText } from "./plan-report.ts";
import { readStdinText } from "./read-stdin.ts";
import { painter } from "./style.ts";
import { ARCH, CPUS, HZ, KERNEL, MEMORY, PAGE_SIZE, targetWord } from "./target-options.ts";
import { planJson } from "./to-json/plan.ts";
import { toJson } from "./to-json/text.ts";
import { UsageError } from "./usage-error.ts";
import { quoted, visible } from "./visible.ts";
import { IN_PLACE, readDestination, writeInto } from "./write-into.ts";

/** An option that is a field of the form; one without a value stands for the text `given`. */
interface FieldOption extends OptionSpec {
  readonly field: FieldId;
  readonly given?: string;
}

/** In the order they are set: the target chooses what is not set. */
const FIELDS: readonly FieldOption[] = [
  { ...KERNEL, field: "target.kernel" },
  { ...ARCH, field: "target.arch" },
  { ...HZ, field: "target.hz" },
  { ...MEMORY, field: "target.memory" },
  { ...CPUS, field: "target.cpus" },
  { ...PAGE_SIZE, field: "target.pageSize" },
  ...inputOptions("table"),
  { name: "features", value: "LIST", help: `optional data in each entry, from ${FEATURES.join(",")}`, field: "features" },
  ...inputOptions("planning"),
  ...inputOptions("hosts"),
];

/** The inputs of the calculator that have an option. */
function inputOptions(group: PlanInput["group"]): readonly FieldOption[] {
  return INPUT_IDS.map((id) => ({ id, ...inputOf(id) })).flatMap(({ id, type, group: own, option }) => {
    return own === group && option ? [{ ...option, field: id, ...(type === "switch" && { given: "true" }) }] : [];
  });
}

/** Options that describe the one class of a workload without a plan. */
const CLASS: readonly FieldOption[] = [
  { name: "protocol", value: "NAME", help: `${PROTOCOLS.join(", ")} (default tcp)`, field: "classes.0.protocol" },
  { name: "rate", value: "N", help: "new connections per second", field: "classes.0.rate" },
  {
    name: "duration",
    value: "TIME",
    help: "mean time from the first packet to the last, such as 0.25, 90 or 2h",
    field: "classes.0.duration",
  },
  { name: "ends", value: "HOW", help: `${ENDINGS.tcp.join(", ")} (default closed)`, field: "classes.0.ends" },
  { name: "one-way", help: "the other side does not reply", field: "classes.0.bothWays", given: "false" },
  {
    name: "packets",
    value: "N",
    help: "packets per connection if they are few, 2 for a query and its reply",
    field: "classes.0.packets",
  },
  {
    name: "pairs",
    value: "N",
    help: "number of pairs of local address and destination, for ephemeral ports",
    field: "classes.0.pairs",
  },
];

const MINE: OptionSpec = { name: "mine", help: "write the max and buckets given here instead of the recommended ones" };

export const plan: Command = {
  name: "plan",
  usage: "[--from FILE.conntrack-plan.json | --rate N --duration TIME] [--write FILE] [OPTION...]",
  summary: "Calculates max, buckets, timeouts and kernel memory for a workload, and can write them to a sysctl.conf",
  description: [
    "Rate and duration alone mean TCP, answered, closed normally, with the kernel's default timeouts.\nThe command line overrides the plan, and the plan overrides the values in the file.",
    "With --write, the table is checked with the max, buckets and timeouts in the file; then its keys are changed in\nplace, and missing keys are added at the end. The recommended values are written, which never lower a limit that is\ngiven or in effect; with --mine, the max and buckets given here. Given timeouts are written in both cases.",
  ],
  options: [
    { name: "from", value: "FILE", help: "a plan saved by the calculator, or - for standard input" },
    ...CLASS,
    ...FIELDS,
    { name: "write", value: "FILE", help: "the sysctl.conf to write the values to; created if missing" },
    IN_PLACE,
    MINE,
    {
      name: "applier",
      value: "NAME",
      choices: APPLIERS,
      help: `the program that applies that file: ${APPLIERS.join(", ")} (default systemd)`,
    },
    { name: "format", value: "FORMAT", choices: ["text", "json"], help: "text or json (default text)" },
  ],
  async run(input, output): Promise<ExitCode> {
    const [extra] = input.rest;
    if (extra !== undefined) throw new UsageError(`plan takes no ${quoted(extra)}; use --from FILE for a plan`);
    const path = input.value("write");
    if (path === undefined && input.has(IN_PLACE.name)) throw new UsageError("--in-place only works with --write; give both");
    const destination = path === undefined ? undefined : readDestination(path);
    const applier = APPLIERS.find((name) => name === input.value("applier")) ?? "systemd";
    const state = await readState(input, destination && parse(destination.text), applier);
    const results = calculate(state);
    if ("problems" in results) throw new UsageError(problemText(results.problems));
    const choice = input.has(MINE.name) ? "mine" : "recommended";
    if (choice === "mine" && !hasOwnPlan(state)) throw new UsageError("--mine writes the given values: give --max or --buckets");
    const text =
      input.value("format") === "json" ? toJson(planJson(state, results)) : planText(state, results, painter(output.colour), choice);
    await output.write(`${text}\n`);
    if (!destination) return 0;
    const how = { target: state.target, applier, inPlace: input.has(IN_PLACE.name) };
    return writeInto(destination, settingsToWrite(state, results, choice), how, output);
  },
};

async function readState(input: Input, document: SysctlDocument | undefined, applier: Applier): Promise<CalculatorState> {
  const from = input.value("from");
  const described = CLASS.filter(({ name }) => input.has(name));
  let state = stateFrom(DEFAULT_TARGET, document && fileValues(document, { target: DEFAULT_TARGET, applier }));
  if (from !== undefined) {
    const [first] = described;
    if (first) throw new UsageError(`--${first.name} describes a workload, and so does the plan: give only one of them`);
    state = await readPlanFile(from, state);
  } else {
    for (const name of ["rate", "duration"]) {
      if (input.value(name) === undefined)
        throw new UsageError(`plan needs --from FILE, or --rate N and --duration TIME; --${name} is missing`);
    }
    state = addClass(state);
  }
  const protocol = input.value("protocol");
  if (protocol !== undefined && protocol !== "tcp") state = renamed(state, `${protocol} flows`);
  for (const option of [...FIELDS, ...described]) {
    const { name, field, given } = option;
    if (!input.has(name)) continue;
    const value = given ?? (field.startsWith("target.") ? targetWord(input, option) : input.value(name)) ?? "";
    const edited = editField(state, field, value);
    if ("error" in edited) throw new UsageError(`--${name}: ${edited.error}`);
    state = edited.state;
  }
  return document ? forFile(state, document, applier) : state;
}

function renamed(state: CalculatorState, name: string): CalculatorState {
  const edited = editField(state, "classes.0.name", name);
  return "error" in edited ? state : edited.state;
}

/** What a file says it is for wins over everything, as in check; what it leaves in force is asked for that target. */
function forFile(state: CalculatorState, document: SysctlDocument, applier: Applier): CalculatorState {
  const file = fileValues(document, { target: state.target, applier });
  const said = TARGET_PARTS.map(({ name }) => name).filter((part) => file.target[part] !== state.target[part]);
  const targetOrigin = { ...state.targetOrigin, ...Object.fromEntries(said.map((part) => [part, "file"])) };
  return followFile({ ...state, targetOrigin }, DEFAULT_TARGET, file);
}

async function readPlanFile(path: string, start: CalculatorState): Promise<CalculatorState> {
  const read = path === "-" ? await readStdinText() : readFileText(path);
  if ("problem" in read) throw new UsageError(`${visible(path)}: ${visible(read.problem)}`);
  const result = parsePlan(read.text, start);
  if ("problems" in result) throw new UsageError(`${visible(path)}: ${problemText(result.problems)}`);
  return result.state;
}

function problemText(problems: readonly { readonly field: string; readonly message: string }[]): string {
  return problems
    .map(({ field, message }) => (field === "" || message.includes(`"${field}"`) ? message : `${visible(field)}: ${message}`))
    .join(" ");
}
