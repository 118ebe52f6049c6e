// DCCP, tracked from 2008 until Linux 6.17 dropped it.
import { say } from "../../words/say.ts";
import type { KeyWords } from "../key-fact.ts";
import { seenIn } from "../source-trees.ts";
import { ofEntry, SWITCH_REMARK } from "./shared.words.ts";

const COMMON = {
  history: {
    since: say("Commit 2bc780499aa3 (2008-04-14, 2.6.26 by date); not in the 2.6.24 tree, present in 2.6.30."),
    removed: say("6.17 (commit fd72f265bb00, 2025-07-03): present in 6.16.3 and 6.16.12, in no 6.17."),
  },
  sources: [
    seenIn("net/netfilter/nf_conntrack_proto_dccp.c", "2.6.32.67", "3.18.24", "4.8.15"),
    seenIn("net/netfilter/nf_conntrack_standalone.c", "5.4.124", "6.1.176", "6.12.107", "6.14.0"),
  ],
};

export const DCCP_WORDS: Readonly<Record<string, KeyWords>> = {
  "net/netfilter/nf_conntrack_dccp_loose": {
    ...COMMON,
    meaning: say("Tracks DCCP connections even if their start was not seen."),
    history: { since: say("Not in the 2.6.24 tree, present in 2.6.30."), removed: COMMON.history.removed },
    remarks: [SWITCH_REMARK],
    named: [
      { value: 0, means: say("only connections seen from their first packet") },
      { value: 1, means: say("connections in progress are tracked") },
    ],
  },
  "net/netfilter/nf_conntrack_dccp_timeout_closereq": ofEntry({
    ...COMMON,
    meaning: say("Timeout of a DCCP entry after the server has asked the client to close."),
  }),
  "net/netfilter/nf_conntrack_dccp_timeout_closing": ofEntry({
    ...COMMON,
    meaning: say("Timeout of a DCCP entry after a Close, until the Reset that ends the connection."),
  }),
  "net/netfilter/nf_conntrack_dccp_timeout_open": ofEntry({ ...COMMON, meaning: say("Timeout of an open DCCP connection that is idle.") }),
  "net/netfilter/nf_conntrack_dccp_timeout_partopen": ofEntry({
    ...COMMON,
    meaning: say("Timeout of a DCCP entry that waits for the server after the client has acknowledged its Response."),
  }),
  "net/netfilter/nf_conntrack_dccp_timeout_request": ofEntry({
    ...COMMON,
    meaning: say("Timeout of a DCCP entry that waits for an answer to the client's Request."),
  }),
  "net/netfilter/nf_conntrack_dccp_timeout_respond": ofEntry({
    ...COMMON,
    meaning: say("Timeout of a DCCP entry that waits for the client after the server's Response."),
  }),
  "net/netfilter/nf_conntrack_dccp_timeout_timewait": ofEntry({
    ...COMMON,
    meaning: say("Timeout of a DCCP entry after the connection has ended, to match late packets."),
  }),
};
