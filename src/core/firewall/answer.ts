// Does a class of flows need tracking? Its packets are walked through the rules as they are tracked today and untracked.
import type { Rule } from "./model.ts";
import { TCP } from "./names.ts";
import { establishedPacket, type Packet, type PacketKind, packetsOf, type Role } from "./walk/packet.ts";
import { type Hooks, type Way, walk } from "./walk/path.ts";
import type { Met } from "./walk/rule.ts";
import type { Parting } from "./walk/state.ts";

export type Answer = "untracked-now" | "works-untracked" | "works-with-changes" | "needs-tracking" | "unknown";

/** A rule that has to let untracked packets through as it does tracked ones. */
export interface Mend {
  readonly rule: Rule;
  readonly family: "ip" | "ip6";
  readonly kind: PacketKind;
  readonly parting: Parting;
  readonly loopback: boolean;
  /** Packets that open a connection are not to be let in here. */
  readonly withoutSyn: boolean;
}

export interface Reason {
  readonly rule: Rule;
  readonly why: string;
}

export interface FamilyAnswer {
  readonly answer: Answer;
  readonly reasons: readonly Reason[];
  readonly mends: readonly Mend[];
  /** No packet that opens such a flow gets through: nothing of it is in the table. */
  readonly dropped: boolean;
  /** Where the destination is rewritten: always, for some packets, or never; `redirect` stays on this host. */
  readonly dnat: { readonly when: "always" | "maybe" | "never"; readonly away: boolean };
  /** Source addresses of the class are rewritten. */
  readonly snat: boolean;
  /** Rules that name the port were met. */
  readonly named: boolean;
  /** A zone is set before the raw rules: ours have to come first. */
  readonly zone: boolean;
  readonly steps: number;
}

const NAT_WORDS = {
  dnat: "rewrites the destination",
  redirect: "redirects the packet to a port of this host",
  snat: "rewrites the source",
  masquerade: "rewrites the source (masquerade)",
} as const;
const ENTRY_WORDS = {
  count: "counts connections, and only entries can be counted",
  "mark read": "takes a mark from the connection's entry",
  helper: "assigns a helper, which reads the tracked connection",
  synproxy: "answers connections in place of the server (synproxy)",
} as const;

const ZONE = "puts the packet into a zone, which undoes notrack";

/** More rounds than rules that part on one way never come to anything. */
const MOST_MENDS = 24;

