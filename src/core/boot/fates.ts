// What became of every line that sets a key: which one is in force, and what happened to the others.

import { variableOf } from "../kernel/variable.ts";
import { keyPath } from "../sysctl/key-path.ts";
import { linesOf } from "./appliers/lines.ts";
import type { Event, Occurrence, Result, Run } from "./appliers/run.ts";
import type { SetStatement } from "./appliers/statement.ts";
import { isGlob } from "./tree/glob.ts";
import type { Plan } from "./tree/plan.ts";
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
  /** Of every line and key: those that the program got to in the order in which it did, then the others. */
  readonly lines: readonly LineFate[];
  /** What became of a line; of a pattern there are several, and this is the first. */
  readonly of: (statement: SetStatement) => LineFate | undefined;
}

/** Each line once for each key. */
export function fatesOf(plan: Plan, runs: readonly Run[], winners: ReadonlyMap<string, Event>): Fates {
  const reached = runs.flatMap(({ events }) => events.map((event) => fateOf(event, winners)));
  return best([reached, unreached(plan, runs), passed(plan)]);
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
function unreached(plan: Plan, runs: readonly Run[]): readonly LineFate[] {
  const fates: LineFate[] = [];
  for (const [index, files] of plan.runs.entries()) {
    const stop = runs[index]?.stopped;
    if (!stop) continue;
    const from = files.indexOf(stop.file);
    for (const file of files.slice(from)) {
      const after = file === stop.file ? stop.statement.start : -1;
      for (const line of lines(plan, file)) if (line.statement.start > after) fates.push({ ...line, fate: "not read", by: stop });
    }
  }
  return fates;
}

function passed(plan: Plan): readonly LineFate[] {
  return plan.passed.flatMap(({ file, why, by }) =>
    lines(plan, file).map((line): LineFate => ({ ...line, fate: why === "masked" ? "masked" : "not read", ...(by && { maskedBy: by }) })),
  );
}

/** The settings of a file that no program reads, with the keys they would set; patterns are left out. */
function lines(
  plan: Plan,
  file: TreeFile,
): readonly { readonly path: string; readonly file: TreeFile; readonly statement: SetStatement }[] {
  return linesOf(plan.applier, file).all.flatMap((statement) =>
    statement.kind === "set" && !isGlob(statement.key) ? [{ path: variableOf(keyPath(statement.key)), file, statement }] : [],
  );
}

/** A statement is one object, whatever names lead to its file. */
function best(all: readonly (readonly LineFate[])[]): Fates {
  const fates: LineFate[] = [];
  /** Where among them those of a statement are: nearly always one, and a pattern's as many as it matches keys. */
  const places = new Map<SetStatement, number | Map<string, number>>();
  const placeOf = ({ statement, path }: LineFate): number | undefined => {
    const known = places.get(statement);
    if (typeof known !== "number") return known?.get(path);
    return fates[known]?.path === path ? known : undefined;
  };
  const add = (fate: LineFate): void => {
    const place = fates.push(fate) - 1;
    const known = places.get(fate.statement);
    if (known === undefined) places.set(fate.statement, place);
    else if (typeof known === "number")
      places.set(
        fate.statement,
        new Map([
          [fates[known]?.path ?? "", known],
          [fate.path, place],
        ]),
      );
    else known.set(fate.path, place);
  };
  for (const some of all) {
    for (const fate of some) {
      const place = placeOf(fate);
      const known = place === undefined ? undefined : fates[place];
      if (place === undefined || known === undefined) add(fate);
      else if (RANK.indexOf(fate.fate) < RANK.indexOf(known.fate)) fates[place] = fate;
    }
  }
  const of = (statement: SetStatement): LineFate | undefined => {
    const place = places.get(statement);
    return typeof place === "object" ? fates[[...place.values()][0] ?? -1] : fates[place ?? -1];
  };
  return { lines: fates, of };
}
