// A packet's way through one chain and the chains it leads to.
import type { Chain, Rule } from "../model.ts";
import type { Met, Place, RuleResult } from "./branch.ts";
import { candidates, cannotMatch } from "./candidates.ts";
import { costOfSets } from "./near.ts";
import type { Packet } from "./packet.ts";
import { runRule } from "./rule.ts";
import { keyOf, type Side, type State, States } from "./state.ts";

/** The kernel follows 16 jumps (NFT_JUMP_STACK_SIZE); rules that go deeper are refused. */
const DEEPEST = 32;
/** What it costs to pass over a rule, against looking at it. */
const PASSED_OVER = 0.05;

/** Runs chains for one packet, and remembers what a chain did: many rules lead to the same ones. */
export class ChainRunner {
  readonly #place: Place;
  readonly #known = new Map<Chain, Map<string, States>>();
  readonly #open = new Set<Chain>();
  /** Rules looked at. */
  steps = 0;

  constructor(packet: Packet, place: Pick<Place, "tracked" | "untracked" | "early" | "hook" | "nat" | "mended">, met: (met: Met) => void) {
    this.#place = { ...place, packet, met };
  }

  /** The states in which packets leave the chain: sides that fell out of its end, or returned, are alive. */
  run(chain: Chain, state: State): States {
    const key = keyOf(state);
    const known = this.#known.get(chain)?.get(key);
    if (known) return new States([...known].map((one) => (one.partings.size === 0 ? { ...one, partings: state.partings } : one)));
    if (this.#open.has(chain) || this.#open.size > DEEPEST) return new States([state]);
    this.#open.add(chain);
    const left = new States();
    let states = new States();
    sort(state, states, left);
    for (const rule of candidates(chain, this.#place.packet)) {
      if (cannotMatch(rule, this.#place.packet)) {
        this.steps += PASSED_OVER;
        continue;
      }
      const next = new States();
      for (const one of states) this.#rule(rule, one, next, left);
      states = next;
      if (states.size === 0) break;
    }
    for (const one of states) left.add(one);
    this.#open.delete(chain);
    const back = new States([...left].map((one) => ({ ...one, tracked: inCaller(one.tracked), untracked: inCaller(one.untracked) })));
    const memory = this.#known.get(chain) ?? new Map<string, States>();
    memory.set(key, back);
    this.#known.set(chain, memory);
    return back;
  }

  #rule(rule: Rule, state: State, next: States, left: States): void {
    this.steps += 1 + costOfSets(rule, this.#place.packet);
    const { passed, taken } = runRule(rule, state, this.#place);
    // A map may send it more ways than any other rule.
    this.steps += taken.length;
    for (const one of passed) next.add(one);
    for (const { others, ...one } of taken) {
      if (!others) {
        this.#verdict(rule, one, next, left);
        continue;
      }
      // The side behind takes its own verdict from where the first one has led.
      const between = new States();
      this.#verdict(rule, one, between, between);
      for (const state of between) {
        const sides = { tracked: !one.tracked && state.tracked === "alive", untracked: !one.untracked && state.untracked === "alive" };
        this.#verdict(rule, { state, verdict: others, ...sides }, next, left);
      }
    }
  }

  #verdict(rule: Rule, taken: Taken, next: States, left: States): void {
    const { state, verdict } = taken;
    switch (verdict.kind) {
      case "accept":
        sort(withSides(state, taken, "accepted"), next, left);
        return;
      case "drop":
      case "reject":
        sort(withSides(state, taken, "dropped"), next, left);
        return;
      case "continue":
        next.add(state);
        return;
      case "return":
        sort(withSides(state, taken, "returned"), next, left);
        return;
      default:
        this.#jump(rule, taken, verdict, next, left);
    }
  }

  #jump(rule: Rule, taken: Taken, verdict: { readonly kind: "jump" | "goto"; readonly chain: string }, next: States, left: States): void {
    const target = rule.table.chains.get(verdict.chain);
    const { state } = taken;
    if (!target) {
      this.#place.met({ kind: "unknown", rule, text: `${verdict.kind} ${verdict.chain}` });
      next.add(state);
      return;
    }
    const enters = (side: Side, is: boolean): Side => (is || side === "accepted" || side === "dropped" ? side : "outside");
    const inside = { ...state, tracked: enters(state.tracked, taken.tracked), untracked: enters(state.untracked, taken.untracked) };
    const after = (side: Side, is: boolean, before: Side): Side =>
      side === "outside" ? before : is && side === "alive" && verdict.kind === "goto" ? "returned" : side;
    for (const one of this.run(target, inside)) {
      const tracked = after(one.tracked, taken.tracked, state.tracked);
      sort({ ...one, tracked, untracked: after(one.untracked, taken.untracked, state.untracked) }, next, left);
    }
  }
}

type Taken = Omit<RuleResult["taken"][number], "others">;

function withSides(state: State, taken: Taken, side: Side): State {
  return { ...state, tracked: taken.tracked ? side : state.tracked, untracked: taken.untracked ? side : state.untracked };
}

/** On to the next rule, where anything is left to go on. */
function sort(state: State, next: States, left: States): void {
  (state.tracked === "alive" || state.untracked === "alive" ? next : left).add(state);
}

function inCaller(side: Side): Side {
  return side === "returned" ? "alive" : side;
}
