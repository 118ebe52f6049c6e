// Causes: entries that nobody answered, from few sources (a flood, a scanner, a broken client) or from many.

import { recommended } from "../../advice/recommended.ts";
import type { DumpSummary, Host } from "../../evidence/dump/summary.ts";
import { notrackSource } from "../../firewall/write/notrack.ts";
import { defaultTimeoutAt } from "../../kernel/plan-key.ts";
import { DEFAULT_TARGET } from "../../kernel/target.ts";
import { formatCount, formatShare } from "../../units/units.ts";
import type { Context, FindCause } from "../context.ts";
import type { Cause, Step } from "../diagnosis.ts";

const UDP_KEY = "net/netfilter/nf_conntrack_udp_timeout";
const SYN_KEY = "net/netfilter/nf_conntrack_tcp_timeout_syn_sent";
const NOTABLE = 0.3;
const LARGE = 0.5;
/** Of the unanswered entries, that so many sources hold together: then they are few. */
const FEW_SOURCES = 10;
const CONCENTRATED = 0.5;
/** Time for an answer to come. */
const UDP_SHORT = recommended("unanswered", "nf_conntrack_udp_timeout");
const SYN_SHORT = recommended("unanswered", "nf_conntrack_tcp_timeout_syn_sent");
const NAMED = 3;

export const unreplied: FindCause = (context) => {
  const { table } = context.evidence;
  const share = table && context.shares ? table.unreplied / table.entries : 0;
  if (!table || share < NOTABLE || context.pressed === false) return undefined;
  const sources = table.top.unrepliedSources.items;
  const few = sources.slice(0, FEW_SOURCES);
  const held = few.reduce((sum, { entries }) => sum + entries, 0);
  return held >= CONCENTRATED * table.unreplied ? fromFew(context, table, share, few) : fromMany(context, table, share);
};

function fromFew(context: Context, table: DumpSummary, share: number, few: readonly (Host & { readonly entries: number })[]): Cause {
  // The fewest that hold what makes them few.
  let sum = 0;
  const main = few.filter(({ entries }) => {
    const before = sum;
    sum += entries;
    return before < CONCENTRATED * table.unreplied;
  });
  const mainHolds = main.reduce((holds, { entries }) => holds + entries, 0);
  const named = main.slice(0, NAMED).map(({ address, entries }) => `${address} (${formatCount(entries)})`);
  const more = main.length > NAMED ? ` and ${main.length - NAMED} more` : "";
  return {
    id: "unreplied-few-sources",
    title: `Packets that nobody answers, from ${main.length === 1 ? "one source" : "few sources"}, fill the table`,
    confidence: share >= LARGE && context.pressed ? "likely" : "possible",
    weight: share,
    evidence: [
      unansweredLine(table, share),
      `${main.length === 1 ? "One source holds" : `${main.length} sources hold`} ${formatShare(mainHolds / table.unreplied)} of them: ${named.join(", ")}${more}`,
      ...rateLines(table),
    ],
    steps: [...main.slice(0, NAMED).map(({ address }) => keepOut(address)), ...shorten(context, table)],
  };
}

function fromMany(context: Context, table: DumpSummary, share: number): Cause {
  return {
    id: "unreplied-many-sources",
    title: "Packets that nobody answers, from many sources, fill the table",
    confidence: share >= LARGE && context.pressed ? "likely" : "possible",
    weight: share,
    evidence: [
      unansweredLine(table, share),
      `The ${FEW_SOURCES} most frequent sources hold less than half of them: a scan, a flood with forged sources, or a service that is down`,
      ...rateLines(table),
    ],
    steps: [
      ...shorten(context, table),
      { kind: "advice", text: "Where a service of this host is the target, drop or do not track what is not meant for it" },
    ],
  };
}

function unansweredLine(table: DumpSummary, share: number): string {
  return `${formatShare(share)} of the entries (${formatCount(table.unreplied)}) were never answered`;
}

function rateLines(table: DumpSummary): readonly string[] {
  return UNANSWERED.flatMap(({ protocol, state, name }) => {
    const rate = table.rates[protocol]?.[state];
    return rate?.perSecond ? [`About ${formatCount(rate.perSecond)} ${name} a second go unanswered`] : [];
  });
}

const UNANSWERED = [
  { protocol: "udp", state: "unreplied", name: "UDP flows", key: UDP_KEY, short: UDP_SHORT },
  { protocol: "tcp", state: "SYN_SENT", name: "TCP connections", key: SYN_KEY, short: SYN_SHORT },
] as const;

const UNANSWERED_WHY = {
  udp: "Unanswered flows go sooner, and so do answered ones of one question",
  tcp: "What is not answered by then hardly ever will be",
} as const;

/** Keeps incoming packets from being tracked; a person decides whether that is right. */
function keepOut(address: string): Step {
  const family = address.includes(":") ? "ip6" : "ip";
  return {
    kind: "rule",
    title: `Keep ${address} out of the table`,
    rule: notrackSource(family, address),
    why: "What comes in from it for this host gets no entry, and so no match by state; forwarded packets stay tracked, as NAT needs. Write drop in place of notrack where it is not wanted at all. Packets that this host sends need a rule in output",
  };
}

function shorten({ values }: Context, table: DumpSummary): readonly Step[] {
  return UNANSWERED.flatMap(({ protocol, state, key, short }): readonly Step[] => {
    const entries = protocol === "udp" ? table.byProtocol[protocol]?.unreplied : table.byProtocol[protocol]?.byState[state];
    const timeout = values[key] ?? defaultTimeoutAt(key, DEFAULT_TARGET);
    if (!entries || entries < NOTABLE * table.unreplied || timeout <= short.seconds) return [];
    return [{ kind: "set", key, value: short.seconds, why: `${UNANSWERED_WHY[protocol]}. ${short.risk}` }];
  });
}
