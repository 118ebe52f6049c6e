// From where on a short timeout is reported, with the reason and where that comes from. Kernel defaults stay above every
// step. Judgement, based on the sources; none is a kernel limit.
import { say } from "../words/say.ts";
import type { Steps } from "./advice.ts";

export const TIMEOUT_STEPS: readonly Steps[] = [
  {
    name: "nf_conntrack_tcp_timeout_established",
    information: 7440,
    warning: 601,
    harm: say("idle connections lose their entry"),
  },
  {
    name: "nf_conntrack_tcp_timeout_time_wait",
    information: 30,
    warning: 10,
    harm: say("a retransmitted FIN is invalid"),
  },
  {
    name: "nf_conntrack_tcp_timeout_fin_wait",
    information: 30,
    warning: 10,
    harm: say("closing connections lose their entry"),
  },
  {
    name: "nf_conntrack_tcp_timeout_close_wait",
    information: 30,
    warning: 10,
    harm: say("applications that close late lose their connection"),
  },
  {
    name: "nf_conntrack_tcp_timeout_last_ack",
    information: 10,
    warning: 5,
    harm: say("a retransmitted last FIN is invalid"),
  },
  {
    name: "nf_conntrack_tcp_timeout_syn_sent",
    information: 20,
    warning: 10,
    harm: say("slow connection attempts lose their entry"),
  },
  {
    name: "nf_conntrack_tcp_timeout_syn_recv",
    information: 20,
    warning: 10,
    harm: say("slow handshakes lose their entry"),
  },
  {
    name: "nf_conntrack_tcp_timeout_unacknowledged",
    information: 120,
    warning: 60,
    harm: say("connections break in a short outage"),
  },
  {
    name: "nf_conntrack_tcp_timeout_max_retrans",
    information: 120,
    warning: 60,
    harm: say("connections break in a short outage"),
  },
  {
    name: "nf_conntrack_udp_timeout",
    information: 30,
    warning: 10,
    harm: say("late replies find no entry"),
  },
  {
    name: "nf_conntrack_udp_timeout_stream",
    information: 120,
    warning: 30,
    harm: say("VoIP and VPN keepalives arrive too late"),
  },
  {
    name: "nf_conntrack_icmp_timeout",
    information: 10,
    warning: 5,
    harm: say("slow echo replies are dropped"),
  },
  {
    name: "nf_conntrack_icmpv6_timeout",
    information: 10,
    warning: 5,
    harm: say("slow echo replies are dropped"),
  },
  {
    name: "nf_conntrack_gre_timeout_stream",
    information: 180,
    warning: 60,
    harm: say("idle tunnels lose their entry"),
  },
  {
    name: "nf_conntrack_generic_timeout",
    information: 60,
    warning: 10,
    harm: say("tunnels and other protocols lose their entry between packets"),
  },
  {
    name: "nf_conntrack_sctp_timeout_established",
    information: 210,
    warning: 60,
    harm: say("idle associations lose their entry between heartbeats"),
  },
];

const byPath: ReadonlyMap<string, Steps> = new Map(TIMEOUT_STEPS.map((steps) => [`net/netfilter/${steps.name}`, steps]));

/** Of a key, by its path below /proc/sys; undefined where no length is reported. */
export function stepsFor(path: string): Steps | undefined {
  return byPath.get(path);
}
