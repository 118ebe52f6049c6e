// SCTP: how long an entry lives in each state of an association. Data only.
import type { KeyFact } from "../key-fact.ts";
import type { Backport, Timeline } from "../timeline.ts";
import { appeared, SINCE_THE_BEGINNING, seconds } from "./shared.ts";

const NEEDS = { module: "nf_conntrack", option: "CONFIG_NF_CT_PROTO_SCTP" };

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

export const SCTP_KEYS: readonly KeyFact[] = [
  seconds({ path: "net/netfilter/nf_conntrack_sctp_timeout_closed", seconds: 10, present: SINCE_THE_BEGINNING, needs: NEEDS }),
  seconds({ path: "net/netfilter/nf_conntrack_sctp_timeout_cookie_echoed", seconds: 3, present: SINCE_THE_BEGINNING, needs: NEEDS }),
  seconds({ path: "net/netfilter/nf_conntrack_sctp_timeout_cookie_wait", seconds: 3, present: SINCE_THE_BEGINNING, needs: NEEDS }),
  seconds({
    path: "net/netfilter/nf_conntrack_sctp_timeout_established",
    seconds: { first: 432000, changes: [{ after: "6.0", by: "6.2", to: 210 }], backports: fixedIn2023(210) },
    present: SINCE_THE_BEGINNING,
    needs: NEEDS,
  }),
  seconds({
    path: "net/netfilter/nf_conntrack_sctp_timeout_heartbeat_acked",
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
  }),
  seconds({ path: "net/netfilter/nf_conntrack_sctp_timeout_heartbeat_sent", seconds: 30, present: appeared("4.0", "4.4"), needs: NEEDS }),
  seconds({ path: "net/netfilter/nf_conntrack_sctp_timeout_shutdown_ack_sent", seconds: 3, present: SINCE_THE_BEGINNING, needs: NEEDS }),
  seconds({ path: "net/netfilter/nf_conntrack_sctp_timeout_shutdown_recd", seconds: SHUTDOWN, present: SINCE_THE_BEGINNING, needs: NEEDS }),
  seconds({ path: "net/netfilter/nf_conntrack_sctp_timeout_shutdown_sent", seconds: SHUTDOWN, present: SINCE_THE_BEGINNING, needs: NEEDS }),
];
