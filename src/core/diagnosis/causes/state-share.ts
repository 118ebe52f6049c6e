// What causes have in common that are one state of one protocol: its share of the table, and the step to a shorter timeout.

import type { Purpose } from "../../advice/advice.ts";
import { type Recommended, recommended } from "../../advice/recommended.ts";
import { defaultTimeoutAt } from "../../kernel/plan-key.ts";
import { DEFAULT_TARGET } from "../../kernel/target.ts";
import type { TimeoutKey } from "../../sizing/workload.ts";
import { formatCount, formatDuration } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { Context } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import type { StepId } from "../step-review.ts";
import { set } from "./steps.ts";

/** Of all entries, from which a state is worth a word, and from which it is the likely cause. */
export const NOTABLE = 0.3;
export const LARGE = 0.5;

export interface StateShare {
  readonly entries: number;
  readonly share: number;
}

/** Undefined where the table says nothing by its shares, the state is not notable, or nothing is wrong. */
export function shareOf({ evidence: { table }, shares, pressed }: Context, entries: number): StateShare | undefined {
  const share = table && shares ? entries / table.entries : 0;
  return share < NOTABLE || pressed === false ? undefined : { entries, share };
}

/** Entries of a protocol in some of its states. */
export function entriesIn({ evidence: { table } }: Context, protocol: string, states: readonly string[]): number {
  return states.reduce((sum, state) => sum + (table?.byProtocol[protocol]?.byState[state] ?? 0), 0);
}

export function confidenceOf({ share }: StateShare, { pressed }: Context): "likely" | "possible" {
  return share >= LARGE && pressed ? "likely" : "possible";
}

const SHORTEN: Readonly<Partial<Record<TimeoutKey, StepId>>> = {
  nf_conntrack_tcp_timeout_fin_wait: "shorten-fin-wait",
  nf_conntrack_tcp_timeout_syn_recv: "shorten-syn-recv",
  nf_conntrack_udp_timeout: "shorten-udp",
  nf_conntrack_udp_timeout_stream: "shorten-udp-stream",
  nf_conntrack_icmp_timeout: "shorten-icmp",
};

/** A shorter timeout, where it is longer now; none where that is shorter than what we recommend for the purpose. */
export function shorten(context: Context, purpose: Purpose, name: TimeoutKey, entries: number): readonly Step[] {
  const { seconds, risk } = recommended(purpose, name);
  const timeout = timeoutOf(context, name);
  if (timeout <= seconds) return [];
  const id = SHORTEN[name];
  if (!id) return [];
  const freed = formatCount(entries * (1 - seconds / timeout));
  const why = say("About {freed} fewer entries: {seconds} instead of {timeout}.", {
    freed,
    seconds: formatDuration(seconds),
    timeout: formatDuration(timeout),
  });
  return [set(context, id, keyPathOf(name), seconds, [why, risk].join(" ").trim())];
}

/** Back to the kernel's own, where something has made it longer. */
export function backToDefault(context: Context, id: StepId, name: TimeoutKey, why: string): readonly Step[] {
  const own = defaultOf(name, context);
  return timeoutOf(context, name) > own ? [set(context, id, keyPathOf(name), own, why)] : [];
}

/** Seconds, as the host has it, or as the entries that have it in the table show; where nothing says so, the kernel's own. */
export function timeoutOf(context: Context, name: Recommended["key"]): number {
  return context.values[keyPathOf(name)] ?? Math.max(defaultOf(name, context), shownBy(context, name));
}

/** The longest remaining time of the state that a timeout of TCP is of; printed rounded down. */
function shownBy({ evidence: { table } }: Context, name: string): number {
  const [, state = ""] = /^nf_conntrack_tcp_timeout_(\w+)$/.exec(name) ?? [];
  const most = table?.remaining["tcp"]?.[state.toUpperCase()]?.most;
  return most === undefined ? 0 : most + 1;
}

function defaultOf(name: string, { target = DEFAULT_TARGET }: Context): number {
  return defaultTimeoutAt(keyPathOf(name), target);
}

function keyPathOf(name: string): string {
  return `net/netfilter/${name}`;
}
