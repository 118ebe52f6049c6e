// Parameters of the module nf_conntrack: what modprobe.d, and the kernel command line, can set. Data only.

import { appeared, existed } from "./keys/shared.ts";
import { type SourceTree, seenIn } from "./source-trees.ts";
import { always, type Timeline } from "./timeline.ts";

export interface ModuleParameterFact {
  /** As in `options nf_conntrack NAME=`. */
  readonly name: string;
  /** kstrtouint() takes decimal, 0x and a leading 0; kstrtobool() takes 1, 0, y, n, on and off, or no value at all. */
  readonly type: "count" | "switch";
  readonly meaning: string;
  readonly present: Timeline<boolean>;
  /** The sysctl key with the same effect at run time, where there is one. */
  readonly key?: string;
  readonly sources: readonly [string, ...string[]];
}

const CORE = "net/netfilter/nf_conntrack_core.c";

function seen(file: string, first: SourceTree, ...more: readonly SourceTree[]): string {
  return seenIn(`net/netfilter/${file}, module_param`, first, ...more);
}

export const MODULE_PARAMETERS: readonly ModuleParameterFact[] = [
  {
    name: "acct",
    type: "switch",
    meaning: "Initial value of net.netfilter.nf_conntrack_acct.",
    present: appeared("2.6.24", "2.6.30"),
    key: "net/netfilter/nf_conntrack_acct",
    sources: [seen("nf_conntrack_acct.c", "2.6.30", "5.18.0", "7.0.0")],
  },
  {
    name: "enable_hooks",
    type: "switch",
    meaning: "Tracks in every namespace from the start, even if no rule needs it.",
    present: appeared("4.19", "5.4"),
    sources: [seen("nf_conntrack_standalone.c", "5.4.124", "6.18.2", "7.2.13"), "absent from the 4.19.72 tree"],
  },
  {
    name: "expect_hashsize",
    type: "count",
    meaning: "Buckets of the table of expected connections; nf_conntrack_expect_max defaults to four times this.",
    present: appeared("2.6.18", "2.6.24"),
    sources: [seen("nf_conntrack_expect.c", "2.6.24", "5.18.0", "7.0.0")],
  },
  {
    name: "hashsize",
    type: "count",
    meaning: "Buckets of the hash table. When the module loads, it also sets nf_conntrack_max to eight times its value.",
    present: always(true),
    key: "net/netfilter/nf_conntrack_buckets",
    sources: [seenIn(CORE, "2.6.18", "4.8.15", "6.18.2"), "/sys/module/nf_conntrack/parameters of 6.18.44"],
  },
  {
    name: "nf_conntrack_helper",
    type: "switch",
    meaning: "Initial value of net.netfilter.nf_conntrack_helper; removed with the key.",
    present: existed("2.6.37", "3.6", "5.19", "6.1"),
    key: "net/netfilter/nf_conntrack_helper",
    sources: [seen("nf_conntrack_helper.c", "3.6", "5.18.0", "5.19.0"), "absent from the 6.2.1 tree"],
  },
  {
    name: "tstamp",
    type: "switch",
    meaning: "Initial value of net.netfilter.nf_conntrack_timestamp.",
    present: appeared("2.6.37", "3.6"),
    key: "net/netfilter/nf_conntrack_timestamp",
    sources: [seen("nf_conntrack_timestamp.c", "3.6", "5.18.0", "7.0.0")],
  },
];

/** The parameter of a name, with `-` and `_` the same, as the kernel takes them. */
export function findModuleParameter(name: string): ModuleParameterFact | undefined {
  const plain = name.replaceAll("-", "_");
  return MODULE_PARAMETERS.find((parameter) => parameter.name === plain);
}
