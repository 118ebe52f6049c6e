// Parameters of the module nf_conntrack: what modprobe.d, and the kernel command line, can set; what they mean is in
// modules.words.ts. Data only.
import { appeared, existed } from "./keys/shared.ts";
import { always, type Timeline } from "./timeline.ts";

export type ParameterName = "acct" | "enable_hooks" | "expect_hashsize" | "hashsize" | "nf_conntrack_helper" | "tstamp";

export interface ModuleParameterFact {
  /** As in `options nf_conntrack NAME=`. */
  readonly name: ParameterName;
  /** kstrtouint() takes decimal, 0x and a leading 0; kstrtobool() takes 1, 0, y, n, on and off, or no value at all. */
  readonly type: "count" | "switch";
  readonly present: Timeline<boolean>;
  /** The sysctl key with the same effect at run time, where there is one. */
  readonly key?: string;
}

export const MODULE_PARAMETERS: readonly ModuleParameterFact[] = [
  {
    name: "acct",
    type: "switch",
    present: appeared("2.6.24", "2.6.30"),
    key: "net/netfilter/nf_conntrack_acct",
  },
  {
    name: "enable_hooks",
    type: "switch",
    present: appeared("4.19", "5.4"),
  },
  {
    name: "expect_hashsize",
    type: "count",
    present: appeared("2.6.18", "2.6.24"),
  },
  {
    name: "hashsize",
    type: "count",
    present: always(true),
    key: "net/netfilter/nf_conntrack_buckets",
  },
  {
    name: "nf_conntrack_helper",
    type: "switch",
    present: existed("2.6.37", "3.6", "5.19", "6.1"),
    key: "net/netfilter/nf_conntrack_helper",
  },
  {
    name: "tstamp",
    type: "switch",
    present: appeared("2.6.37", "3.6"),
    key: "net/netfilter/nf_conntrack_timestamp",
  },
];

/** The parameter of a name, with `-` and `_` the same, as the kernel takes them. */
export function findModuleParameter(name: string): ModuleParameterFact | undefined {
  const plain = name.replaceAll("-", "_");
  return MODULE_PARAMETERS.find((parameter) => parameter.name === plain);
}
