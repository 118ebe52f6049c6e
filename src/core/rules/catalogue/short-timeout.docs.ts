// The documentation of the rule short-timeout.
import { TIMEOUT_STEPS } from "../../advice/timeout-steps.ts";
import { STEPS_REASONS } from "../../advice/timeout-steps.words.ts";
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const shortTimeoutDocs: RuleDocs = {
  title: say("The timeout is shorter than the traffic needs"),
  why: say(
    "When its entry has expired, a connection is unknown: a NAT gateway no longer knows where its packets belong, and a firewall treats them as a new connection or as invalid. Short timeouts do save entries, and a full table is worse than a short timeout; but they only help for states that hold many entries, and hurt most where connections are idle. Each key has two thresholds: information below the first, a warning below the second. None of the kernel's own defaults is below a threshold.",
  ),
  table: {
    columns: [say("Key"), say("Information below"), say("Warning below"), say("Why"), say("Source")],
    rows: TIMEOUT_STEPS.map(({ name, information, warning }) => {
      const { reason = "", source = "" } = STEPS_REASONS[name] ?? {};
      return [name, `${information} s`, `${warning} s`, reason, source];
    }),
  },
  examples: [
    {
      bad: "net.ipv4.tcp_keepalive_time = 120\nnet.netfilter.nf_conntrack_tcp_timeout_established = 300\n",
      good: "net.ipv4.tcp_keepalive_time = 120\nnet.netfilter.nf_conntrack_tcp_timeout_established = 7440\n",
    },
    { bad: "net.netfilter.nf_conntrack_udp_timeout_stream = 60\n", good: "net.netfilter.nf_conntrack_udp_timeout_stream = 120\n" },
  ],
  exceptions: say(
    "The hosts behind the table send keepalives more often than the timeout, or the traffic is known to be short, as in front of a web server.",
  ),
  sources: ["each row of the table has its own; the thresholds are our judgement"],
};
