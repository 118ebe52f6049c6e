// What people ask next, with the answers that hold for the rules at hand.
import { say } from "../words/say.ts";
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
    question: say("Do untracked connections have to be opened again?"),
    // nf_conntrack_in() looks at packets and changes none; only NAT and synproxy do.
    answer: say(
      "No, unless NAT translates them: those need tracking. Otherwise tracking only observes; open connections continue once their packets are accepted without matching a state.",
    ),
    when: ({ works }) => works,
  },
  {
    question: say("Does a proxy such as HAProxy need tracking?"),
    answer: say("No. A proxy terminates connections and opens its own; both are local. Only NAT and stateful rules need entries."),
    when: ({ works }) => works,
  },
  {
    question: say("What about ICMP errors?"),
    // Tried on 6.18.44: nf_conntrack_icmp_error() finds no entry for the quoted packet and leaves the error INVALID.
    answer: say(
      "ICMP errors for untracked connections are invalid, not related. Accept them by type before the rule that drops invalid packets; otherwise path MTU discovery breaks.",
    ),
    when: ({ works }) => works,
  },
  {
    question: say("What about fragments?"),
    // nf_defrag_ipv4 stands at priority -400, before raw.
    answer: say(
      "While tracking is on, packets are defragmented before the raw rules, with or without notrack. This stops only when tracking is off.",
    ),
    when: ({ tracking }) => tracking === "on",
  },
  {
    question: say("Do limits of new connections still work?"),
    answer: say(
      "The suggested rules copy the limits for packets that open an untracked TCP connection. UDP has no such packet, so these ports stay tracked.",
    ),
    when: ({ rules, works }) => works && /limit|recent|meter/i.test(rules),
  },
  {
    question: say("What about FTP and SIP?"),
    answer: say(
      "A helper reads the tracked control connection and expects the data connections. Keep control connections tracked, or configure a fixed range of data ports and accept it.",
    ),
    when: ({ rules }) => /helper|ftp|sip/i.test(rules),
  },
  {
    question: say("Does dropping invalid packets still work?"),
    answer: say("Yes, for tracked packets. Untracked packets are never invalid: only the two endpoints check their sequence numbers."),
    when: ({ rules, works }) => works && /invalid/i.test(rules),
  },
  {
    question: say("What do the statistics show?"),
    answer: say("Untracked packets have no entries: conntrack -L, conntrack -S and flow accounting do not show them."),
    when: ({ works }) => works,
  },
];

/** What turns tracking on and is in no rule set: tried on Linux 6.12.118 (test/firewall/machine). IPVS does not. */
export const ELSEWHERE = say(
  "Rules do not show everything: Open vSwitch flows and tc filters with a ct action, and the module option enable_hooks=1, track without rules. nft does not list iptables-legacy tables; see /proc/net/ip_tables_names and ip6_tables_names.",
);
