// What became of every line that sets a key: which one is in force, and what happened to the others.

import { variableOf } from "../kernel/variable.ts";
import { keyPath } from "../sysctl/key-path.ts";
import { linesOf } from "./appliers/lines.ts";
import type { Event, Occurrence, Result, Run } from "./appliers/run.ts";
import type { SetStatement } from "./appliers/statement.ts";
import { once } from "./once.ts";
import { isGlob } from "./tree/glob.ts";
import type { Plan } from "./tree/plan.ts";
import type { Reading } from "./tree/port.ts";
import type { TreeFile } from "./tree/tree.ts";

type Fate =
  /** Its value is in force. */
  | "wins"
  /** The same as the line that is in force. */
  | "repeated"
  /** A later line, or write, sets something else. */
  | "overwritten"
  /** A file of the same name comes first. */
  | "masked"
  /** Another line keeps this one away from the key. */
  | "excluded"
  /** The kernel did not take the value. */
  | "refused"
  /** There is no such key. */
  | "missing"
  /** No program gets to read the line. */
  | "not read";

export interface LineFate {
  /** Path below /proc/sys of the variable; what BusyBox opens elsewhere begins with a slash. */
  readonly path: string;
  readonly file: TreeFile;
  readonly statement: SetStatement;
  readonly fate: Fate;
  /** The line that overwrote, repeated or excluded it, or the file that masks it. */
  readonly by?: Occurrence | undefined;
  readonly maskedBy?: TreeFile;
  /** The event behind it, where the line was reached at all. */
  readonly event?: Event;
}

/** Best first: a file that is read under two names has the better of its two fates. */
const RANK: readonly Fate[] = ["wins", "repeated", "overwritten", "refused", "excluded", "missing", "masked", "not read"];

export interface Fates {
  /** Of every line and key, each once: those that the program got to in the order in which it did, then the others. */
  readonly lines: Iterable<LineFate>;
  /** What the program did with a line; of a pattern the first of several. */
  readonly eventOf: (statement: SetStatement) => Event | undefined;
}

/** Told anew at each look and not kept: a tree may have a million lines, and few are asked for. */
export function fatesOf(plan: Plan, runs: readonly Run[], winners: () => ReadonlyMap<string, Event>): Fates {
  const all = (): Generator<LineFate> => everyFate(plan, runs, winners());
  const several = once(() => severalOf(plan, runs, all));
  const events = once(() => eventsByStatement(runs));
  let looks = 0;
  return {
    lines: { [Symbol.iterator]: () => (several().size > 0 ? eachOnce(all(), several()) : all()) },
    eventOf: (statement) => {
      const fates = several().get(statement);
      if (fates) return [...fates.values()][0]?.event;
      return looks++ < FEW ? lastEventOf(runs, statement) : events().get(statement);
    },
  };
}

/** A line that has several may have some of them twice. */
function* everyFate(plan: Plan, runs: readonly Run[], winners: ReadonlyMap<string, Event>): Generator<LineFate> {
  for (const { events } of runs) for (const event of events) yield fateOf(event, winners);
  yield* unreached(plan, runs);
  yield* passed(plan);
}

/** By key the fates of a line that may have more than one. */
type Several = ReadonlyMap<SetStatement, ReadonlyMap<string, LineFate>>;

/** Of patterns, and of lines in files that are read under more than one name: a statement is one object, whatever names lead to it. */
function severalOf({ runs, passed: others, isEachOnce }: Plan, made: readonly Run[], all: () => Iterable<LineFate>): Several {
  const again = new Set<Reading>();
  if (!isEachOnce) {
    const met = new Set<Reading>();
    for (const { reading } of [...runs.flat(), ...others.map(({ file }) => file)]) (met.has(reading) ? again : met).add(reading);
  }
  const several = new Map<SetStatement, Map<string, LineFate>>();
  const isPattern = ({ statement }: Event): boolean => isGlob(statement.key);
  // Of nearly all trees no line has several, which need not be looked for one by one.
  if (again.size === 0 && !made.some(({ events }) => events.some(isPattern))) return several;
  for (const fate of all()) {
    const { statement, path, file } = fate;
    if (!isGlob(statement.key) && !again.has(file.reading)) continue;
    const byPath = several.get(statement) ?? new Map<string, LineFate>();
    several.set(statement, byPath);
    const known = byPath.get(path);
    if (!known || RANK.indexOf(fate.fate) < RANK.indexOf(known.fate)) byPath.set(path, fate);
  }
  return several;
}

