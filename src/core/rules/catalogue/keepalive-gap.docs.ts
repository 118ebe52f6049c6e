// The documentation of the rule keepalive-gap.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const keepaliveGapDocs: RuleDocs = {
  title: say("Idle connections lose their entry before the first keepalive"),
  why: say(
    "A socket with SO_KEEPALIVE sends its first probe after `net.ipv4.tcp_keepalive_time`, two hours by default. If `nf_conntrack_tcp_timeout_established` is not longer, this host's own idle connections lose their entry before the probe that should keep them alive: behind NAT the probe is lost, elsewhere it is treated as a new connection, or as invalid with `nf_conntrack_tcp_loose = 0`. If the file itself sets both, the finding is a warning.",
  ),
  examples: [
    {
      bad: "net.ipv4.tcp_keepalive_time = 9000\nnet.netfilter.nf_conntrack_tcp_timeout_established = 7440\n",
      good: "net.ipv4.tcp_keepalive_time = 9000\nnet.netfilter.nf_conntrack_tcp_timeout_established = 9240\n",
    },
  ],
  exceptions: say("The host only forwards: the hosts behind it have their own keepalive times."),
  sources: ["Documentation/networking/ip-sysctl.rst, tcp_keepalive_time", "RFC 5382, REQ-5"],
};
