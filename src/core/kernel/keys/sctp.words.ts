// SCTP: how long an entry lives in each state of an association.
import { say } from "../../words/say.ts";
import type { KeyWords } from "../key-fact.ts";
import { MEASURED, seenIn } from "../source-trees.ts";
import { OLD_AS_CONNTRACK, ofEntry, STANDALONE } from "./shared.words.ts";

const DEFAULTS = seenIn("net/netfilter/nf_conntrack_proto_sctp.c", "2.6.18", "4.14.67", "5.15.41", "6.2.1", "6.6.152");
const SOURCES = [STANDALONE, DEFAULTS, MEASURED];
const SHUTDOWN_REMARK = say(
  "Older kernels default to 0.3 s, which reads as 0; 3 s was introduced after 6.2 and backported to stable branches.",
);

export const SCTP_WORDS: Readonly<Record<string, KeyWords>> = {
  "net/netfilter/nf_conntrack_sctp_timeout_closed": ofEntry({
    meaning: say("Timeout of an entry after its association was shut down or aborted."),
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_sctp_timeout_cookie_echoed": ofEntry({
    meaning: say("Timeout of an entry that waits for the COOKIE-ACK after a COOKIE-ECHO."),
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_sctp_timeout_cookie_wait": ofEntry({
    meaning: say("Timeout of an entry that waits for the handshake to continue after an INIT."),
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_sctp_timeout_established": ofEntry({
    meaning: say("Timeout of an idle path of an association; heartbeats keep its entry."),
    history: {
      since: `${OLD_AS_CONNTRACK} ${say(
        "The default fell from 5 days to 210 s with commit a44b7651489f (2023-01-24, in 6.2.1; in 5.10.223 and 6.1.176 too).",
      )}`,
    },
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_sctp_timeout_heartbeat_acked": ofEntry({
    meaning: say("Timeout of the entry of an additional path after a heartbeat on it was answered."),
    history: {
      since: say("Commit d7ee35190427 (2015); not in the 4.0 tree, present in 4.4."),
      removed: say(
        "Commit a44b7651489f (2023-01-24) made such paths established: removed in 6.2.1, and from stable branches (5.10.223, 6.1.176).",
      ),
    },
    remarks: [say("On kernels without it, nf_conntrack_sctp_timeout_established applies to such entries.")],
    sources: [
      seenIn("net/netfilter/nf_conntrack_proto_sctp.c", "4.4.155", "4.19.72"),
      seenIn("net/netfilter/nf_conntrack_standalone.c", "5.15.41", "5.19.0"),
      "github.com/xanmod/linux commit dc1ccb4c0f85 (the change on a stable branch)",
    ],
  }),
  "net/netfilter/nf_conntrack_sctp_timeout_heartbeat_sent": ofEntry({
    meaning: say("Timeout of the entry of an additional path until its first heartbeat is answered."),
    history: { since: say("Commit d7ee35190427 (2015); not in the 4.0 tree, present in 4.4.") },
    sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_proto_sctp.c", "4.4.155", "4.19.72"), MEASURED],
  }),
  "net/netfilter/nf_conntrack_sctp_timeout_shutdown_ack_sent": ofEntry({
    meaning: say("Timeout of an entry that waits for SHUTDOWN-COMPLETE after a SHUTDOWN-ACK."),
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_sctp_timeout_shutdown_recd": ofEntry({
    meaning: say("Timeout of an entry after the replying side has sent SHUTDOWN."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [SHUTDOWN_REMARK],
    sources: SOURCES,
  }),
  "net/netfilter/nf_conntrack_sctp_timeout_shutdown_sent": ofEntry({
    meaning: say("Timeout of an entry after the side that opened the association has sent SHUTDOWN."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [SHUTDOWN_REMARK],
    sources: SOURCES,
  }),
};
