// GRE, as in PPTP and plain tunnels.
import { say } from "../../words/say.ts";
import type { KeyWords } from "../key-fact.ts";
import { MEASURED, seenIn } from "../source-trees.ts";
import { STANDALONE } from "./shared.words.ts";

const COMMON = {
  history: {
    since: say("Documented on 2018-12-21 (5.0 by date); not in the 4.19 tree, present in 5.4. Before that the same values were fixed."),
  },
  remarks: [
    say("An entry keeps the two timeouts it was created with; a new value applies only to new entries."),
    say("Calls announced by the PPTP helper have fixed timeouts instead: 10 minutes, then 5 hours."),
    say("0 and negative numbers are accepted and make entries expire immediately, so replies find no entry."),
  ],
  sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_proto_gre.c", "3.18.24", "4.8.15", "5.4.124"), MEASURED],
};

export const GRE_WORDS: Readonly<Record<string, KeyWords>> = {
  "net/netfilter/nf_conntrack_gre_timeout": { ...COMMON, meaning: say("Timeout of a GRE entry while only one side has sent packets.") },
  "net/netfilter/nf_conntrack_gre_timeout_stream": {
    ...COMMON,
    meaning: say("Timeout of an idle GRE entry after both sides have sent packets."),
  },
};
