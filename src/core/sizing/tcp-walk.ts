// The way of a TCP connection through its states, by how it ends: tcp_conntracks and the choice of timeout at the end of
// nf_conntrack_tcp_packet. Held against kernels by verify:kernel and by the lab.
import type { FlowRules } from "../kernel/flow-rules.ts";
import { keptBy, type Peers, pauses } from "./retransmissions.ts";
import type { Flow, Stay, Steps } from "./stay.ts";
import type { Timeouts } from "./workload.ts";

const ESTABLISHED = "nf_conntrack_tcp_timeout_established";
/** What was sent and not acknowledged, a FIN too, lets no timeout be longer than this one. */
const UNACKNOWLEDGED = "nf_conntrack_tcp_timeout_unacknowledged";
/** Nor does a segment that came again more often than nf_conntrack_tcp_max_retrans, 3 by default. */
const RETRANSMITTED = "nf_conntrack_tcp_timeout_max_retrans";
const MANY = 3;

export function tcpStays(flow: Flow, timeouts: Timeouts, rules: FlowRules, peers: Peers, steps: Steps): readonly Stay[] {
  const { duration, ends } = flow;
  const { active, waiting } = steps;
  const open = active("ESTABLISHED", ESTABLISHED);
  switch (ends) {
    case "reset":
      return [open, waiting("CLOSE", "nf_conntrack_tcp_timeout_close")];
    // Nobody is there to believe it but the entry, and that does not.
    case "reset-ignored":
    // The flowtable lets go after nf_flowtable_tcp_timeout of silence, and takes that off the entry's time (flow_offload_fixup_ct).
    case "offloaded":
    case "idle":
      return [open, waiting("ESTABLISHED", ESTABLISHED)];
    case "zero-window":
      return [open, rules.zeroWindowShortens ? waiting("ESTABLISHED", ESTABLISHED, RETRANSMITTED) : waiting("ESTABLISHED", ESTABLISHED)];
    case "in-flight":
      return [open, ...inFlight(timeouts, peers, steps)];
    case "keepalive":
      return [open, ...keepalive(timeouts, peers, steps)];
    // A FIN that is seen again could be the other side's: the entry goes on to LAST_ACK with the first retransmission.
    case "fin-unanswered": {
      const [first, ...others] = pauses(peers.orphanRetries);
      const finWait = waiting("FIN_WAIT", "nf_conntrack_tcp_timeout_fin_wait", UNACKNOWLEDGED);
      if (first === undefined || finWait.timeout < first) return [open, finWait];
      return [open, { ...finWait, seconds: first, active: true }, ...lastAck(others, steps)];
    }
    case "half-closed":
      return [open, waiting("CLOSE_WAIT", "nf_conntrack_tcp_timeout_close_wait")];
    case "last-ack-lost":
      return [open, ...lastAck(pauses(peers.orphanRetries), steps)];
    // Neither SYNs nor their answers that come again set its time back.
    case "half-open":
      return unrenewed("SYN_RECV", "nf_conntrack_tcp_timeout_syn_recv", duration, timeouts, steps);
    case "unanswered": {
      const key = "nf_conntrack_tcp_timeout_syn_sent";
      if (rules.synRenews) return [active("SYN_SENT", key), waiting("SYN_SENT", key)];
      return unrenewed("SYN_SENT", key, duration, timeouts, steps);
    }
    // The reset takes the entry with it (nf_ct_kill_acct).
    case "refused":
      return [];
    case "picked-up": {
      const alone = waiting("ESTABLISHED", ESTABLISHED, UNACKNOWLEDGED);
      return [{ ...alone, seconds: duration, active: true }, alone];
    }
    case "closed":
    case "stops":
      return [open, waiting("TIME_WAIT", "nf_conntrack_tcp_timeout_time_wait")];
  }
}

/** The time runs from the first packet; one that is repeated after its end makes a new entry. */
function unrenewed(
  state: string,
  key: "nf_conntrack_tcp_timeout_syn_sent" | "nf_conntrack_tcp_timeout_syn_recv",
  duration: number,
  timeouts: Timeouts,
  { active, waiting }: Steps,
): readonly Stay[] {
  return [active(state, key, Math.max(0, duration - timeouts[key])), waiting(state, key)];
}

function lastAck(between: readonly number[], { waiting }: Steps): readonly Stay[] {
  const last = waiting("LAST_ACK", "nf_conntrack_tcp_timeout_last_ack", UNACKNOWLEDGED);
  return [{ ...last, seconds: keptBy(between, () => last.timeout), active: true }, last];
}

function inFlight(timeouts: Timeouts, { retries }: Peers, { waiting }: Steps): readonly Stay[] {
  const first = waiting("ESTABLISHED", ESTABLISHED, UNACKNOWLEDGED);
  const later = timeouts[ESTABLISHED] > timeouts[RETRANSMITTED] ? waiting("ESTABLISHED", RETRANSMITTED) : first;
  const between = pauses(retries);
  const timeout = (sent: number): number => (sent < MANY ? first : later).timeout;
  // Data that comes again after the entry has expired is picked up from the middle, and so counts again.
  const kept = between.reduce((sum, pause, sent) => sum + Math.min(pause, timeout(sent)), 0);
  const last = retries < MANY ? first : later;
  return [{ ...last, seconds: kept, active: true }, last];
}

/** Silence, then probes, then the reset with which the socket gives up. */
function keepalive(timeouts: Timeouts, { keepalive: { time, interval, probes } }: Peers, { waiting }: Steps): readonly Stay[] {
  const idle = waiting("ESTABLISHED", ESTABLISHED);
  const probed = timeouts[ESTABLISHED] > timeouts[RETRANSMITTED] ? waiting("ESTABLISHED", RETRANSMITTED) : idle;
  const silence = Math.min(time, idle.timeout);
  const kept = silence + probes * Math.min(interval, probed.timeout);
  const close = waiting("CLOSE", "nf_conntrack_tcp_timeout_close");
  // A reset in an entry that only one direction has made takes it away.
  return [{ ...idle, seconds: kept, active: true }, ...(idle.timeout < time || probed.timeout < interval ? [] : [close])];
}
