// Why a class of flows needs tracking, or why nobody knows: what its packets met in the rules, in words.
import { visible } from "../text/visible.ts";
import { say } from "../words/say.ts";
import type { Reason } from "./class-answer.ts";
import type { Rule } from "./model.ts";
import { DIVERT_WORDS, ENTRY_WORDS, NAT_WORDS, ZONE } from "./reason-words.ts";
import type { Met } from "./walk/branch.ts";
import type { Packet, Role } from "./walk/packet.ts";
import type { Way } from "./walk/path.ts";

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
      if (met.kind === "unknown")
        return [{ rule: met.rule, why: say("{text} is not recognized", { text: visible(met.text.slice(0, 80)) }) }];
      // To an address of this host a packet comes in any case.
      if (met.kind === "divert" && !(met.to === "proxy" && role === "local")) return [{ rule: met.rule, why: DIVERT_WORDS[met.to] }];
      return [];
    }),
  );
}
