// All files of a tree as one configuration: what a program writes, in order, and what is in force in the end.
import type { KernelTarget } from "../kernel/target.ts";
import { targetOf } from "../kernel/target-words.ts";
import type { Applier } from "../sysctl/applier.ts";
import { controlComments } from "../sysctl/control.ts";
import { dotted } from "../sysctl/key-path.ts";
import { parse } from "../sysctl/parse.ts";
import { tooManyMatches } from "../text/limits.ts";
import { runBusybox } from "./appliers/busybox-run.ts";
import { createMachine, type InitialValues, type Machine } from "./appliers/machine.ts";
import { runProcps } from "./appliers/procps-run.ts";
import { type Event, isWrite, type Run } from "./appliers/run.ts";
import type { SetStatement } from "./appliers/statement.ts";
import { runSystemd } from "./appliers/systemd-run.ts";
import { fatesOf, type LineFate, winnersOf } from "./fates.ts";
import { initialValues, type ModuleState, moduleState } from "./modules/modules.ts";
import { once } from "./once.ts";
import type { OtherSetting } from "./other-programs/other-setting.ts";
import { type KubeProxySources, kubeProxyConfigurations, otherSettings } from "./other-programs/other-settings.ts";
import { type Detected, detectApplier } from "./tree/detect.ts";
import { type BusyboxBoot, type Plan, planBoot } from "./tree/plan.ts";
import type { Tree, TreeFile } from "./tree/tree.ts";

export interface EffectiveOptions extends KubeProxySources {
  /** What the files are for, where they do not say themselves. */
  readonly target: KernelTarget;
  /** "auto": what the tree shows, or else systemd. */
  readonly applier: Applier | "auto";
  /** What starts BusyBox; without it, what the tree shows. */
  readonly busyboxBoot?: BusyboxBoot;
}

export interface EffectiveSetting {
  /** Of the variable, below /proc/sys. */
  readonly path: string;
  /** Dotted. */
  readonly key: string;
  /** What reading the key gives: "1024" after 1000 buckets were asked for. */
  readonly value: string;
  readonly line: LineFate;
  /** All other lines about this key, in the order of the files. */
  readonly others: readonly LineFate[];
}

