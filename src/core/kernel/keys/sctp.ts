// SCTP: how long an entry lives in each state of an association. Data only.
import type { KeyFact } from "../key-fact.ts";
import { MEASURED, seenIn } from "../source-trees.ts";
import type { Backport, Timeline } from "../timeline.ts";
import { appeared, entryTimeout, OLD_AS_CONNTRACK, SINCE_THE_BEGINNING, STANDALONE } from "./shared.ts";

const NEEDS = { module: "nf_conntrack", option: "CONFIG_NF_CT_PROTO_SCTP" };
const DEFAULTS = seenIn("net/netfilter/nf_conntrack_proto_sctp.c", "2.6.18", "4.14.67", "5.15.41", "6.2.1", "6.6.152");
const SOURCES = [STANDALONE, DEFAULTS, MEASURED];

/** The fixes of early 2023 went to the stable branches of the time: 5.10.218 and 6.1.176 have them, others are likely to. */
function fixedIn2023<T>(to: T): readonly Backport<T>[] {
  return [
    { branch: "4.14", after: 67, to },
    { branch: "4.19", after: 72, to },
    { branch: "5.4", after: 124, to },
    { branch: "5.10", after: -1, by: 218, to },
    { branch: "5.15", after: 41, to },
    { branch: "6.1", after: -1, by: 176, to },
  ];
}

/** 0.3 s once, which the file shows as 0. */
const SHUTDOWN: Timeline<number> = {
  first: 0,
  changes: [{ after: "6.2", by: "6.5", to: 3 }],
  backports: [...fixedIn2023(3), { branch: "6.2", after: 1, to: 3 }],
};
const SHUTDOWN_REMARK = "Older kernels default to 0.3 s, which reads as 0; 3 s was introduced after 6.2 and backported to stable branches.";

export const SCTP_KEYS: readonly KeyFact[] = [
  entryTimeout({
    path: "net/netfilter/nf_conntrack_sctp_timeout_closed",
    meaning: "Timeout of an entry after its association was shut down or aborted.",
    seconds: 10,
    present: SINCE_THE_BEGINNING,
    needs: NEEDS,
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  entryTimeout({
    path: "net/netfilter/nf_conntrack_sctp_timeout_cookie_echoed",
    meaning: "Timeout of an entry that waits for the COOKIE-ACK after a COOKIE-ECHO.",
    seconds: 3,
    present: SINCE_THE_BEGINNING,
    needs: NEEDS,
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  entryTimeout({
    path: "net/netfilter/nf_conntrack_sctp_timeout_cookie_wait",
    meaning: "Timeout of an entry that waits for the handshake to continue after an INIT.",
    seconds: 3,
    present: SINCE_THE_BEGINNING,
    needs: NEEDS,
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  entryTimeout({
    path: "net/netfilter/nf_conntrack_sctp_timeout_established",
    meaning: "Timeout of an idle path of an association; heartbeats keep its entry.",
    seconds: { first: 432000, changes: [{ after: "6.0", by: "6.2", to: 210 }], backports: fixedIn2023(210) },
    present: SINCE_THE_BEGINNING,
    needs: NEEDS,
    history: {
      since: `${OLD_AS_CONNTRACK} The default fell from 5 days to 210 s with commit a44b7651489f (2023-01-24, in 6.2.1; in 5.10.223 and 6.1.176 too).`,
    },
    sources: SOURCES,
  }),
  entryTimeout({
    path: "net/netfilter/nf_conntrack_sctp_timeout_heartbeat_acked",
    meaning: "Timeout of the entry of an additional path after a heartbeat on it was answered.",
    seconds: 210,
    present: {
      first: false,
      changes: [
        { after: "4.0", by: "4.4", to: true },
        { after: "6.0", by: "6.2", to: false },
      ],
      backports: fixedIn2023(false),
    },
    needs: NEEDS,
    history: {
      since: "Commit d7ee35190427 (2015); not in the 4.0 tree, present in 4.4.",
      removed:
        "Commit a44b7651489f (2023-01-24) made such paths established: removed in 6.2.1, and from stable branches (5.10.223, 6.1.176).",
    },
    remarks: ["On kernels without it, nf_conntrack_sctp_timeout_established applies to such entries."],
    sources: [
      seenIn("net/netfilter/nf_conntrack_proto_sctp.c", "4.4.155", "4.19.72"),
      seenIn("net/netfilter/nf_conntrack_standalone.c", "5.15.41", "5.19.0"),
      "github.com/xanmod/linux commit dc1ccb4c0f85 (the change on a stable branch)",
    ],
  }),
  entryTimeout({
    path: "net/netfilter/nf_conntrack_sctp_timeout_heartbeat_sent",
    meaning: "Timeout of the entry of an additional path until its first heartbeat is answered.",
    seconds: 30,
    present: appeared("4.0", "4.4"),
    needs: NEEDS,
    history: { since: "Commit d7ee35190427 (2015); not in the 4.0 tree, present in 4.4." },
    sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_proto_sctp.c", "4.4.155", "4.19.72"), MEASURED],
  }),
  entryTimeout({
    path: "net/netfilter/nf_conntrack_sctp_timeout_shutdown_ack_sent",
    meaning: "Timeout of an entry that waits for SHUTDOWN-COMPLETE after a SHUTDOWN-ACK.",
    seconds: 3,
    present: SINCE_THE_BEGINNING,
    needs: NEEDS,
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  }),
  entryTimeout({
    path: "net/netfilter/nf_conntrack_sctp_timeout_shutdown_recd",
    meaning: "Timeout of an entry after the replying side has sent SHUTDOWN.",
    seconds: SHUTDOWN,
    present: SINCE_THE_BEGINNING,
    needs: NEEDS,
    history: { since: OLD_AS_CONNTRACK },
    remarks: [SHUTDOWN_REMARK],
    sources: SOURCES,
  }),
  entryTimeout({
    path: "net/netfilter/nf_conntrack_sctp_timeout_shutdown_sent",
    meaning: "Timeout of an entry after the side that opened the association has sent SHUTDOWN.",
    seconds: SHUTDOWN,
    present: SINCE_THE_BEGINNING,
    needs: NEEDS,
    history: { since: OLD_AS_CONNTRACK },
    remarks: [SHUTDOWN_REMARK],
    sources: SOURCES,
  }),
];