function* eachOnce(all: Iterable<LineFate>, several: Several): Generator<LineFate> {
  const told = new Set<LineFate>();
  for (const fate of all) {
    const best = several.get(fate.statement)?.get(fate.path);
    if (!best) yield fate;
    else if (!told.has(best)) {
      told.add(best);
      yield best;
    }
  }
}

/** Of most trees so many lines are looked at closely, or all: a map of very many takes longer than a few looks at each. */
const FEW = 32;

function lastEventOf(runs: readonly Run[], statement: SetStatement): Event | undefined {
  const isOf = (event: Event): boolean => event.statement === statement;
  return runs.findLast(({ events }) => events.some(isOf))?.events.findLast(isOf);
}

function eventsByStatement(runs: readonly Run[]): ReadonlyMap<SetStatement, Event> {
  const events = new Map<SetStatement, Event>();
  for (const run of runs) for (const event of run.events) events.set(event.statement, event);
  return events;
}

/** For each variable the last event that set it. */
export function winnersOf(events: readonly Event[]): ReadonlyMap<string, Event> {
  const winners = new Map<string, Event>();
  for (const event of events) if (event.result === "taken" || event.result === "unchanged") winners.set(variableOf(event.path), event);
  return winners;
}

function fateOf(event: Event, winners: ReadonlyMap<string, Event>): LineFate {
  const { file, result, statement } = event;
  const path = variableOf(event.path);
  const winner = winners.get(path);
  if (winner === event) return { path, file, statement, event, fate: "wins" };
  if (result === "taken" || result === "unchanged") return { path, file, statement, event, fate: "overwritten", by: winner };
  if (result === "repeated" && event.by) {
    const wins = winner?.file === event.by.file && winner.statement === event.by.statement;
    if (wins) return { path, file, statement, event, fate: "repeated", by: event.by };
    return { path, file, statement, event, fate: winner ? "overwritten" : "refused", by: winner };
  }
  return { path, file, statement, event, fate: FATES[result] ?? "refused", by: event.by };
}

const FATES: Readonly<Partial<Record<Result, Fate>>> = {
  refused: "refused",
  ignored: "refused",
  "nothing-written": "refused",
  "read-only": "refused",
  missing: "missing",
  "no-key": "missing",
  excluded: "excluded",
  cancelled: "excluded",
  replaced: "overwritten",
};

/** Lines of files that were opened, after the program stopped. */
function* unreached(plan: Plan, runs: readonly Run[]): Generator<LineFate> {
  for (const [index, files] of plan.runs.entries()) {
    const stop = runs[index]?.stopped;
    if (!stop) continue;
    const from = files.indexOf(stop.file);
    for (const file of files.slice(from)) {
      const after = file === stop.file ? stop.statement.start : -1;
      for (const line of lines(plan, file)) if (line.statement.start > after) yield { ...line, fate: "not read", by: stop };
    }
  }
}

function* passed(plan: Plan): Generator<LineFate> {
  for (const { file, why, by } of plan.passed)
    for (const line of lines(plan, file)) yield { ...line, fate: why === "masked" ? "masked" : "not read", ...(by && { maskedBy: by }) };
}

/** The settings of a file that no program reads, with the keys they would set; patterns are left out. */
function* lines(plan: Plan, file: TreeFile): Generator<Pick<LineFate, "path" | "file" | "statement">> {
  for (const statement of linesOf(plan.applier, file).all)
    if (statement.kind === "set" && !isGlob(statement.key)) yield { path: variableOf(keyPath(statement.key)), file, statement };
}