export interface HostConfiguration {
  readonly tree: Tree;
  readonly target: KernelTarget;
  readonly applier: Applier;
  readonly detected: Detected;
  /** Nobody said which program applies the files, and nothing in the tree tells. */
  readonly assumed: boolean;
  readonly plan: Plan;
  /** All that the program does, in order. */
  readonly events: readonly Event[];
  /** What reaches the kernel, in order; refused ones too. */
  readonly writes: readonly Event[];
  /** By key. Nothing for a key that no line ends up setting. */
  readonly settings: readonly EffectiveSetting[];
  /** Every line with each of its keys; worked out at each look. */
  readonly lines: Iterable<LineFate>;
  /** The write that sets a variable in the end, by path; undefined for a key that no line ends up setting. */
  readonly winner: (path: string) => Event | undefined;
  /** What the program did with the first statement of a line; of a pattern the first of several. Undefined where it did not get to it. */
  readonly eventOf: (statement: SetStatement) => Event | undefined;
  readonly module: ModuleState;
  /** What other programs set, as far as files tell. */
  readonly others: readonly OtherSetting[];
  /** What reading a key gives in the end, where that is known: from a line, the module's options, or the kernel. */
  readonly finalValue: (path: string) => string | undefined;
  /** The same as a number; undefined for a text that is none, too. */
  readonly finalNumber: (path: string) => bigint | undefined;
  /** Whether some line sets the key to what nobody can know: a placeholder, or what the target's builds disagree about. */
  readonly isOpen: (path: string) => boolean;
  /** Files and folders that should have been read and could not be, with the reason in a few words. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
}

const RUN: Readonly<Record<Applier, (files: readonly TreeFile[], machine: Machine) => Run>> = {
  systemd: runSystemd,
  procps: runProcps,
  busybox: runBusybox,
};

/** Runs one program over files; for a plan of more than one run, values carry over. */
export function runPlan(plan: Plan, machine: Machine): readonly Run[] {
  return plan.runs.map((files) => RUN[plan.applier](files, machine));
}

export function effective(tree: Tree, options: EffectiveOptions): HostConfiguration {
  const detected = detectApplier(tree);
  const applier = options.applier === "auto" ? detected.applier : options.applier;
  const busyboxBoot = options.busyboxBoot ?? detected.busyboxBoot;
  const plan = planBoot(tree, { applier, busyboxBoot });
  const target = targetIn(plan, options.target);
  const module = moduleState(tree, { target, applier, busyboxBoot });
  const { outcome, left } = run(plan, target, initialValues(module, target));
  const parts: Omit<HostConfiguration, keyof Outcome> = {
    tree,
    target,
    applier,
    detected,
    assumed: options.applier === "auto" && detected.because === undefined,
    plan,
    module,
    others: otherSettings(tree, options),
    unread: [...unreadOf(tree, plan), ...left, ...withoutReader(tree, options)],
  };
  // Spread, what the outcome makes when somebody asks would be made now.
  return Object.assign(outcome, parts);
}

function withoutReader(tree: Tree, { more, kubeProxy }: KubeProxySources): HostConfiguration["unread"] {
  if (kubeProxy) return [];
  return kubeProxyConfigurations(tree, more).map(({ path }) => ({
    path,
    reason: "a kube-proxy configuration, but the reader for it is missing",
  }));
}

export type Outcome = Pick<
  HostConfiguration,
  "events" | "writes" | "settings" | "lines" | "winner" | "eventOf" | "finalValue" | "finalNumber" | "isOpen"
>;

/** What the runs of a plan come to. Nothing is made before somebody asks for it: of a file that is typed in, few do. */
export function run(
  plan: Plan,
  target: KernelTarget,
  initial?: InitialValues,
): {
  readonly outcome: Outcome;
  /** What was not followed, and why. */
  readonly left: HostConfiguration["unread"];
} {
  const machine = createMachine({ target, templates: true, ...(initial && { initial }) });
  const runs = runPlan(plan, machine);
  const events = runs.length === 1 ? (runs[0]?.events ?? []) : runs.flatMap((one) => one.events);
  const winners = once(() => winnersOf(events));
  const fates = fatesOf(plan, runs, winners);
  const settings = once(() => settingsOf(winners(), fates.lines));
  const byLine = once(() => eventsByLine(events));
  const isOne = plan.runs.length === 1 && plan.runs[0]?.length === 1;
  const outcome: Outcome = {
    events,
    get writes() {
      return events.filter((event) => isWrite(event) || event.result === "unchanged");
    },
    get settings() {
      return settings();
    },
    lines: fates.lines,
    winner: (path) => winners().get(path),
    // A file that is read twice has two events a line, of which the better counts.
    eventOf: (statement) => (isOne ? ofStatement(byLine()[statement.line], statement) : fates.eventOf(statement)),
    finalValue: machine.read,
    finalNumber: machine.current,
    isOpen: machine.isOpen,
  };
  const left = runs.flatMap((one) => (one.left ? [{ path: one.left.file.path, reason: tooManyMatches(one.left.statement.line) }] : []));
  return { outcome, left };
}

function ofStatement(event: Event | undefined, statement: SetStatement): Event | undefined {
  return event?.statement === statement ? event : undefined;
}

/** Of one file, by line: what was done with the first statement there. An array, as there may be as many as lines. */
function eventsByLine(events: readonly Event[]): readonly (Event | undefined)[] {
  const byLine: (Event | undefined)[] = [];
  for (const event of events) {
    const { line, start } = event.statement;
    const known = byLine[line];
    if (!known || start < known.statement.start) byLine[line] = event;
  }
  return byLine;
}

/** What the files say in comments that they are for, later ones over earlier ones, over what the caller says. */
function targetIn({ runs }: Plan, base: KernelTarget): KernelTarget {
  let target = base;
  for (const { reading } of new Set(runs.flat())) {
    if (reading.problem === undefined && reading.text.includes("conntrack-target"))
      target = targetOf(target, controlComments(parse(reading.text)));
  }
  return target;
}

/** A dangling link is no file to anybody, and a common way to say so. */
function unreadOf(tree: Tree, plan: Plan): HostConfiguration["unread"] {
  const unread = [...tree.folders.values()].flatMap(({ path, problem }) => (problem === undefined ? [] : [{ path, reason: problem }]));
  for (const { path, reading } of new Set(plan.runs.flat())) {
    if (reading.problem !== undefined && reading.problem !== "missing") unread.push({ path, reason: reading.reason });
  }
  // Of what other programs read, only what was too much for us is missed.
  const told = new Set(unread.map(({ path }) => path));
  for (const { path, reading } of [...[...tree.folders.values()].flatMap(({ files }) => files), ...tree.files.values()])
    if (reading.problem === "too-large" && !told.has(path)) unread.push({ path, reason: reading.reason });
  return unread;
}

function settingsOf(winners: ReadonlyMap<string, Event>, lines: Iterable<LineFate>): readonly EffectiveSetting[] {
  const byPath = once(() => linesByPath(lines));
  const settings = [...winners].map(([path, event]) => new Winner(path, event, byPath));
  return settings.sort((a, b) => (a.path < b.path ? -1 : 1));
}

class Winner implements EffectiveSetting {
  readonly path: string;
  private readonly event: Event;
  private readonly byPath: () => ReadonlyMap<string, readonly LineFate[]>;

  constructor(path: string, event: Event, byPath: () => ReadonlyMap<string, readonly LineFate[]>) {
    this.path = path;
    this.event = event;
    this.byPath = byPath;
  }

  get key(): string {
    return dotted(this.path);
  }

  get value(): string {
    return this.event.now ?? this.event.statement.value;
  }

  get line(): LineFate {
    const { path, event } = this;
    return { path, file: event.file, statement: event.statement, event, fate: "wins" };
  }

  get others(): readonly LineFate[] {
    return (this.byPath().get(this.path) ?? []).filter(({ event }) => event !== this.event);
  }
}

function linesByPath(lines: Iterable<LineFate>): ReadonlyMap<string, readonly LineFate[]> {
  const byPath = new Map<string, LineFate[]>();
  for (const line of lines) {
    const known = byPath.get(line.path);
    if (known) known.push(line);
    else byPath.set(line.path, [line]);
  }
  return byPath;
}
