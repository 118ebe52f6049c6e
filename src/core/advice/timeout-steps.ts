// From where on a short timeout is reported, with the reason and where that comes from. Kernel defaults stay above every
// step. Judgement, based on the sources; none is a kernel limit.
import type { Steps } from "./advice.ts";

const RTO = "RFC 6298 (retransmission back-off)";

export const TIMEOUT_STEPS: readonly Steps[] = [
  {
    name: "nf_conntrack_tcp_timeout_established",
    information: 7440,
    warning: 601,
    harm: "idle connections are forgotten",
    reason:
      "2 h 4 min is a host's first keepalive (two hours) and four minutes to answer it; ten minutes is what a pool that may shrink leaves its connections idle.",
    source: "RFC 5382, REQ-5; HikariCP, idleTimeout (600 s, where minimumIdle is below maximumPoolSize)",
  },
  {
    name: "nf_conntrack_tcp_timeout_time_wait",
    information: 30,
    warning: 10,
    harm: "a repeated FIN counts as invalid",
    reason:
      "A lost last ACK is asked for again after one, two, four, eight … seconds; Linux hosts keep their own TIME-WAIT for 60 s. RFC 5382 wants four minutes, which the kernel's own 120 s do not give either.",
    source: `${RTO}; include/net/tcp.h, TCP_TIMEWAIT_LEN; RFC 5382, REQ-5`,
  },
  {
    name: "nf_conntrack_tcp_timeout_fin_wait",
    information: 30,
    warning: 10,
    harm: "closing connections lose their entry",
    reason:
      "The first FIN has yet to be acknowledged; if it is lost it comes again after one, two, four … seconds. RFC 5382 wants four minutes for closing connections; the kernel gives 120 s.",
    source: `${RTO}; RFC 5382, REQ-5`,
  },
  {
    name: "nf_conntrack_tcp_timeout_close_wait",
    information: 10,
    warning: 5,
    harm: "applications that close late are cut off",
    reason: "One side is done, the other one's application has yet to close. The kernel gives 60 s; kube-proxy asks for an hour.",
    source: `${RTO}; kube-proxy, --conntrack-tcp-timeout-close-wait`,
  },
  {
    name: "nf_conntrack_tcp_timeout_last_ack",
    information: 10,
    warning: 5,
    harm: "a repeated last FIN counts as invalid",
    reason: "Only the last ACK is missing; if it is lost, the FIN comes again after one, two, four … seconds.",
    source: RTO,
  },
  {
    name: "nf_conntrack_tcp_timeout_syn_sent",
    information: 20,
    warning: 10,
    harm: "slow connection attempts lose their entry",
    reason: "A SYN without an answer is repeated after 1, 3, 7 and 15 seconds; between the last two lie eight.",
    source: RTO,
  },
  {
    name: "nf_conntrack_tcp_timeout_syn_recv",
    information: 20,
    warning: 10,
    harm: "slow handshakes lose their entry",
    reason: "A SYN-ACK without an answer is repeated after 1, 3, 7 and 15 seconds; between the last two lie eight.",
    source: RTO,
  },
  {
    name: "nf_conntrack_tcp_timeout_unacknowledged",
    information: 120,
    warning: 60,
    harm: "connections die in a short outage",
    reason: "Linux lets the time between two retransmissions grow to two minutes: below that, an outage that TCP survives loses the entry.",
    source: `${RTO}; include/net/tcp.h, TCP_RTO_MAX`,
  },
  {
    name: "nf_conntrack_tcp_timeout_max_retrans",
    information: 120,
    warning: 60,
    harm: "connections die in a short outage",
    reason: "Linux lets the time between two retransmissions grow to two minutes: below that, an outage that TCP survives loses the entry.",
    source: `${RTO}; include/net/tcp.h, TCP_RTO_MAX`,
  },
  {
    name: "nf_conntrack_udp_timeout",
    information: 30,
    warning: 10,
    harm: "late answers find no entry",
    reason:
      "30 s is the kernel's own figure, two minutes are RFC 4787's. A resolver with one server asks again after five seconds and gives up after ten.",
    source: "RFC 4787, REQ-5; resolv.conf(5), timeout and attempts",
  },
  {
    name: "nf_conntrack_udp_timeout_stream",
    information: 120,
    warning: 30,
    harm: "keepalives of VoIP and VPN come too late",
    reason:
      "Two minutes are what applications may count on behind a NAT; below 30 s even those that keep alive every 25 s or so (WireGuard, SIP) are lost.",
    source: "RFC 4787, REQ-5; RFC 5626, 4.4.2; wg(8), PersistentKeepalive",
  },
  {
    name: "nf_conntrack_icmp_timeout",
    information: 10,
    warning: 5,
    harm: "slow echo replies are dropped",
    reason: "A reply over a bad path takes seconds. RFC 5508 wants a minute, which the kernel's own 30 s do not give either.",
    source: "RFC 5508, REQ-2",
  },
  {
    name: "nf_conntrack_icmpv6_timeout",
    information: 10,
    warning: 5,
    harm: "slow echo replies are dropped",
    reason: "A reply over a bad path takes seconds. RFC 5508 wants a minute, which the kernel's own 30 s do not give either.",
    source: "RFC 5508, REQ-2",
  },
  {
    name: "nf_conntrack_gre_timeout_stream",
    information: 180,
    warning: 60,
    harm: "idle tunnels are forgotten",
    reason: "180 s is the kernel's own figure; a tunnel without keepalives of its own is silent whenever its traffic is.",
    source: "net/netfilter/nf_conntrack_proto_gre.c; the steps are our own",
  },
  {
    name: "nf_conntrack_generic_timeout",
    information: 60,
    warning: 10,
    harm: "tunnels and other protocols lose their entry between packets",
    reason:
      "For protocols without a tracker of their own, such as ESP and IP-in-IP, an entry is all there is; the kernel gives ten minutes.",
    source: "net/netfilter/nf_conntrack_proto_generic.c; the steps are our own",
  },
  {
    name: "nf_conntrack_sctp_timeout_established",
    information: 210,
    warning: 60,
    harm: "idle associations are forgotten between heartbeats",
    reason:
      "210 s is the kernel's figure: five heartbeats of 30 s and the longest retransmission of 60 s. Below 60 s two heartbeats do not fit.",
    source: "Documentation/networking/nf_conntrack-sysctl.rst; RFC 9260, 16",
  },
];

const byName: ReadonlyMap<string, Steps> = new Map(TIMEOUT_STEPS.map((steps) => [steps.name, steps]));

/** By the last part of the key's path; undefined where no length is reported. */
export function stepsFor(name: string): Steps | undefined {
  return byName.get(name);
}
