// What another value of one timeout would save at the peak, and what it risks. The values are those that people choose.
import type { TimeoutKey, Timeouts } from "../../sizing/workload.ts";
import type { CalculatorState } from "../state.ts";
import { type Demand, demandOf, timeoutsOf } from "./demand.ts";
import type { Effect } from "./results.ts";
import { bytesFor } from "./table-results.ts";

export interface Change {
  readonly key: TimeoutKey;
  readonly to: number;
  readonly risk: string;
}

const RFC4787 = "RFC 4787 asks NATs for 2 min";

/** Shorter timeouts worth a thought, the milder first where there are two. */
export const CHANGES: readonly Change[] = [
  {
    key: "nf_conntrack_tcp_timeout_established",
    to: 86400,
    risk: "A connection silent for a day loses its entry; behind NAT it is then cut.",
  },
  {
    key: "nf_conntrack_tcp_timeout_established",
    to: 7440,
    risk: "A connection silent for over 2 h 4 min, the least RFC 5382 allows NATs, loses its entry; behind NAT it is then cut.",
  },
  {
    key: "nf_conntrack_tcp_timeout_time_wait",
    to: 30,
    risk: "Packets that arrive later than 30 s after the end of a connection count as invalid; RFC 5382 asks NATs for 4 min.",
  },
  {
    key: "nf_conntrack_tcp_timeout_fin_wait",
    to: 30,
    risk: "A side that takes longer than 30 s to acknowledge the other's end is cut off.",
  },
  {
    key: "nf_conntrack_tcp_timeout_close_wait",
    to: 30,
    risk: "A half-closed connection that is silent for 30 s, as while a server works on an answer, is cut.",
  },
  {
    key: "nf_conntrack_tcp_timeout_last_ack",
    to: 10,
    risk: "Behind a lossy line the last acknowledgement may come later and count as invalid.",
  },
  { key: "nf_conntrack_tcp_timeout_syn_sent", to: 30, risk: "A server that takes longer than 30 s to answer is not reached." },
  { key: "nf_conntrack_tcp_timeout_syn_recv", to: 30, risk: "A client that takes longer than 30 s to complete the handshake is cut off." },
  { key: "nf_conntrack_tcp_timeout_close", to: 5, risk: "Packets still under way 5 s after a reset count as invalid." },
  { key: "nf_conntrack_tcp_timeout_unacknowledged", to: 120, risk: "A transfer that stalls for over 2 min is cut." },
  { key: "nf_conntrack_udp_timeout", to: 10, risk: `An answer that takes longer than 10 s finds no entry; ${RFC4787}.` },
  { key: "nf_conntrack_udp_timeout_stream", to: 60, risk: `A call or tunnel that is silent for a minute loses its entry; ${RFC4787}.` },
  {
    key: "nf_conntrack_icmp_timeout",
    to: 10,
    risk: "An answer to a ping that takes longer than 10 s finds no entry; RFC 5508 asks NATs for 1 min.",
  },
  { key: "nf_conntrack_icmpv6_timeout", to: 10, risk: "An answer to a ping that takes longer than 10 s finds no entry." },
  { key: "nf_conntrack_gre_timeout_stream", to: 60, risk: "A tunnel that is silent for a minute loses its entry." },
  {
    key: "nf_conntrack_sctp_timeout_established",
    to: 210,
    risk: "An association without heartbeats for 210 s, today's default, loses its entry.",
  },
  {
    key: "nf_conntrack_generic_timeout",
    to: 120,
    risk: "A tunnel of a protocol without a tracker, as ESP, loses its entry after 2 min of silence.",
  },
];

/** Most saved first; changes that save nothing are left out. */
export function effectsOf(state: CalculatorState, demand: Demand, buckets: number): readonly Effect[] {
  const before = timeoutsOf(state);
  const effects: Effect[] = [];
  for (const { key, to, risk } of CHANGES) {
    if (before[key] <= to) continue;
    const peak = peakWith(state, demand, buckets, { ...before, [key]: to });
    const entriesSaved = Math.round(demand.peak - peak);
    if (entriesSaved < 1) continue;
    const bytesSaved = bytesFor(state, demand.peak, buckets) - bytesFor(state, peak, buckets);
    effects.push({ key, from: before[key], to, entriesSaved, bytesSaved, risk });
  }
  return effects.sort((a, b) => b.entriesSaved - a.entriesSaved);
}

/** The collector keeps its pace: what is compared is the timeout. */
export function peakWith(state: CalculatorState, demand: Demand, buckets: number, timeouts: Timeouts): number {
  return demandOf(state, { buckets, timeouts, pace: demand }).peak;
}
