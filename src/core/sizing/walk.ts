// The way of one flow through the states of its protocol: how long its entry stays in each, and what decides that.
// One flow only; occupancy.ts counts them.

import type { FlowRules } from "../kernel/flow-rules.ts";
import { say } from "../words/say.ts";
import type { Peers } from "./retransmissions.ts";
import type { Flow, Stay, Steps } from "./stay.ts";
import { tcpStays } from "./tcp-walk.ts";
import type { TimeoutKey, Timeouts } from "./workload.ts";

/** An exchange that is over by then is taken as one question and one answer, which no kernel calls a stream. */
const EXCHANGE = 2;

/**
 * The stays of a flow, in order; those of no length are left out. Round trips are taken as no time: the states that
 * last only as long as an answer is under way do not show. A timeout below 0 is 0, as for the kernel.
 */
export function walk(flow: Flow, timeouts: Timeouts, rules: FlowRules, peers: Peers): readonly Stay[] {
  return stays(flow, timeouts, rules, peers).filter(({ seconds }) => seconds > 0);
}

/** Seconds from the first packet until the entry has expired. */
export function lifetime(stays: readonly Stay[]): number {
  return stays.reduce((sum, { seconds }) => sum + seconds, 0);
}

function stays(flow: Flow, timeouts: Timeouts, rules: FlowRules, peers: Peers): readonly Stay[] {
  const { duration } = flow;
  const active: Steps["active"] = (state, key, seconds = duration) => {
    return { state, seconds, active: true, timeout: Math.max(0, timeouts[key]), key };
  };
  const waiting: Steps["waiting"] = (state, ...keys) => {
    const key = keys.reduce((least, other) => (timeouts[other] < timeouts[least] ? other : least));
    const timeout = Math.max(0, timeouts[key]);
    return { state, seconds: timeout, active: false, timeout, key };
  };
  const plain = (state: string, key: TimeoutKey): readonly Stay[] => [active(state, key), waiting(state, key)];

  switch (flow.protocol) {
    case "tcp":
      return tcpStays(flow, timeouts, rules, peers, { active, waiting });
    case "udp": {
      if (!flow.bothWays) return plain(say("UDP one-way"), "nf_conntrack_udp_timeout");
      if (!isStream(flow, rules)) return plain(say("UDP answered"), "nf_conntrack_udp_timeout");
      const before = rules.udpStreamAfter;
      const stream = "nf_conntrack_udp_timeout_stream";
      return [
        active(say("UDP answered"), "nf_conntrack_udp_timeout", before),
        active(say("UDP stream"), stream, duration - before),
        waiting(say("UDP stream"), stream),
      ];
    }
    case "icmp":
      if (rules.icmpEndsOnReply && flow.bothWays) return [active("ICMP", "nf_conntrack_icmp_timeout")];
      return plain("ICMP", "nf_conntrack_icmp_timeout");
    case "icmpv6":
      return plain("ICMPv6", "nf_conntrack_icmpv6_timeout");
    case "gre":
      return flow.bothWays
        ? plain(say("GRE stream"), "nf_conntrack_gre_timeout_stream")
        : plain(say("GRE one-way"), "nf_conntrack_gre_timeout");
    case "sctp":
      if (flow.ends === "unanswered") return plain(say("SCTP COOKIE_WAIT"), "nf_conntrack_sctp_timeout_cookie_wait");
      if (flow.ends === "idle") return plain(say("SCTP ESTABLISHED"), "nf_conntrack_sctp_timeout_established");
      return [
        active(say("SCTP ESTABLISHED"), "nf_conntrack_sctp_timeout_established"),
        waiting(say("SCTP CLOSED"), "nf_conntrack_sctp_timeout_closed"),
      ];
    case "generic":
      return plain(say("Other"), "nf_conntrack_generic_timeout");
  }
}

/**
 * Whether packets both ways make a stream of it: a third packet, and where the kernel looks at the time, one after 2 s. The
 * answer itself is none, however long it took (udp_packet in nf_conntrack_proto_udp.c: the reply is noted after it).
 */
function isStream({ duration, packets }: Flow, { udpStreamAfter }: FlowRules): boolean {
  if (packets !== null && packets <= 2) return false;
  if (udpStreamAfter === 0) return packets !== null || duration > 0;
  return duration > EXCHANGE;
}
