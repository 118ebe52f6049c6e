// Why a class of flows needs tracking, or why nobody knows: what its packets met in the rules, in words.
import { visible } from "../text/visible.ts";
import { say } from "../words/say.ts";
import type { Reason } from "./class-answer.ts";
import type { Rule } from "./model.ts";
import type { Met } from "./walk/branch.ts";
import type { Packet, PacketKind, Role } from "./walk/packet.ts";
import type { Way } from "./walk/path.ts";

const NAT_WORDS = {
  dnat: say("rewrites the destination"),
  redirect: say("redirects the packet to a port of this host"),
  snat: say("rewrites the source"),
  masquerade: say("rewrites the source (masquerade)"),
} as const;
const ENTRY_WORDS = {
  count: say("counts connections, which requires entries"),
  "mark read": say("reads a mark from the connection's entry"),
  helper: say("assigns a helper, which reads the tracked connection"),
  synproxy: say("answers connections on behalf of the server (synproxy)"),
} as const;

const DIVERT_WORDS = {
  proxy: say("hands the packet to a transparent proxy; its path from there is unknown"),
  ipvs: say("matches an IP set of kube-proxy; IPVS forwards these packets without a rule"),
} as const;

const ZONE = say("assigns the packet to a zone, which cancels notrack");

export const CHANGE_WORDS: Readonly<Record<PacketKind, string>> = {
  first: say("accepts new connections by their state"),
  later: say("accepts packets of open connections by their state"),
  reply: say("accepts replies by their state"),
  reset: say("matches resets of refused connections by their state; those of untracked connections are invalid"),
  error: say("matches ICMP errors by their state; those for untracked connections are invalid, so the rules below accept them by type"),
};

export function reasonsOf(ways: ReadonlyMap<Packet, Way>): readonly Reason[] {
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

export function unique(reasons: readonly Reason[]): readonly Reason[] {
  const seen = new Set<Rule>();
  return reasons.filter(({ rule }) => !seen.has(rule) && seen.add(rule));
}

/** Rules that are not understood, and those that send the packet on where it is not followed. */
export function unknownReasons(all: readonly Met[], role: Role): readonly Reason[] {
  return unique(
    all.flatMap((met): readonly Reason[] => {
      if (met.kind === "unknown") return [{ rule: met.rule, why: say("{met} is not recognized", { met: visible(met.text.slice(0, 80)) }) }];
      // To an address of this host a packet comes in any case.
      if (met.kind === "divert" && !(met.to === "proxy" && role === "local")) return [{ rule: met.rule, why: DIVERT_WORDS[met.to] }];
      return [];
    }),
  );
}
