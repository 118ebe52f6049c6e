// Does a class of flows need tracking? Its packets are walked through the rules as they are tracked today and untracked.
import type { Answer, FamilyAnswer, Mend, Reason } from "./class-answer.ts";
import { countedOnce, limitsOf, mendingOf, wayOf } from "./mending.ts";
import { TCP } from "./names.ts";
import { CANNOT_WORDS, CHANGE_WORDS } from "./reason-words.ts";
import { reasonsOf, unique, unknownReasons } from "./reasons.ts";
import type { Met } from "./walk/branch.ts";
import { type Packet, packetsOf, type Role, resetPacket } from "./walk/packet.ts";
import type { Hooks, Way } from "./walk/path.ts";

export function answerFor(hooks: Hooks, family: "ip" | "ip6", protocol: number, port: number, role: Role): FamilyAnswer {
  let packets = packetsOf(family, protocol, port, role);
  const first = packets[0] as Packet;
  const ways = new Map<Packet, Way>(packets.map((packet) => [packet, wayOf(hooks, packet)]));
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
    named: [...ways.values()].some(({ named }) => named),
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
    const found = mendingOf(hooks, first);
    steps += found.steps;
    if (found.mends.length === 0 && !found.cannot && !metAll.some(({ kind }) => kind === "unknown")) return result("works-untracked");
  }
  const needs = reasonsOf(ways);
  const unknown = unknownReasons(metAll, role);
  // What is rewritten for IPVS alone stands in sets, as what IPVS takes does.
  const forIpvs = metAll.some((met) => met.kind === "divert" && met.to === "ipvs");
  if (needs.length > 0 && !forIpvs) return result("needs-tracking", needs);
  if (unknown.length > 0) return result("unknown", unknown);

  const loop = packets.find(({ loopback }) => loopback);
  const loopIsDropped = loop !== undefined && ways.get(loop)?.endings.every(({ tracked }) => tracked === "dropped") === true;
  const mends: Mend[] = [];
  for (const packet of packets) {
    // What nobody can open has no packets that follow.
    if (base.dropped && packet !== first) continue;
    if (packet.loopback && packet.kind === "reply" && loopIsDropped) continue;
    const found = mendingOf(hooks, packet);
    steps += found.steps;
    if (found.cannot) return result(found.cannot.answer, [found.cannot]);
    mends.push(...found.mends);
  }
  if (!base.dropped) {
    const limited = limitsOf(hooks, protocol === TCP ? (packets.find(({ kind }) => kind === "later") as Packet) : first, family);
    if (limited && !limited.mend) return result("needs-tracking", [limited.reason]);
    if (limited?.mend) mends.push(limited.mend);
  }
  if (!base.dropped && protocol === TCP && role !== "own" && opening.met.some(({ kind }) => kind === "reset")) {
    const state = role === "local" && !hooks.iptables ? "untracked" : "invalid";
    const found = mendingOf(hooks, resetPacket(family, port, role, state));
    steps += found.steps;
    mends.push(...found.mends);
  }
  const opens = mends.find(({ kind, parting }) => kind === "reply" && role === "own" && parting.taken === "tracked");
  if (opens) return result("needs-tracking", [{ rule: opens.rule, why: CANNOT_WORDS.host }]);
  const counted = countedOnce(mends, base.dropped ? [] : opening.met, protocol, family);
  if (counted.cannot) return result("needs-tracking", [counted.cannot]);
  const guarded = counted.mends.map((mend): Mend => (mend.kind === "reply" && role === "forwarded" ? { ...mend, withoutSyn: true } : mend));
  const through = guarded.find(({ kind, withoutSyn }) => kind === "reply" && withoutSyn);
  if (through && protocol !== TCP)
    return result("needs-tracking", [
      {
        rule: through.rule,
        why: CANNOT_WORDS.hosts,
      },
    ]);
  if (guarded.length === 0) return result("works-untracked");
  return result("works-with-changes", unique(guarded.map(({ rule, kind }) => ({ rule, why: CHANGE_WORDS[kind] }))), guarded);
}

function dnatOf({ endings, met }: Way): FamilyAnswer["dnat"] {
  const nats = met.filter(
    (one): one is Extract<Met, { kind: "nat" }> => one.kind === "nat" && (one.nat === "dnat" || one.nat === "redirect"),
  );
  const passing = endings.filter(({ tracked }) => tracked === "passes");
  const when = nats.length === 0 ? "never" : passing.every(({ natted }) => natted) ? "always" : "maybe";
  return { when, away: nats.some(({ nat }) => nat === "dnat") };
}
