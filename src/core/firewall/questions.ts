// What people ask next, with the answers that hold for the rules at hand.
import type { FirewallReport } from "./report.ts";

export interface QuestionAnswer {
  readonly question: string;
  readonly answer: string;
}

/** Only those that matter for this answer; the sources are the kernel's, named in the comments. */
export function questionsOf(report: Pick<FirewallReport, "tracking" | "ports" | "because">): readonly QuestionAnswer[] {
  const works = report.ports.some(({ answer }) => answer === "works-untracked" || answer === "works-with-changes");
  const rules = report.because.map(({ rule, why }) => `${rule} ${why}`).join("\n");
  return ALL.filter(({ when }) => when({ tracking: report.tracking, works, rules })).map(({ question, answer }) => ({ question, answer }));
}

interface Given {
  readonly tracking: FirewallReport["tracking"];
  readonly works: boolean;
  readonly rules: string;
}

const ALL: readonly (QuestionAnswer & { readonly when: (given: Given) => boolean })[] = [
  {
    question: "Does an untracked connection have to be negotiated again?",
    // nf_conntrack_in() looks at packets and changes none; only NAT and synproxy do.
    answer:
      "No. Tracking only watches: TCP runs between the two ends. Open connections go on once their packets are accepted without a state.",
    when: ({ works }) => works,
  },
  {
    question: "Does a proxy such as HAProxy in front need tracking?",
    answer: "No. A proxy ends connections and opens its own; both kinds are local. Only NAT and rules that match on state need entries.",
    when: ({ works }) => works,
  },
  {
    question: "What about ICMP errors?",
    // Tried on 6.18.44: nf_conntrack_icmp_error() finds no entry for the quoted packet and leaves the error INVALID.
    answer:
      "Errors about untracked connections are invalid, not related. Accept them by type before invalid packets are dropped, or path MTU discovery breaks.",
    when: ({ works }) => works,
  },
  {
    question: "What about fragments?",
    // nf_defrag_ipv4 stands at priority -400, before raw.
    answer:
      "Where tracking is on, packets are defragmented before the raw rules, with notrack or without. That ends only where tracking is off.",
    when: ({ tracking }) => tracking === "on",
  },
  {
    question: "Do limits of new connections still work?",
    answer:
      "The rules to write copy them for the packets that open an untracked TCP connection. Of UDP no packet tells that it is the first: such ports stay tracked.",
    when: ({ rules, works }) => works && /limit|recent|meter/i.test(rules),
  },
  {
    question: "What about FTP and SIP?",
    answer:
      "A helper reads the tracked control connection and expects the others. Keep control connections tracked, or fix the range of data ports and accept it.",
    when: ({ rules }) => /helper|ftp|sip/i.test(rules),
  },
  {
    question: "Does dropping invalid packets still work?",
    answer: "For what is tracked, yes. Untracked packets are never invalid: nobody checks their sequence numbers but the two ends.",
    when: ({ rules, works }) => works && /invalid/i.test(rules),
  },
  {
    question: "What do the statistics show?",
    answer: "Untracked packets are in no table: conntrack -L, conntrack -S and the accounting of flows do not show them.",
    when: ({ works }) => works,
  },
];

/** What turns tracking on and is in no rule set: tried on Linux 6.12.118 (test/firewall/machine). IPVS does not. */
export const ELSEWHERE =
  "Rules do not show everything: flows of Open vSwitch and filters of tc with a ct action, and enable_hooks=1 of the module, track without rules. Tables of iptables-legacy are not in nft's list; see /proc/net/ip_tables_names and ip6_tables_names.";
