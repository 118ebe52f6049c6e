// From where on a short timeout is reported, with the reason and where that comes from. Kernel defaults stay above every
// step. Judgement, based on the sources; none is a kernel limit.
import { say } from "../words/say.ts";
import type { Steps } from "./advice.ts";

export const TIMEOUT_STEPS: readonly Steps[] = [
  {
    name: "nf_conntrack_tcp_timeout_established",
    information: 7440,
    warning: 601,
    short: (values) => say("{value} is short: idle connections lose their entry; write {least} or more", values),
  },
  {
    name: "nf_conntrack_tcp_timeout_time_wait",
    information: 30,
    warning: 10,
    short: (values) => say("{value} is short: a retransmitted FIN is invalid; write {least} or more", values),
  },
  {
    name: "nf_conntrack_tcp_timeout_fin_wait",
    information: 30,
    warning: 10,
    short: (values) => say("{value} is short: closing connections lose their entry; write {least} or more", values),
  },
  {
    name: "nf_conntrack_tcp_timeout_close_wait",
    information: 30,
    warning: 10,
    short: (values) => say("{value} is short: applications that close late lose their connection; write {least} or more", values),
  },
  {
    name: "nf_conntrack_tcp_timeout_last_ack",
    information: 10,
    warning: 5,
    short: (values) => say("{value} is short: a retransmitted last FIN is invalid; write {least} or more", values),
  },
  {
    name: "nf_conntrack_tcp_timeout_syn_sent",
    information: 20,
    warning: 10,
    short: (values) => say("{value} is short: slow connection attempts lose their entry; write {least} or more", values),
  },
  {
    name: "nf_conntrack_tcp_timeout_syn_recv",
    information: 20,
    warning: 10,
    short: (values) => say("{value} is short: slow handshakes lose their entry; write {least} or more", values),
  },
  {
    name: "nf_conntrack_tcp_timeout_unacknowledged",
    information: 120,
    warning: 60,
    short: (values) => say("{value} is short: connections break in a short outage; write {least} or more", values),
  },
  {
    name: "nf_conntrack_tcp_timeout_max_retrans",
    information: 120,
    warning: 60,
    short: (values) => say("{value} is short: connections break in a short outage; write {least} or more", values),
  },
  {
    name: "nf_conntrack_udp_timeout",
    information: 30,
    warning: 10,
    short: (values) => say("{value} is short: late replies find no entry; write {least} or more", values),
  },
  {
    name: "nf_conntrack_udp_timeout_stream",
    information: 120,
    warning: 30,
    short: (values) => say("{value} is short: VoIP and VPN keepalives arrive too late; write {least} or more", values),
  },
  {
    name: "nf_conntrack_icmp_timeout",
    information: 10,
    warning: 5,
    short: (values) => say("{value} is short: slow echo replies are dropped; write {least} or more", values),
  },
  {
    name: "nf_conntrack_icmpv6_timeout",
    information: 10,
    warning: 5,
    short: (values) => say("{value} is short: slow echo replies are dropped; write {least} or more", values),
  },
  {
    name: "nf_conntrack_gre_timeout_stream",
    information: 180,
    warning: 60,
    short: (values) => say("{value} is short: idle tunnels lose their entry; write {least} or more", values),
  },
  {
    name: "nf_conntrack_generic_timeout",
    information: 60,
    warning: 10,
    short: (values) => say("{value} is short: tunnels and other protocols lose their entry between packets; write {least} or more", values),
  },
  {
    name: "nf_conntrack_sctp_timeout_established",
    information: 210,
    warning: 60,
    short: (values) => say("{value} is short: idle associations lose their entry between heartbeats; write {least} or more", values),
  },
];

const byPath: ReadonlyMap<string, Steps> = new Map(TIMEOUT_STEPS.map((steps) => [`net/netfilter/${steps.name}`, steps]));

/** Of a key, by its path below /proc/sys; undefined where no length is reported. */
export function stepsFor(path: string): Steps | undefined {
  return byPath.get(path);
}