export function answerFor(hooks: Hooks, family: "ip" | "ip6", protocol: number, port: number, role: Role): FamilyAnswer {
  let packets = packetsOf(family, protocol, port, role);
  const first = packets[0] as Packet;
  const ways = new Map<Packet, Way>(
    packets.map((packet) => [packet, packet.kind === "error" ? errorWay(hooks, packet, role).way : walk(hooks, packet)]),
  );
  let steps = [...ways.values()].reduce((sum, way) => sum + way.steps, 0);
  const opening = ways.get(first) as Way;
  const reply = ways.get(packets[1] as Packet) as Way;
  const metAll = [...ways.values()].flatMap(({ met }) => met);
  const base = {
    mends: [],
    reasons: [],
    dropped: opening.endings.every(({ tracked }) => tracked === "dropped"),
    dnat: dnatOf(opening),
    snat: opening.met.some((met) => met.kind === "nat" && (met.nat === "snat" || met.nat === "masquerade")),
    named: metAll.some(({ kind }) => kind === "named"),
    zone: metAll.some(({ kind }) => kind === "zone"),
  };
  const result = (answer: Answer, reasons: readonly Reason[] = [], mends: readonly Mend[] = []): FamilyAnswer => ({
    ...base,
    answer,
    reasons,
    mends,
    steps,
  });

  const out = (way: Way): boolean => way.endings.length > 0 && way.endings.every(({ notrack }) => notrack);
  if (out(opening) && out(reply)) return result("untracked-now");
  if (out(opening))
    packets = packets.map((packet) => (packet.kind === "reply" ? { ...packet, tracked: { ...packet.tracked, state: "invalid" } } : packet));

  if (base.dropped) {
    // Nothing of it is ever in the table. Untracked packets must not get in either.
    const found = mendsFor(hooks, first, family);
    steps += found.steps;
    if (found.mends.length === 0 && !found.cannot && !metAll.some(({ kind }) => kind === "unknown")) return result("works-untracked");
  }
  const needs = reasonsOf(ways);
  if (needs.length > 0) return result("needs-tracking", needs);
  const unknown = metAll.flatMap((met): readonly Reason[] =>
    met.kind === "unknown" ? [{ rule: met.rule, why: `${met.text.slice(0, 80)} is not understood` }] : [],
  );
  if (unknown.length > 0) return result("unknown", unique(unknown));

  const loop = packets.find(({ loopback }) => loopback);
  const loopIsDropped = loop !== undefined && ways.get(loop)?.endings.every(({ tracked }) => tracked === "dropped") === true;
  const mends: Mend[] = [];
  for (const packet of packets) {
    // What nobody can open has no packets that follow.
    if (base.dropped && packet !== first) continue;
    if (packet.loopback && packet.kind === "reply" && loopIsDropped) continue;
    const found = packet.kind === "error" ? errorWay(hooks, packet, role).mending : mendsFor(hooks, packet, family, ways.get(packet));
    steps += found.steps;
    if (found.cannot) return result(found.cannot.answer, [found.cannot]);
    mends.push(...found.mends);
  }
  if (!base.dropped) {
    const limited = limitsOf(hooks, protocol === TCP ? (packets.find(({ kind }) => kind === "later") as Packet) : first, family);
    if (limited && !limited.mend) return result("needs-tracking", [limited.reason]);
    if (limited?.mend) mends.push(limited.mend);
  }
  const opens = mends.find(({ kind, parting }) => kind === "reply" && role === "own" && parting.taken === "tracked");
  if (opens)
    return result("needs-tracking", [
      { rule: opens.rule, why: "lets replies in by their state; letting them in by source port would open the host" },
    ]);
  const guarded = mends.map((mend): Mend => (mend.kind === "reply" && role === "forwarded" ? { ...mend, withoutSyn: true } : mend));
  const through = guarded.find(({ kind, withoutSyn }) => kind === "reply" && withoutSyn);
  if (through && protocol !== TCP)
    return result("needs-tracking", [
      { rule: through.rule, why: "lets replies through by their state; letting them through by source port would open what is behind" },
    ]);
  if (guarded.length === 0) return result("works-untracked");
  return result("works-with-changes", unique(guarded.map(({ rule, kind }) => ({ rule, why: CHANGE_WORDS[kind] }))), guarded);
}

const CHANGE_WORDS: Readonly<Record<PacketKind, string>> = {
  first: "lets new connections through by their state",
  later: "lets packets of open connections through by their state",
  reply: "lets replies through by their state",
  error: "decides on ICMP errors by their state; about untracked flows they arrive as invalid",
};

function reasonsOf(ways: ReadonlyMap<Packet, Way>): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const [packet, { met }] of ways) {
    // An ICMP error that meets such a rule says nothing of the flow.
    if (packet.kind === "error") continue;
    for (const one of met) {
      if (one.kind === "nat") reasons.push({ rule: one.rule, why: NAT_WORDS[one.nat] });
      else if (one.kind === "entry") reasons.push({ rule: one.rule, why: ENTRY_WORDS[one.why] });
      // nft_ct_set_zone_eval() puts a template over what notrack has set, and notrack leaves a template alone: in either order.
      else if (one.kind === "zone" && one.rule.table.syntax === "nft") reasons.push({ rule: one.rule, why: ZONE });
    }
  }
  return unique(reasons);
}

function unique(reasons: readonly Reason[]): readonly Reason[] {
  const seen = new Set<Rule>();
  return reasons.filter(({ rule }) => !seen.has(rule) && seen.add(rule));
}

function dnatOf({ endings, met }: Way): FamilyAnswer["dnat"] {
  const nats = met.filter(
    (one): one is Extract<Met, { kind: "nat" }> => one.kind === "nat" && (one.nat === "dnat" || one.nat === "redirect"),
  );
  const passing = endings.filter(({ tracked }) => tracked === "passes");
  const when = nats.length === 0 ? "never" : passing.every(({ natted }) => natted) ? "always" : "maybe";
  return { when, away: nats.some(({ nat }) => nat === "dnat") };
}

