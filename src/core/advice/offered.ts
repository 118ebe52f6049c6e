// Values of max and buckets worth offering beside the kernel's own choice, each with its reason and where it is from.

import { KUBE_PROXY, KUBE_PROXY_SOURCE } from "../boot/other-programs/kube-proxy-figures.ts";
import { BUCKETS_PATH, MAX_PATH } from "../kernel/table-keys.ts";
import { say } from "../words/say.ts";
import { recommendedFor } from "./recommended.ts";

export interface OfferedValue {
  readonly value: number;
  readonly why: string;
  readonly source: string;
}

const CORE = "net/netfilter/nf_conntrack_core.c";

const LIMITS: readonly OfferedValue[] = [
  { value: KUBE_PROXY.min, why: say("the minimum that kube-proxy sets"), source: KUBE_PROXY_SOURCE },
  { value: 262144, why: say("the default of 5.15 and later on 64-bit machines with more than 4 GiB of memory"), source: CORE },
  { value: 1048576, why: say("a million entries: 256 to 384 MiB when full, up to 448 before 5.19"), source: "our judgement" },
];

const BUCKETS: readonly OfferedValue[] = [
  { value: 65536, why: say("the default of 5.15 and later above 1 GiB of memory, up to 4 GiB on 64-bit machines"), source: CORE },
  { value: 262144, why: say("the default of 5.15 and later on 64-bit machines with more than 4 GiB of memory"), source: CORE },
  { value: 1048576, why: say("for tables of a million entries: 8 MiB, and chains of about two"), source: "our judgement" },
];

const OFFERED: Readonly<Record<string, readonly OfferedValue[]>> = {
  [MAX_PATH]: LIMITS,
  "net/nf_conntrack_max": LIMITS,
  [BUCKETS_PATH]: BUCKETS,
  ...Object.fromEntries(
    recommendedFor("offer").map(({ key }) => [
      `net/netfilter/${key}`,
      recommendedFor("offer")
        .filter((other) => other.key === key)
        .map(({ seconds, why, source }) => ({ value: seconds, why, source })),
    ]),
  ),
};

/** Values worth offering for a key, by its path below /proc/sys. */
export function offeredValues(path: string): readonly OfferedValue[] {
  return OFFERED[path] ?? [];
}
