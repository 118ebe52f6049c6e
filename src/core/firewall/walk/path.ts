// A packet's way through all hooks: base chains in order of priority, an accept ends one of them, a drop ends all.
import type { BaseChain, Chain, Hook, Rule, RuleSet, Table } from "../model.ts";
import { CONNTRACK_PRIORITY } from "../names.ts";
import type { Mended, Met } from "./branch.ts";
import { ChainRunner } from "./chain.ts";
import type { Packet, View } from "./packet.ts";
import { type Parting, START, type State, States } from "./state.ts";

/** Base chains of a hook, in the order in which the kernel calls them. */
interface Attached {
  readonly chain: Chain;
  readonly base: BaseChain;
  readonly table: Table;
}

export interface Hooks {
  readonly chains: ReadonlyMap<Hook, readonly Attached[]>;
  /** Rules at devices or bridges give marks to packets before any of these chains sees them. */
  readonly marked: boolean;
  /** Some are of iptables, and so will be the rules that are written. */
  readonly iptables: boolean;
}

export function hooksOf(sets: readonly RuleSet[], family: "ip" | "ip6"): Hooks {
  const hooks = new Map<Hook, Attached[]>();
  let marked = false;
  for (const { tables } of sets) {
    for (const table of tables) {
      if (table.family !== family && table.family !== "inet") marked ||= setsMarks(table);
      if ((table.family !== family && table.family !== "inet") || table.dormant) continue;
      for (const chain of table.chains.values()) {
        const { base } = chain;
        if (!base || base.hook === "ingress" || base.hook === "egress") {
          if (base?.hook === "ingress") marked ||= setsMarks(table);
          continue;
        }
        const list = hooks.get(base.hook);
        const attached = { chain, base, table };
        if (list) list.push(attached);
        else hooks.set(base.hook, [attached]);
      }
    }
  }
  for (const list of hooks.values()) list.sort((a, b) => a.base.priority - b.base.priority);
  const iptables = sets.some(({ syntax, tables }) => syntax === "iptables" && tables.length > 0);
  return { chains: hooks, marked, iptables };
}

function setsMarks({ family, chains }: Table): boolean {
  if (family === "ip" || family === "ip6" || family === "arp") return false;
  return [...chains.values()].some(({ rules }) =>
    rules.some(({ steps }) => steps.some(({ kind }) => kind === "set mark" || kind === "unknown")),
  );
}

/** One way in which a packet may end, in both worlds. */
interface Ending {
  readonly tracked: "passes" | "dropped";
  readonly untracked: "passes" | "dropped";
  readonly notrack: boolean;
  readonly natted: boolean;
  readonly partings: ReadonlySet<Parting>;
}

export interface Way {
  readonly endings: readonly Ending[];
  /** But for rules that name a port. */
  readonly met: readonly Met[];
  /** A rule names a port of the packet's. */
  readonly named: boolean;
  readonly steps: number;
}

/** What it costs to set out, in rules. */
const PER_WALK = 2;

export function walk(hooks: Hooks, packet: Packet, mended: Mended = new Map(), state: Partial<State> = {}): Way {
  const met = new Map<string, Map<Rule, Met>>();
  let named = false;
  const note = (one: Met): void => {
    // Of ports that clients come from thousands of rules may name some.
    if (one.kind === "named") {
      named = true;
      return;
    }
    const key = one.kind === "limit" ? `limit ${one.side}` : one.kind === "nat" ? `nat ${one.sure}` : one.kind;
    const known = met.get(key) ?? new Map<Rule, Met>();
    met.set(key, known.set(one.rule, known.get(one.rule) ?? one));
  };
  const marks = hooks.marked && packet.hooks[0] === "prerouting" ? undefined : START.marks;
  let states: States = new States([{ ...START, marks, ...state }]);
  let steps = PER_WALK;
  for (const hook of packet.hooks) {
    for (const attached of hooks.chains.get(hook) ?? []) {
      const runner = new ChainRunner(packet, viewsAt(packet, hook, attached, mended), note);
      const next = new States();
      for (const one of states) for (const after of throughChain(runner, attached, one, packet, hook)) next.add(after);
      states = next;
      steps += runner.steps;
    }
  }
  const endings = [...states].map(({ tracked, untracked, notrack, natted, partings }): Ending => {
    const passes = (side: State["tracked"]): Ending["tracked"] => (side === "dropped" ? "dropped" : "passes");
    return { tracked: passes(tracked), untracked: passes(untracked), notrack, natted, partings };
  });
  return { endings, met: [...met.values()].flatMap((byRule) => [...byRule.values()]), named, steps };
}

/** Before conntrack has seen a packet it has no state: INVALID to a rule that asks, unless it was taken out already. */
function viewsAt(packet: Packet, hook: Hook, { base, table }: Attached, mended: Mended) {
  const early = (hook === "prerouting" || hook === "output") && base.priority < CONNTRACK_PRIORITY;
  const invalid = (view: View): View => ({ ...view, state: "invalid" });
  // Our own rules come last among nft's chains at raw's priority, and first in iptables' raw table.
  const before = base.priority < -300 || (base.priority === -300 && table.syntax === "nft");
  return {
    early,
    hook,
    nat: base.type === "nat",
    mended,
    tracked: early ? invalid(packet.tracked) : packet.tracked,
    untracked: early && before ? invalid(packet.untracked) : packet.untracked,
  };
}

function* throughChain(runner: ChainRunner, { chain, base }: Attached, state: State, packet: Packet, hook: Hook): Iterable<State> {
  const gone = (side: State["tracked"]): boolean => side === "dropped";
  if (gone(state.tracked) && gone(state.untracked)) return void (yield state);
  // NAT is for the packet that opens a flow: no other one sees its chains, and no untracked one.
  const nat = base.type === "nat";
  // On the loopback it is settled by the time that the packet comes in.
  const isNew =
    packet.tracked.state === "new" && packet.kind === "first" && !(packet.loopback && (hook === "prerouting" || hook === "input"));
  const enters = (side: State["tracked"], sees: boolean): State["tracked"] => (gone(side) ? "dropped" : sees ? "alive" : "outside");
  const inside: State = {
    ...state,
    tracked: enters(state.tracked, !nat || (isNew && !state.notrack)),
    untracked: enters(state.untracked, !nat),
  };
  if (inside.tracked !== "alive" && inside.untracked !== "alive") return void (yield state);
  for (const after of runner.run(chain, inside)) {
    const settle = (side: State["tracked"]): State["tracked"] =>
      side === "dropped" || (side === "alive" && base.policy === "drop") ? "dropped" : "alive";
    yield { ...after, tracked: settle(after.tracked), untracked: settle(after.untracked) };
  }
}
