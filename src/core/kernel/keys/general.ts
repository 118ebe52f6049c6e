// The table itself: its limit, its hash, what is kept with each entry, and the catch-all timeout. Data only.
import { BYTE, BYTE_SWITCH, type Handler, INT, INT_SWITCH } from "../handler.ts";
import type { KeyFact } from "../key-fact.ts";
import { always, type Backport, type Timeline } from "../timeline.ts";
import { appeared, CONNTRACK, existed, onlyBetween, SINCE_THE_BEGINNING, SWITCH, seconds } from "./shared.ts";

const INT_MAX = 2147483647;
const FROM_ZERO: Handler = { kind: "int-range", min: 0, max: INT_MAX };
const FROM_ONE: Handler = { kind: "int-range", min: 1, max: INT_MAX };

/**
 * Mainline bounded its limits with commit 8b6861390ffe in 6.15. Stable branches of that time took it: the reviews of
 * 6.6.93 (June 2025) list it; 5.10.251, 6.1.176 and 6.12.43 were asked. 6.5.10 was asked too, and has no bounds; 6.13 had
 * ended before.
 */
function boundedOnStable(to: Handler): readonly Backport<Handler>[] {
  return [
    { branch: "5.4", after: 124, to },
    { branch: "5.10", after: 223, by: 251, to },
    { branch: "5.15", after: 41, to },
    { branch: "6.1", after: -1, by: 176, to },
    { branch: "6.6", after: 92, by: 93, to },
    { branch: "6.12", after: -1, by: 43, to },
    { branch: "6.14", after: 5, to },
  ];
}

const LIMIT: Timeline<Handler> = {
  first: INT,
  changes: [
    { after: "6.14", by: "6.15", to: FROM_ZERO },
    { after: "6.18", by: "7.0", to: FROM_ONE },
  ],
  backports: boundedOnStable(FROM_ZERO),
};

export const GENERAL_KEYS: readonly KeyFact[] = [
  {
    path: "net/netfilter/nf_conntrack_acct",
    unit: "switch",
    present: appeared("2.6.24", "2.6.30"),
    handler: SWITCH,
    writable: always(true),
    default: always(0),
    scope: "namespace",
    needs: CONNTRACK,
  },
  {
    path: "net/netfilter/nf_conntrack_buckets",
    unit: "buckets",
    present: SINCE_THE_BEGINNING,
    handler: { first: INT, changes: [{ after: "4.7", by: "4.8", to: { kind: "buckets" } }] },
    writable: { first: false, changes: [{ after: "4.7", by: "4.8", to: true }] },
    default: always("computed"),
    scope: "global",
    needs: CONNTRACK,
  },
  {
    path: "net/netfilter/nf_conntrack_checksum",
    unit: "switch",
    present: SINCE_THE_BEGINNING,
    handler: SWITCH,
    writable: always(true),
    default: always(1),
    scope: "namespace",
    needs: CONNTRACK,
  },
  {
    path: "net/netfilter/nf_conntrack_count",
    unit: "entries",
    present: SINCE_THE_BEGINNING,
    handler: always(INT),
    writable: always(false),
    default: always(0),
    scope: "namespace",
    needs: CONNTRACK,
  },
  {
    path: "net/netfilter/nf_conntrack_default_on",
    unit: "switch",
    present: onlyBetween("4.8", "4.10", "4.14"),
    handler: always({ kind: "unverified" }),
    writable: always(true),
    default: always(1),
    scope: "namespace",
    needs: CONNTRACK,
  },
  {
    path: "net/netfilter/nf_conntrack_events",
    unit: "mode",
    present: appeared("2.6.30", "2.6.32"),
    handler: {
      first: INT,
      changes: [
        { after: "4.19", by: "5.4", to: INT_SWITCH },
        { after: "5.10", by: "5.15", to: BYTE_SWITCH },
        { after: "5.18", by: "5.19", to: { kind: "byte", min: 0, max: 2 } },
      ],
    },
    writable: always(true),
    default: { first: 1, changes: [{ after: "5.18", by: "5.19", to: 2 }] },
    scope: "namespace",
    needs: { module: "nf_conntrack", option: "CONFIG_NF_CONNTRACK_EVENTS" },
  },
  seconds({ path: "net/netfilter/nf_conntrack_events_retry_timeout", seconds: 15, present: existed("2.6.30", "2.6.32", "3.14", "3.18") }),
  {
    path: "net/netfilter/nf_conntrack_expect_max",
    unit: "expectations",
    present: appeared("2.6.18", "2.6.24"),
    handler: {
      first: INT,
      changes: [{ after: "6.14", by: "6.15", to: FROM_ONE }],
      backports: boundedOnStable(FROM_ONE),
    },
    writable: always(true),
    default: always("computed"),
    scope: "global",
    needs: CONNTRACK,
  },
  seconds({ path: "net/netfilter/nf_conntrack_generic_timeout", seconds: 600, present: SINCE_THE_BEGINNING }),
  {
    path: "net/netfilter/nf_conntrack_helper",
    unit: "switch",
    present: existed("2.6.37", "3.6", "5.19", "6.0"),
    handler: SWITCH,
    writable: always(true),
    default: { first: 1, changes: [{ after: "4.4", by: "4.7", to: 0 }] },
    scope: "namespace",
    needs: CONNTRACK,
  },
  {
    path: "net/netfilter/nf_conntrack_log_invalid",
    unit: "protocol",
    present: SINCE_THE_BEGINNING,
    handler: {
      first: { kind: "int-range", min: 0, max: 255 },
      changes: [{ after: "5.10", by: "5.15", to: BYTE }],
    },
    writable: always(true),
    default: always(0),
    scope: "namespace",
    needs: CONNTRACK,
  },
  {
    path: "net/netfilter/nf_conntrack_max",
    unit: "entries",
    present: SINCE_THE_BEGINNING,
    handler: LIMIT,
    writable: always(true),
    default: always("computed"),
    scope: "global",
    needs: CONNTRACK,
  },
  {
    path: "net/netfilter/nf_conntrack_timestamp",
    unit: "switch",
    present: appeared("2.6.37", "3.6"),
    handler: SWITCH,
    writable: always(true),
    default: always(0),
    scope: "namespace",
    needs: { module: "nf_conntrack", option: "CONFIG_NF_CONNTRACK_TIMESTAMP" },
  },
  {
    path: "net/nf_conntrack_max",
    unit: "entries",
    present: SINCE_THE_BEGINNING,
    handler: LIMIT,
    writable: always(true),
    default: always("computed"),
    scope: "global",
    needs: CONNTRACK,
    sameAs: "net/netfilter/nf_conntrack_max",
  },
];
