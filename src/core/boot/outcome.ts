// What the runs of a plan come to: the program's writes, and what is in force in the end.
import type { KernelTarget } from "../kernel/target.ts";
import type { Applier } from "../sysctl/applier.ts";
import { dotted } from "../sysctl/key-path.ts";
import { tooManyMatches } from "../text/limits.ts";
import { runBusybox } from "./appliers/busybox-run.ts";
import { createMachine, type InitialValues, type Machine } from "./appliers/machine.ts";
import { runProcps } from "./appliers/procps-run.ts";
import { type Event, isWrite, type Run } from "./appliers/run.ts";
import type { SetStatement } from "./appliers/statement.ts";
import { runSystemd } from "./appliers/systemd-run.ts";
import type { EffectiveSetting, HostConfiguration } from "./configuration.ts";
import { fatesOf, type LineFate, winnersOf } from "./fates.ts";
import { once } from "./once.ts";
import type { Plan } from "./tree/plan.ts";
import type { TreeFile } from "./tree/tree.ts";

const RUN: Readonly<Record<Applier, (files: readonly TreeFile[], machine: Machine) => Run>> = {
  systemd: runSystemd,
  procps: runProcps,
  busybox: runBusybox,
};

/** Runs one program over files; for a plan of more than one run, values carry over. */
export function runPlan(plan: Plan, machine: Machine): readonly Run[] {
  return plan.runs.map((files) => RUN[plan.applier](files, machine));
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
  // A file that is read twice has two events a line, of which the better counts.
  const eventOf: Outcome["eventOf"] = (statement) => (isOne ? ofStatement(byLine()[statement.line], statement) : fates.eventOf(statement));
  const outcome = new Made(events, fates.lines, settings, (path) => winners().get(path), eventOf, machine);
  const left = runs.flatMap((one) =>
    one.left ? [{ path: one.left.file.path, reason: tooManyMatches(one.left.statement.line), file: one.left.file }] : [],
  );
  return { outcome, left };
}

/** Of a class: each object that is written out with getters has a shape of its own, which takes 4 KB and is collected late. */
class Made implements Outcome {
  readonly events: Outcome["events"];
  readonly lines: Outcome["lines"];
  readonly winner: Outcome["winner"];
  readonly eventOf: Outcome["eventOf"];
  readonly finalValue: Outcome["finalValue"];
  readonly finalNumber: Outcome["finalNumber"];
  readonly isOpen: Outcome["isOpen"];
  private readonly make: () => Outcome["settings"];

  constructor(
    events: Outcome["events"],
    lines: Outcome["lines"],
    settings: () => Outcome["settings"],
    winner: Outcome["winner"],
    eventOf: Outcome["eventOf"],
    { read, current, isOpen }: Machine,
  ) {
    this.events = events;
    this.lines = lines;
    this.make = settings;
    this.winner = winner;
    this.eventOf = eventOf;
    this.finalValue = read;
    this.finalNumber = current;
    this.isOpen = isOpen;
  }

  get writes(): Outcome["writes"] {
    return this.events.filter((event) => isWrite(event) || event.result === "unchanged");
  }

  get settings(): Outcome["settings"] {
    return this.make();
  }
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