interface ErrorWay {
  readonly way: Way;
  readonly mending: Mending;
}

const errorWays = new WeakMap<Hooks, Map<string, ErrorWay>>();

/** Errors about all ports go the same way: it is walked once. */
function errorWay(hooks: Hooks, packet: Packet, role: Role): ErrorWay {
  const key = `${role} ${packet.family} ${packet.icmpType} ${packet.hooks.join()}`;
  const known = errorWays.get(hooks)?.get(key);
  if (known) return known;
  const way = walk(hooks, packet);
  const found = { way: { ...way, steps: 0 }, mending: { ...mendsFor(hooks, packet, packet.family, way), steps: 0 } };
  errorWays.set(hooks, (errorWays.get(hooks) ?? new Map<string, ErrorWay>()).set(key, found));
  return found;
}

interface Mending {
  readonly mends: readonly Mend[];
  readonly cannot?: Reason & { readonly answer: Answer };
  readonly steps: number;
}

/** Mends the first rule at which the worlds part to an end that differs, and looks again. */
function mendsFor(hooks: Hooks, packet: Packet, family: "ip" | "ip6", known?: Way): Mending {
  const mended = new Map<Rule, "state" | "all">();
  const mends: Mend[] = [];
  let steps = 0;
  for (let round = 0; round < MOST_MENDS; round++) {
    const way = (round === 0 ? known : undefined) ?? walk(hooks, packet, mended);
    if (way !== known) steps += way.steps;
    const parted = way.endings.filter(
      ({ tracked, untracked }) => tracked !== untracked && (tracked === "passes" || packet.kind === "first"),
    );
    if (parted.length === 0) return { mends, steps };
    const next = parted.flatMap(({ partings }) => [...partings]).filter(({ rule, by }) => by !== "state" || mended.get(rule) === undefined);
    const parting = next[0];
    if (!parting || mended.get(parting.rule) === "all") break;
    if (parting.by === "entry") {
      return {
        mends,
        steps,
        cannot: { answer: "needs-tracking", rule: parting.rule, why: "matches on what only a tracked connection has" },
      };
    }
    // A drop that only untracked packets meet is passed by an accept before it: right where all of the tracked ones pass.
    if (
      parting.taken === "untracked" &&
      packet.kind !== "error" &&
      way.endings.some(({ tracked, partings }) => partings.has(parting) && tracked === "dropped")
    ) {
      return {
        mends,
        steps,
        cannot: {
          answer: "needs-tracking",
          rule: parting.rule,
          why: "decides on untracked packets, and no accept before it would be as narrow as the rules behind it",
        },
      };
    }
    mended.set(parting.rule, parting.by === "flags" ? "all" : "state");
    mends.push({ rule: parting.rule, family, kind: packet.kind, parting, loopback: packet.loopback === true, withoutSyn: false });
  }
  const last = mends.at(-1)?.rule;
  return last
    ? { mends, steps, cannot: { answer: "needs-tracking", rule: last, why: "no change was found that leaves all as it is" } }
    : { mends, steps };
}

/** Rates that today count new connections alone would count every packet. */
function limitsOf(hooks: Hooks, packet: Packet, family: "ip" | "ip6"): { readonly reason: Reason; readonly mend?: Mend } | undefined {
  const established = establishedPacket(packet);
  const { met, endings } = walk(hooks, established);
  const limits = (side: "tracked" | "untracked"): ReadonlySet<Rule> =>
    new Set(met.flatMap((one) => (one.kind === "limit" && one.side === side ? [one.rule] : [])));
  const today = limits("tracked");
  const rule = [...limits("untracked")].find((one) => !today.has(one));
  if (!rule) return undefined;
  const reason = { rule, why: "would count every packet of a connection, not only the first" };
  const parting = endings
    .flatMap(({ partings }) => [...partings])
    .find(({ taken, verdict }) => taken === "tracked" && verdict?.kind === "accept");
  if (packet.protocol !== TCP || !parting) return { reason };
  return { reason, mend: { rule: parting.rule, family, kind: "later", parting, loopback: false, withoutSyn: true } };
}
