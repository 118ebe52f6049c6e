// Which values of each timeout we recommend for what: none is below the step from which on a short one is reported
// (timeout-steps.ts). Judgement, based on the sources; none is a kernel limit.

import { KUBE_PROXY, KUBE_PROXY_SOURCE } from "../boot/other-programs/kube-proxy-figures.ts";
import { say } from "../words/say.ts";
import type { TimeoutAdvice } from "./advice.ts";

const RTO = say("RFC 6298 (retransmission back-off)");

export const TIMEOUT_ADVICE: readonly TimeoutAdvice[] = [
  {
    name: "nf_conntrack_tcp_timeout_established",
    values: [
      {
        seconds: KUBE_PROXY.established,
        for: ["save", "nat", "node", "offer"],
        why: say("one idle day instead of five; what kube-proxy sets"),
        risk: say("A connection idle for a day loses its entry; behind NAT it then breaks."),
        source: `RFC 5382, REQ-5 (at least 2 h 4 min); ${KUBE_PROXY_SOURCE}`,
      },
      {
        seconds: 7440,
        for: ["save", "idle", "web", "rfc-nat", "openwrt", "offer"],
        why: say("2 h 4 min, just longer than the first keepalive of 7200 s: the minimum for a NAT in RFC 5382 (REQ-5)"),
        risk: say("A connection idle for over 2 h 4 min loses its entry; behind NAT it then breaks."),
        source: "RFC 5382, REQ-5; OpenWrt, sysctl-nf-conntrack.conf",
      },
    ],
  },
  {
    name: "nf_conntrack_tcp_timeout_time_wait",
    values: [
      {
        seconds: 60,
        for: ["web"],
        why: say("as long as the host's own sockets stay in TIME-WAIT (TCP_TIMEWAIT_LEN)"),
        risk: say(
          "A FIN that is retransmitted later than 1 min after a connection has closed is invalid; RFC 5382 requires 4 min for a NAT.",
        ),
        source: "include/net/tcp.h, TCP_TIMEWAIT_LEN",
      },
      {
        seconds: 30,
        for: ["save", "ended"],
        why: say("enough time to retransmit the FIN four times if the last ACK is lost"),
        risk: say(
          "A FIN that is retransmitted later than 30 s after a connection has closed is invalid; RFC 5382 requires 4 min for a NAT.",
        ),
        source: RTO,
      },
      {
        seconds: 240,
        for: ["rfc-nat"],
        why: say("4 min, the minimum for closing connections through a NAT in RFC 5382"),
        source: "RFC 5382, REQ-5",
      },
    ],
  },
  {
    name: "nf_conntrack_tcp_timeout_fin_wait",
    values: [
      {
        seconds: 30,
        for: ["save", "ended"],
        why: say("enough time to retransmit a lost FIN four times"),
        risk: say("If a side takes longer than 30 s to acknowledge the other side's FIN, the connection breaks."),
        source: RTO,
      },
      {
        seconds: 240,
        for: ["rfc-nat"],
        why: say("4 min, the minimum for closing connections through a NAT in RFC 5382"),
        source: "RFC 5382, REQ-5",
      },
    ],
  },
  {
    name: "nf_conntrack_tcp_timeout_close_wait",
    values: [
      {
        seconds: 30,
        for: ["save"],
        why: say("enough time for the other application to close"),
        risk: say("A half-closed connection that is idle for 30 s, such as while a server prepares a reply, breaks."),
        source: RTO,
      },
      {
        seconds: 240,
        for: ["rfc-nat"],
        why: say("4 min, the minimum for closing connections through a NAT in RFC 5382"),
        source: "RFC 5382, REQ-5",
      },
      { seconds: KUBE_PROXY.closeWait, for: ["node", "offer"], why: say("an hour, what kube-proxy sets"), source: KUBE_PROXY_SOURCE },
    ],
  },
  {
    name: "nf_conntrack_tcp_timeout_last_ack",
    values: [
      {
        seconds: 10,
        for: ["save"],
        why: say("enough time to retransmit a lost FIN three times"),
        risk: say("On a lossy link, the last acknowledgement may arrive after its entry has expired."),
        source: RTO,
      },
      {
        seconds: 240,
        for: ["rfc-nat"],
        why: say("4 min, the minimum for closing connections through a NAT in RFC 5382"),
        source: "RFC 5382, REQ-5",
      },
    ],
  },
  {
    name: "nf_conntrack_tcp_timeout_syn_sent",
    values: [
      {
        seconds: 30,
        for: ["save"],
        why: say("enough time to retransmit a SYN four times"),
        risk: say("A server that takes longer than 30 s to answer cannot be reached."),
        source: RTO,
      },
      {
        seconds: 20,
        for: ["unanswered"],
        why: say("a SYN is rarely answered after that"),
        risk: say("A server that takes longer than 20 s to answer cannot be reached."),
        source: RTO,
      },
      {
        seconds: 240,
        for: ["rfc-nat"],
        why: say("4 min, the minimum for opening connections through a NAT in RFC 5382"),
        source: "RFC 5382, REQ-5",
      },
    ],
  },
  {
    name: "nf_conntrack_tcp_timeout_syn_recv",
    values: [
      {
        seconds: 30,
        for: ["save"],
        why: say("enough time to retransmit a SYN-ACK four times"),
        risk: say("A client that takes longer than 30 s to complete the handshake cannot connect."),
        source: RTO,
      },
      {
        seconds: 20,
        for: ["unanswered"],
        why: say("enough time to retransmit a SYN-ACK three times"),
        risk: say("A client that takes longer than 20 s to complete the handshake cannot connect."),
        source: RTO,
      },
      {
        seconds: 240,
        for: ["rfc-nat"],
        why: say("4 min, the minimum for opening connections through a NAT in RFC 5382"),
        source: "RFC 5382, REQ-5",
      },
    ],
  },
  {
    name: "nf_conntrack_tcp_timeout_unacknowledged",
    values: [
      {
        seconds: 120,
        for: ["save"],
        why: say("the longest that Linux waits between two retransmissions"),
        risk: say("A transfer that stalls for over 2 min breaks."),
        source: "include/net/tcp.h, TCP_RTO_MAX",
      },
    ],
  },
  {
    name: "nf_conntrack_udp_timeout",
    values: [
      {
        seconds: 30,
        for: ["save", "unanswered"],
        why: say("the kernel's default"),
        risk: say("A reply that takes longer than 30 s finds no entry; RFC 4787 requires 2 min for a NAT."),
        source: "net/netfilter/nf_conntrack_proto_udp.c",
      },
      { seconds: 60, for: ["openwrt"], why: say("a minute, what OpenWrt sets"), source: "OpenWrt, sysctl-nf-conntrack.conf" },
      { seconds: 120, for: ["rfc-nat", "offer"], why: say("2 minutes, the minimum for a NAT in RFC 4787"), source: "RFC 4787, REQ-5" },
    ],
  },
  {
    name: "nf_conntrack_udp_timeout_stream",
    values: [
      {
        seconds: 120,
        for: ["save", "rfc-nat"],
        why: say("2 minutes, the minimum for a NAT in RFC 4787"),
        risk: say("A call or tunnel that is idle for over 2 min loses its entry."),
        source: "RFC 4787, REQ-5",
      },
      { seconds: 180, for: ["openwrt"], why: say("3 minutes, what OpenWrt sets"), source: "OpenWrt, sysctl-nf-conntrack.conf" },
      {
        seconds: 300,
        for: ["nat", "offer"],
        why: say("5 minutes, for calls and tunnels: what RFC 4787 (REQ-5) recommends for a NAT"),
        source: "RFC 4787, REQ-5",
      },
    ],
  },
  {
    name: "nf_conntrack_icmp_timeout",
    values: [
      {
        seconds: 10,
        for: ["save"],
        why: say("enough time for a slow reply"),
        risk: say("A ping reply that takes longer than 10 s finds no entry; RFC 5508 requires 1 min for a NAT."),
        source: "RFC 5508, REQ-2",
      },
      { seconds: 60, for: ["rfc-nat", "offer"], why: say("the minimum for a NAT in RFC 5508"), source: "RFC 5508, REQ-2" },
    ],
  },
  {
    name: "nf_conntrack_icmpv6_timeout",
    values: [
      {
        seconds: 10,
        for: ["save"],
        why: say("enough time for a slow reply"),
        risk: say("A ping reply that takes longer than 10 s finds no entry."),
        source: "RFC 5508, REQ-2",
      },
    ],
  },
  {
    name: "nf_conntrack_gre_timeout_stream",
    values: [
      {
        seconds: 180,
        for: ["save"],
        why: say("the kernel's default"),
        risk: say("A tunnel that is idle for over 3 min loses its entry."),
        source: "net/netfilter/nf_conntrack_proto_gre.c",
      },
    ],
  },
  {
    name: "nf_conntrack_generic_timeout",
    values: [
      {
        seconds: 120,
        for: ["save"],
        why: say("two idle minutes"),
        risk: say("A tunnel of a protocol without its own tracker, such as ESP, loses its entry after 2 idle minutes."),
        source: "net/netfilter/nf_conntrack_proto_generic.c; the figure is our judgement",
      },
    ],
  },
  {
    name: "nf_conntrack_sctp_timeout_established",
    values: [
      {
        seconds: 210,
        for: ["save"],
        why: say("the kernel's default since 6.2"),
        risk: say("An association without heartbeats for 210 s loses its entry."),
        source: "Documentation/networking/nf_conntrack-sysctl.rst",
      },
    ],
  },
  {
    name: "nf_conntrack_tcp_timeout_close",
    values: [
      {
        seconds: 5,
        for: ["save"],
        why: say("enough time for packets sent before the reset"),
        risk: say("Packets that arrive later than 5 s after a reset find no entry."),
        source: "the figure is our judgement",
      },
    ],
  },
];
