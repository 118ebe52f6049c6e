// UDP: how long an entry lives without and with answers.
import { say } from "../../words/say.ts";
import type { KeyWords } from "../key-fact.ts";
import { MEASURED, seenIn } from "../source-trees.ts";
import { OLD_AS_CONNTRACK, ofEntry, STANDALONE } from "./shared.words.ts";

export const UDP_WORDS: Readonly<Record<string, KeyWords>> = {
  "net/netfilter/nf_conntrack_udp_timeout": ofEntry({
    meaning: say("Timeout of an idle UDP entry that is not a stream: a request without a reply, or a short exchange."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [say("In 6.18, an exchange that ends within 2 seconds, such as DNS, keeps this timeout although it was answered.")],
    sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_proto_udp.c", "2.6.18", "3.18.24", "6.18.2"), MEASURED],
  }),
  "net/netfilter/nf_conntrack_udp_timeout_stream": ofEntry({
    meaning: say("Timeout of an idle UDP entry with traffic in both directions for a while, such as a call or a tunnel."),
    history: {
      since: `${OLD_AS_CONNTRACK} ${say("The default fell from 180 (4.19 and older) to 120 (5.4 and newer; documented on 2018-12-21).")}`,
    },
    sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_proto_udp.c", "2.6.18", "4.19.72", "5.4.124", "6.18.2"), MEASURED],
  }),
};
