// Reassembly of IPv6 fragments ahead of connection tracking: memory and patience. Data only.
import { type Handler, INT } from "../handler.ts";
import type { Default, KeyFact } from "../key-fact.ts";
import { always, type Timeline } from "../timeline.ts";
import { SINCE_THE_BEGINNING, seconds } from "./shared.ts";

const LOW = "net/netfilter/nf_conntrack_frag6_low_thresh";
const HIGH = "net/netfilter/nf_conntrack_frag6_high_thresh";
const NEEDS = { module: "nf_defrag_ipv6", option: "CONFIG_NF_DEFRAG_IPV6" };

/** Int, then int with the other threshold as a bound, then unsigned long; the last step went to stable branches late in 2018. */
function threshold(ordered: Handler, long: Handler, later: Pick<Timeline<Handler>, "changes" | "backports"> = {}): Timeline<Handler> {
  return {
    first: INT,
    changes: [{ after: "3.14", by: "3.18", to: ordered }, { after: "4.14", by: "4.19", to: long }, ...(later.changes ?? [])],
    backports: [
      { branch: "3.16", after: -1, to: long },
      { branch: "3.18", after: 24, to: long },
      { branch: "4.4", after: 155, to: long },
      // A router vendor's 4.9.337 has it; no plain 4.9 was looked at.
      { branch: "4.9", after: -1, to: long },
      { branch: "4.14", after: 67, to: long },
      ...(later.backports ?? []),
    ],
  };
}

const EITHER_WAY: Handler = { kind: "ulong", notBelow: LOW };
/**
 * The initial namespace's present value is the upper bound in every namespace. Asked of 5.10.262 with the initial one at
 * 4193304: a fresh one at 2000 takes 3000, and refuses 4193305; so does one still at 4194304.
 */
const UNDER_THE_INITIAL: Handler = { kind: "ulong", notBelow: LOW, ceiling: { path: HIGH, atMost: 4194304n } };

/**
 * Since the rework of 5.3 the initial namespace's value bounds every namespace, its own too. Eric Dumazet's fix
 * (25 August 2022, before 6.0 was final) took that away; its tag names a commit that 5.10 does not have. Asked: 5.10.218,
 * 5.10.223, 5.10.262 and 5.19.0 refuse; 6.1.176 and 6.5.10 take it.
 */
const HIGH_HANDLER = threshold({ kind: "int-order", min: 0, notBelow: LOW }, EITHER_WAY, {
  changes: [
    { after: "4.19", by: "5.4", to: UNDER_THE_INITIAL },
    { after: "5.19.0", by: "6.0", to: EITHER_WAY },
  ],
  backports: [{ branch: "5.15", after: 41, to: EITHER_WAY }],
});

function defaultSize(old: number, now: number): Timeline<Default> {
  return { first: old, changes: [{ after: "3.6", by: "3.10", to: now }] };
}

export const FRAG6_KEYS: readonly KeyFact[] = [
  {
    path: HIGH,
    unit: "bytes",
    present: SINCE_THE_BEGINNING,
    handler: HIGH_HANDLER,
    writable: always(true),
    default: defaultSize(262144, 4194304),
    scope: "namespace",
    needs: NEEDS,
  },
  {
    path: LOW,
    unit: "bytes",
    present: SINCE_THE_BEGINNING,
    handler: threshold({ kind: "int-order", min: 0, notAbove: HIGH }, { kind: "ulong", notAbove: HIGH }),
    writable: always(true),
    default: defaultSize(196608, 3145728),
    scope: "namespace",
    needs: NEEDS,
  },
  seconds({ path: "net/netfilter/nf_conntrack_frag6_timeout", seconds: 60, present: SINCE_THE_BEGINNING, needs: NEEDS }),
];
