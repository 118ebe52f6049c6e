// TCP: how long an entry lives in each state of a connection, and how strict the tracker is.
import { say } from "../../words/say.ts";
import type { KeyWords } from "../key-fact.ts";
import { MEASURED, seenIn } from "../source-trees.ts";
import { OLD_AS_CONNTRACK, ofEntry, STANDALONE, SWITCH_REMARK } from "./shared.words.ts";

const DEFAULTS = seenIn("net/netfilter/nf_conntrack_proto_tcp.c", "2.6.18", "2.6.32.67", "3.18.24", "6.18.2");
const SOURCES = [STANDALONE, DEFAULTS, MEASURED];

export const TCP_WORDS: Readonly<Record<string, KeyWords>> = {
  "net/netfilter/nf_conntrack_tcp_be_liberal": {
    meaning: say("Accepts TCP packets outside the window; only resets outside it are still INVALID."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [
      say("Useful if an offload hides packets from the host. It does not help if the host sees only one direction."),
      SWITCH_REMARK,
    ],
    named: [
      { value: 0, means: say("the window is checked fully") },
      { value: 1, means: say("only resets outside the window are INVALID") },
    ],
    sources: SOURCES,
  },
  "net/netfilter/nf_conntrack_tcp_ignore_invalid_rst": {
    meaning: say("Accepts TCP resets outside the window as valid instead of marking them INVALID."),
    history: { since: say("5.14 or 5.15: not in the 5.10 tree, present in 5.15.") },
    named: [
      { value: 0, means: say("resets outside the window are INVALID") },
      { value: 1, means: say("resets are not checked against the window") },
    ],
    sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_standalone.c", "5.15.41"), MEASURED],
  },
  "net/netfilter/nf_conntrack_tcp_loose": {
    meaning: say("Tracks connections even if their handshake was not seen, such as after a reboot or a failover."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [
      say("With 0, a connection is INVALID after its entry has expired, because its next packet is not a SYN."),
      say("In 2.6.18 the default is 3; the meaning of numbers above 1 there is unverified."),
      SWITCH_REMARK,
    ],
    named: [
      { value: 0, means: say("only connections seen from their first SYN") },
      { value: 1, means: say("connections in progress are tracked") },
    ],
    sources: SOURCES,
  },
  "net/netfilter/nf_conntrack_tcp_max_retrans": {
    meaning: say("Number of unanswered retransmissions after which tcp_timeout_max_retrans limits the entry's timeout."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [
      say("0 does not mean unlimited: every entry then lasts at most tcp_timeout_max_retrans."),
      say("Any whole number up to 5.10; 0 to 255 since 5.15."),
    ],
    sources: SOURCES,
  },
  "net/netfilter/nf_conntrack_tcp_timeout_close": ofEntry({
    meaning: say("Timeout of an entry after a reset has ended its connection."),
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_tcp_timeout_close_wait": ofEntry({
    meaning: say("Timeout of an idle entry after one side has closed and the other has not."),
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_tcp_timeout_established": ofEntry({
    meaning: say("Timeout of an open connection that is idle."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [
      say("The default is 5 days: if a peer disappears without closing, its entries stay that long."),
      say("A connection that is idle for longer loses its entry; behind NAT it then breaks."),
    ],
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_tcp_timeout_fin_wait": ofEntry({
    meaning: say("Timeout of an idle entry after the first FIN, until it is acknowledged."),
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_tcp_timeout_last_ack": ofEntry({
    meaning: say("Timeout of an entry that waits for the acknowledgement of the second FIN."),
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_tcp_timeout_max_retrans": ofEntry({
    meaning: say("Maximum remaining timeout of an entry after tcp_max_retrans unanswered retransmissions."),
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_tcp_timeout_syn_recv": ofEntry({
    meaning: say("Timeout of an entry after SYN and SYN+ACK, until the handshake is complete."),
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_tcp_timeout_syn_sent": ofEntry({
    meaning: say(
      "Timeout of an entry that waits for an answer to the first SYN; in a SYN flood on a listener, tcp_timeout_syn_recv decides.",
    ),
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_tcp_timeout_time_wait": ofEntry({
    meaning: say("Timeout of an entry after both sides have closed, to match late packets."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [say("With many short connections, most entries are in this state: new connections per second times this value.")],
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_tcp_timeout_unacknowledged": ofEntry({
    meaning: say("Maximum remaining timeout of an entry while sent data is unacknowledged."),
    history: { since: say("Not in the 2.6.24 tree, present in 2.6.30.") },
    remarks: [say("If a peer fails during a transfer, its entry stays this long, not for the whole established timeout.")],
    sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_proto_tcp.c", "2.6.30", "2.6.32.67", "3.18.24", "6.18.2"), MEASURED],
  }),
};
