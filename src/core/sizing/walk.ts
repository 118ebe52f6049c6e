// The way of one flow through the states of its protocol: how long its entry stays in each, and what decides that.
// One flow only; occupancy.ts counts them.
import type { FlowRules } from "../kernel/flow-rules.ts";
import type { TimeoutKey, Timeouts, WorkloadClass } from "./workload.ts";

/** Time in one state. While `active`, packets keep the entry at its full timeout; after that the timeout runs out. */
export interface Stay {
  readonly state: string;
  readonly seconds: number;
  readonly active: boolean;
  /** Seconds that the entry has left on entering. */
  readonly timeout: number;
  readonly key: TimeoutKey;
}

/** An exchange that is over by then is taken as one question and one answer, which no kernel calls a stream. */
const EXCHANGE = 2;

type Flow = Pick<WorkloadClass, "protocol" | "duration" | "ends" | "bothWays">;

/**
 * The stays of a flow, in order; those of no length are left out. Round trips are taken as no time: the states that
 * last only as long as an answer is under way do not show. A timeout below 0 is 0, as for the kernel.
 */
export function walk(flow: Flow, timeouts: Timeouts, rules: FlowRules): readonly Stay[] {
  return stays(flow, timeouts, rules).filter(({ seconds }) => seconds > 0);
}

/** Seconds from the first packet until the entry has expired. */
export function lifetime(stays: readonly Stay[]): number {
  return stays.reduce((sum, { seconds }) => sum + seconds, 0);
}

function stays(flow: Flow, timeouts: Timeouts, rules: FlowRules): readonly Stay[] {
  const { duration } = flow;
  /** Packets for so long, then the timeout of the key, or a shorter one. */
  const active = (state: string, key: TimeoutKey, seconds = duration): Stay => {
    return { state, seconds, active: true, timeout: Math.max(0, timeouts[key]), key };
  };
  const waiting = (state: string, ...keys: readonly [TimeoutKey, ...TimeoutKey[]]): Stay => {
    const key = keys.reduce((least, other) => (timeouts[other] < timeouts[least] ? other : least));
    const timeout = Math.max(0, timeouts[key]);
    return { state, seconds: timeout, active: false, timeout, key };
  };
  const plain = (state: string, key: TimeoutKey): readonly Stay[] => [active(state, key), waiting(state, key)];

  switch (flow.protocol) {
    case "tcp":
      return tcp(flow, timeouts, rules, active, waiting);
    case "udp": {
      if (!flow.bothWays) return plain("UDP one-way", "nf_conntrack_udp_timeout");
      if (duration <= EXCHANGE) return plain("UDP answered", "nf_conntrack_udp_timeout");
      const before = rules.udpStreamAfter;
      const stream = "nf_conntrack_udp_timeout_stream";
      return [
        active("UDP answered", "nf_conntrack_udp_timeout", before),
        active("UDP stream", stream, duration - before),
        waiting("UDP stream", stream),
      ];
    }
    case "icmp":
      if (rules.icmpEndsOnReply && flow.bothWays) return [active("ICMP", "nf_conntrack_icmp_timeout")];
      return plain("ICMP", "nf_conntrack_icmp_timeout");
    case "icmpv6":
      return plain("ICMPv6", "nf_conntrack_icmpv6_timeout");
    case "gre":
      return flow.bothWays ? plain("GRE stream", "nf_conntrack_gre_timeout_stream") : plain("GRE one-way", "nf_conntrack_gre_timeout");
    case "sctp":
      if (flow.ends === "unanswered") return plain("SCTP COOKIE_WAIT", "nf_conntrack_sctp_timeout_cookie_wait");
      if (flow.ends === "idle") return plain("SCTP ESTABLISHED", "nf_conntrack_sctp_timeout_established");
      return [
        active("SCTP ESTABLISHED", "nf_conntrack_sctp_timeout_established"),
        waiting("SCTP CLOSED", "nf_conntrack_sctp_timeout_closed"),
      ];
    case "generic":
      return plain("Other", "nf_conntrack_generic_timeout");
  }
}

/** tcp_conntracks and the choice of timeout at the end of nf_conntrack_tcp_packet. */
function tcp(
  { duration, ends }: Flow,
  timeouts: Timeouts,
  { synRenews }: FlowRules,
  active: (state: string, key: TimeoutKey, seconds?: number) => Stay,
  waiting: (state: string, ...keys: readonly [TimeoutKey, ...TimeoutKey[]]) => Stay,
): readonly Stay[] {
  const open = active("ESTABLISHED", "nf_conntrack_tcp_timeout_established");
  // What was sent and not acknowledged, a FIN too, lets no timeout be longer than this one.
  const unacknowledged = "nf_conntrack_tcp_timeout_unacknowledged";
  switch (ends) {
    case "reset":
      return [open, waiting("CLOSE", "nf_conntrack_tcp_timeout_close")];
    case "idle":
      return [open, waiting("ESTABLISHED", "nf_conntrack_tcp_timeout_established")];
    case "in-flight":
      return [open, waiting("ESTABLISHED", "nf_conntrack_tcp_timeout_established", unacknowledged)];
    case "fin-unanswered":
      return [open, waiting("FIN_WAIT", "nf_conntrack_tcp_timeout_fin_wait", unacknowledged)];
    case "half-closed":
      return [open, waiting("CLOSE_WAIT", "nf_conntrack_tcp_timeout_close_wait")];
    case "last-ack-lost":
      return [open, waiting("LAST_ACK", "nf_conntrack_tcp_timeout_last_ack", unacknowledged)];
    case "half-open":
      return [active("SYN_RECV", "nf_conntrack_tcp_timeout_syn_recv"), waiting("SYN_RECV", "nf_conntrack_tcp_timeout_syn_recv")];
    case "unanswered": {
      const key = "nf_conntrack_tcp_timeout_syn_sent";
      if (synRenews) return [active("SYN_SENT", key), waiting("SYN_SENT", key)];
      // The time runs from the first SYN; a repeated one after its end makes a new entry.
      return [active("SYN_SENT", key, Math.max(0, duration - timeouts[key])), waiting("SYN_SENT", key)];
    }
    case "closed":
    case "stops":
      return [open, waiting("TIME_WAIT", "nf_conntrack_tcp_timeout_time_wait")];
  }
}
