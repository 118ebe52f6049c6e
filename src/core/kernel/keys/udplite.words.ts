// UDP-Lite while it had timeouts of its own; today it shares those of UDP.
import { say } from "../../words/say.ts";
import type { KeyWords } from "../key-fact.ts";
import { seenIn } from "../source-trees.ts";
import { ofEntry } from "./shared.words.ts";

const COMMON = {
  history: {
    since: say("Not in the 2.6.18 tree, present in 2.6.24."),
    removed: say("Not in the 4.14 tree; last seen in 4.8 and in a vendor's 4.9."),
  },
  remarks: [say("On kernels without it, nf_conntrack_udp_timeout and nf_conntrack_udp_timeout_stream apply to UDP-Lite entries.")],
  sources: [seenIn("net/netfilter/nf_conntrack_proto_udplite.c", "2.6.24", "2.6.32.67", "4.8.15", "4.9.337")],
};

export const UDPLITE_WORDS: Readonly<Record<string, KeyWords>> = {
  "net/netfilter/nf_conntrack_udplite_timeout": ofEntry({ ...COMMON, meaning: say("Timeout of a UDP-Lite entry without replies.") }),
  "net/netfilter/nf_conntrack_udplite_timeout_stream": ofEntry({
    ...COMMON,
    meaning: say("Timeout of a UDP-Lite entry with traffic in both directions."),
  }),
};
