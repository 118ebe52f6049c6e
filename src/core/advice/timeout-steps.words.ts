// Why the thresholds of timeout-steps.ts stand where they stand. Data only; loaded on use.
import { say } from "../words/say.ts";

const RTO = "RFC 6298 (retransmission back-off)";

export interface StepsReason {
  readonly reason: string;
  readonly source: string;
}

/** By the last part of the key's path. */
export const STEPS_REASONS: Readonly<Record<string, StepsReason>> = {
  nf_conntrack_tcp_timeout_established: {
    reason: say(
      "2 h 4 min is a host's first keepalive (two hours) plus four minutes to answer it; ten minutes is how long a connection pool that may shrink keeps idle connections.",
    ),
    source: "RFC 5382, REQ-5; HikariCP, idleTimeout (600 s, where minimumIdle is below maximumPoolSize)",
  },
  nf_conntrack_tcp_timeout_time_wait: {
    reason: say(
      "If the last ACK is lost, the FIN is retransmitted after one, two, four, eight … seconds; Linux hosts stay in TIME-WAIT for 60 s. RFC 5382 requires four minutes, more than the kernel's default of 120 s.",
    ),
    source: `${RTO}; include/net/tcp.h, TCP_TIMEWAIT_LEN; RFC 5382, REQ-5`,
  },
  nf_conntrack_tcp_timeout_fin_wait: {
    reason: say(
      "The first FIN is not yet acknowledged; if it is lost, it is retransmitted after one, two, four … seconds. RFC 5382 requires four minutes for closing connections; the kernel's default is 120 s.",
    ),
    source: `${RTO}; RFC 5382, REQ-5`,
  },
  nf_conntrack_tcp_timeout_close_wait: {
    reason: say(
      "One side has closed, the application on the other side has not: it may still prepare a reply. RFC 5382 requires four minutes for closing connections; the kernel's default is 60 s, and kube-proxy sets an hour.",
    ),
    source: `RFC 5382, REQ-5; kube-proxy, --conntrack-tcp-timeout-close-wait`,
  },
  nf_conntrack_tcp_timeout_last_ack: {
    reason: say("Only the last ACK is missing; if it is lost, the FIN is retransmitted after one, two, four … seconds."),
    source: RTO,
  },
  nf_conntrack_tcp_timeout_syn_sent: {
    reason: say("An unanswered SYN is retransmitted after 1, 3, 7 and 15 seconds; the last two are eight seconds apart."),
    source: RTO,
  },
  nf_conntrack_tcp_timeout_syn_recv: {
    reason: say("An unanswered SYN-ACK is retransmitted after 1, 3, 7 and 15 seconds; the last two are eight seconds apart."),
    source: RTO,
  },
  nf_conntrack_tcp_timeout_unacknowledged: {
    reason: say(
      "Linux waits up to two minutes between two retransmissions: with a shorter timeout, an outage that TCP survives loses the entry.",
    ),
    source: `${RTO}; include/net/tcp.h, TCP_RTO_MAX`,
  },
  nf_conntrack_tcp_timeout_max_retrans: {
    reason: say(
      "Linux waits up to two minutes between two retransmissions: with a shorter timeout, an outage that TCP survives loses the entry.",
    ),
    source: `${RTO}; include/net/tcp.h, TCP_RTO_MAX`,
  },
  nf_conntrack_udp_timeout: {
    reason: say(
      "30 s is the kernel's default, two minutes the requirement of RFC 4787. A resolver with one server retries after five seconds and gives up after ten.",
    ),
    source: "RFC 4787, REQ-5; resolv.conf(5), timeout and attempts",
  },
  nf_conntrack_udp_timeout_stream: {
    reason: say(
      "Applications behind a NAT may rely on two minutes; below 30 s, even those with keepalives about every 25 s (WireGuard, SIP) lose their entry.",
    ),
    source: "RFC 4787, REQ-5; RFC 5626, 4.4.2; wg(8), PersistentKeepalive",
  },
  nf_conntrack_icmp_timeout: {
    reason: say("A reply over a bad path takes seconds. RFC 5508 requires a minute, more than the kernel's default of 30 s."),
    source: "RFC 5508, REQ-2",
  },
  nf_conntrack_icmpv6_timeout: {
    reason: say("A reply over a bad path takes seconds. RFC 5508 requires a minute, more than the kernel's default of 30 s."),
    source: "RFC 5508, REQ-2",
  },
  nf_conntrack_gre_timeout_stream: {
    reason: say("180 s is the kernel's default; a tunnel without its own keepalives is idle whenever its traffic is."),
    source: "net/netfilter/nf_conntrack_proto_gre.c; the thresholds are our judgement",
  },
  nf_conntrack_generic_timeout: {
    reason: say(
      "For protocols without their own tracker, such as ESP and IP-in-IP, this is the only timeout; the kernel's default is ten minutes.",
    ),
    source: "net/netfilter/nf_conntrack_proto_generic.c; the thresholds are our judgement",
  },
  nf_conntrack_sctp_timeout_established: {
    reason: say(
      "210 s is the kernel's default: five heartbeats of 30 s and the longest retransmission of 60 s. Below 60 s there is not enough time for two heartbeats.",
    ),
    source: "Documentation/networking/nf_conntrack-sysctl.rst; RFC 9260, 16",
  },
};
