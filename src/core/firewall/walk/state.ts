// Where a packet is in its way through the rules, in both worlds at once: as it is tracked today, and untracked.
import type { Hook, Rule, Verdict } from "../model.ts";

/** `outside`: the other one is in a chain that this one did not enter; `returned`: it has left the chain for its caller. */
export type Side = "alive" | "outside" | "returned" | "accepted" | "dropped";

/** The rule at which the worlds first part. */
export interface Parting {
  readonly rule: Rule;
  readonly hook: Hook;
  /** Which one the rule takes. */
  readonly taken: "tracked" | "untracked";
  readonly verdict: Verdict | undefined;
  /** `state`: a ct state alone; `flags`: the flags of a later packet; `entry`: something that only an entry has. */
  readonly by: "state" | "flags" | "entry";
}

export interface State {
  readonly tracked: Side;
  readonly untracked: Side;
  /** A rule has taken the packet out of tracking as things are. */
  readonly notrack: boolean;
  /** A rule has given it a template, a zone for instance, after which notrack does nothing. */
  readonly template: boolean;
  /** A rule has changed its entry: what that holds is not known. */
  readonly written: boolean;
  /** Its destination was rewritten. */
  readonly natted: boolean;
  /** Possible marks; undefined for any. */
  readonly marks: readonly number[] | undefined;
  readonly partings: ReadonlySet<Parting>;
}

export const START: State = {
  tracked: "alive",
  untracked: "alive",
  notrack: false,
  template: false,
  written: false,
  natted: false,
  marks: [0],
  partings: new Set(),
};

const SIDES: readonly Side[] = ["alive", "outside", "returned", "accepted", "dropped"];

/** States that differ in what follows; those that do not are merged, so that their number is small. */
export class States {
  readonly #byKey = new Map<number, State>();

  constructor(states: Iterable<State> = []) {
    for (const state of states) this.add(state);
  }

  add(state: State): void {
    const sides = SIDES.indexOf(state.tracked) * SIDES.length + SIDES.indexOf(state.untracked);
    // Thousands of rules may each add a state: a number is found sooner than a text is made.
    const key = [state.notrack, state.template, state.written, state.natted, state.partings.size > 0].reduce(
      (sum, is) => sum * 2 + Number(is),
      sides,
    );
    const known = this.#byKey.get(key);
    this.#byKey.set(key, known ? merged(known, state) : state);
  }

  get size(): number {
    return this.#byKey.size;
  }

  [Symbol.iterator](): Iterator<State> {
    return this.#byKey.values();
  }
}

const MOST_MARKS = 8;
/** More ways to the same end say nothing new: they are mended one by one. */
const MOST_PARTINGS = 8;

function merged(one: State, other: State): State {
  if (one === other) return one;
  const marks = joinMarks(one.marks, other.marks);
  const partings =
    one.partings === other.partings || one.partings.size >= MOST_PARTINGS ? one.partings : new Set([...one.partings, ...other.partings]);
  return { ...one, marks, partings };
}

function joinMarks(one: readonly number[] | undefined, other: readonly number[] | undefined): readonly number[] | undefined {
  if (!one || !other) return undefined;
  if (one === other) return one;
  const all = [...new Set([...one, ...other])].sort((a, b) => a - b);
  return all.length > MOST_MARKS ? undefined : all;
}

/** For what was remembered of a chain: all that decides what it does. */
export function keyOf(state: State): string {
  return `${state.tracked}/${state.untracked}/${state.notrack}/${state.template}/${state.written}/${state.natted}/${state.partings.size > 0}/${state.marks?.join() ?? "*"}`;
}
