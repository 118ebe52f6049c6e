// What causes of unanswered entries have in common: their rates, and the steps to shorter timeouts.

import { recommended } from "../../advice/recommended.ts";
import type { DumpSummary } from "../../evidence/dump/summary.ts";
import { formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { Context } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import { NOTABLE, timeoutOf } from "./state-share.ts";
import { set } from "./steps.ts";

const UNANSWERED = [
  {
    protocol: "udp",
    state: "unreplied",
    rate: (perSecond: string) => say("About {perSecond} UDP connections per second are not answered", { perSecond }),
    key: "nf_conntrack_udp_timeout",
    step: "shorten-udp",
    why: say("Entries of unanswered packets, and of single queries with a reply, expire sooner"),
  },
  {
    protocol: "tcp",
    state: "SYN_SENT",
    rate: (perSecond: string) => say("About {perSecond} TCP connections per second are not answered", { perSecond }),
    key: "nf_conntrack_tcp_timeout_syn_sent",
    step: "shorten-syn-sent",
    why: say("A SYN is rarely answered after that"),
  },
] as const;

export function unansweredLine(table: DumpSummary, share: number): string {
  return say("{share} of the entries ({unreplied}) were never answered", {
    share: formatShare(share),
    unreplied: formatCount(table.unreplied),
  });
}

export function rateLines(table: DumpSummary): readonly string[] {
  return UNANSWERED.flatMap(({ protocol, state, rate }) => {
    const perSecond = table.rates[protocol]?.[state]?.perSecond;
    return perSecond ? [rate(formatCount(perSecond))] : [];
  });
}

/** For the protocols that hold many of them, where the timeout is longer than what we recommend. */
export function shortenUnanswered(context: Context, table: DumpSummary): readonly Step[] {
  return UNANSWERED.flatMap(({ protocol, state, key, step, why }): readonly Step[] => {
    const own = table.byProtocol[protocol];
    const entries = protocol === "udp" ? own?.unreplied : own?.byState[state];
    const { seconds, risk } = recommended("unanswered", key);
    if (!entries || entries < NOTABLE * table.unreplied || timeoutOf(context, key) <= seconds) return [];
    return [set(context, step, `net/netfilter/${key}`, seconds, `${why}. ${risk}`)];
  });
}
