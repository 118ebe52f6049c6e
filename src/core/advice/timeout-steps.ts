// From where on a short timeout is reported, with the reason and where that comes from. Kernel defaults stay above every
// step. Judgement, based on the sources; none is a kernel limit.
import type { Steps } from "./advice.ts";

const RTO = "RFC 6298 (retransmission back-off)";

export const TIMEOUT_STEPS: readonly Steps[] = [
  {
    name: "nf_conntrack_tcp_timeout_established",
    information: 7440,
    warning: 601,
    harm: "idle connections lose their entry",
    reason:
      "2 h 4 min is a host's first keepalive (two hours) plus four minutes to answer it; ten minutes is how long a connection pool that may shrink keeps idle connections.",
    source: "RFC 5382, REQ-5; HikariCP, idleTimeout (600 s, where minimumIdle is below maximumPoolSize)",
  },
  {
    name: "nf_conntrack_tcp_timeout_time_wait",
    information: 30,
    warning: 10,
    harm: "a retransmitted FIN is invalid",
    reason:
      "If the last ACK is lost, the FIN is retransmitted after one, two, four, eight … seconds; Linux hosts stay in TIME-WAIT for 60 s. RFC 5382 requires four minutes, more than the kernel's default of 120 s.",
    source: `${RTO}; include/net/tcp.h, TCP_TIMEWAIT_LEN; RFC 5382, REQ-5`,
  },
  {
    name: "nf_conntrack_tcp_timeout_fin_wait",
    information: 30,
    warning: 10,
    harm: "closing connections lose their entry",
    reason:
      "The first FIN is not yet acknowledged; if it is lost, it is retransmitted after one, two, four … seconds. RFC 5382 requires four minutes for closing connections; the kernel's default is 120 s.",
    source: `${RTO}; RFC 5382, REQ-5`,
  },
  {
    name: "nf_conntrack_tcp_timeout_close_wait",
    information: 10,
    warning: 5,
    harm: "applications that close late lose their connection",
    reason: "One side has closed, the application on the other side has not. The kernel's default is 60 s; kube-proxy sets an hour.",
    source: `${RTO}; kube-proxy, --conntrack-tcp-timeout-close-wait`,
  },
  {
    name: "nf_conntrack_tcp_timeout_last_ack",
    information: 10,
    warning: 5,
    harm: "a retransmitted last FIN is invalid",
    reason: "Only the last ACK is missing; if it is lost, the FIN is retransmitted after one, two, four … seconds.",
    source: RTO,
  },
  {
    name: "nf_conntrack_tcp_timeout_syn_sent",
    information: 20,
    warning: 10,
    harm: "slow connection attempts lose their entry",
    reason: "An unanswered SYN is retransmitted after 1, 3, 7 and 15 seconds; the last two are eight seconds apart.",
    source: RTO,
  },
  {
    name: "nf_conntrack_tcp_timeout_syn_recv",
    information: 20,
    warning: 10,
    harm: "slow handshakes lose their entry",
    reason: "An unanswered SYN-ACK is retransmitted after 1, 3, 7 and 15 seconds; the last two are eight seconds apart.",
    source: RTO,
  },
  {
    name: "nf_conntrack_tcp_timeout_unacknowledged",
    information: 120,
    warning: 60,
    harm: "connections break in a short outage",
    reason:
      "Linux waits up to two minutes between two retransmissions: with a shorter timeout, an outage that TCP survives loses the entry.",
    source: `${RTO}; include/net/tcp.h, TCP_RTO_MAX`,
  },
  {
    name: "nf_conntrack_tcp_timeout_max_retrans",
    information: 120,
    warning: 60,
    harm: "connections break in a short outage",
    reason:
      "Linux waits up to two minutes between two retransmissions: with a shorter timeout, an outage that TCP survives loses the entry.",
    source: `${RTO}; include/net/tcp.h, TCP_RTO_MAX`,
  },
  {
    name: "nf_conntrack_udp_timeout",
    information: 30,
    warning: 10,
    harm: "late replies find no entry",
    reason:
      "30 s is the kernel's default, two minutes the requirement of RFC 4787. A resolver with one server retries after five seconds and gives up after ten.",
    source: "RFC 4787, REQ-5; resolv.conf(5), timeout and attempts",
  },
  {
    name: "nf_conntrack_udp_timeout_stream",
    information: 120,
    warning: 30,
    harm: "VoIP and VPN keepalives arrive too late",
    reason:
      "Applications behind a NAT may rely on two minutes; below 30 s, even those with keepalives about every 25 s (WireGuard, SIP) lose their entry.",
    source: "RFC 4787, REQ-5; RFC 5626, 4.4.2; wg(8), PersistentKeepalive",
  },
  {
    name: "nf_conntrack_icmp_timeout",
    information: 10,
    warning: 5,
    harm: "slow echo replies are dropped",
    reason: "A reply over a bad path takes seconds. RFC 5508 requires a minute, more than the kernel's default of 30 s.",
    source: "RFC 5508, REQ-2",
  },
  {
    name: "nf_conntrack_icmpv6_timeout",
    information: 10,
    warning: 5,
    harm: "slow echo replies are dropped",
    reason: "A reply over a bad path takes seconds. RFC 5508 requires a minute, more than the kernel's default of 30 s.",
    source: "RFC 5508, REQ-2",
  },
  {
    name: "nf_conntrack_gre_timeout_stream",
    information: 180,
    warning: 60,
    harm: "idle tunnels lose their entry",
    reason: "180 s is the kernel's default; a tunnel without its own keepalives is idle whenever its traffic is.",
    source: "net/netfilter/nf_conntrack_proto_gre.c; the thresholds are our judgement",
  },
  {
    name: "nf_conntrack_generic_timeout",
    information: 60,
    warning: 10,
    harm: "tunnels and other protocols lose their entry between packets",
    reason:
      "For protocols without their own tracker, such as ESP and IP-in-IP, this is the only timeout; the kernel's default is ten minutes.",
    source: "net/netfilter/nf_conntrack_proto_generic.c; the thresholds are our judgement",
  },
  {
    name: "nf_conntrack_sctp_timeout_established",
    information: 210,
    warning: 60,
    harm: "idle associations lose their entry between heartbeats",
    reason:
      "210 s is the kernel's default: five heartbeats of 30 s and the longest retransmission of 60 s. Below 60 s there is not enough time for two heartbeats.",
    source: "Documentation/networking/nf_conntrack-sysctl.rst; RFC 9260, 16",
  },
];

const byName: ReadonlyMap<string, Steps> = new Map(TIMEOUT_STEPS.map((steps) => [steps.name, steps]));

/** By the last part of the key's path; undefined where no length is reported. */
export function stepsFor(name: string): Steps | undefined {
  return byName.get(name);
}
