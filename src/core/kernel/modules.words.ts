// What people are told about modules and their parameters. Loaded on use.
import { say } from "../words/say.ts";
import type { ParameterName } from "./module-parameters.ts";
import type { FormerModule } from "./modules.ts";
import { type SourceTree, seenIn } from "./source-trees.ts";

const MAKEFILES = say("obj- lines of net/netfilter/Makefile, net/ipv4/netfilter/Makefile and net/ipv6/netfilter/Makefile");

export function sourcesOfFormer({ trees: [last, first] }: FormerModule): readonly string[] {
  return [say("{makefiles}: present in the {last} tree, not in {first}", { makefiles: MAKEFILES, last, first })];
}

export interface ParameterWords {
  readonly meaning: string;
  readonly sources: readonly [string, ...string[]];
}

const CORE = "net/netfilter/nf_conntrack_core.c";

function seen(file: string, first: SourceTree, ...more: readonly SourceTree[]): string {
  return seenIn(`net/netfilter/${file}, module_param`, first, ...more);
}

/** By the name of the parameter: every one of module-parameters.ts. */
export const PARAMETER_WORDS: Readonly<Record<ParameterName, ParameterWords>> = {
  acct: {
    meaning: say("Initial value of net.netfilter.nf_conntrack_acct."),
    sources: [seen("nf_conntrack_acct.c", "2.6.30", "5.18.0", "7.0.0")],
  },
  enable_hooks: {
    meaning: say("Tracks in every namespace from the start, even if no rule needs it."),
    sources: [seen("nf_conntrack_standalone.c", "5.4.124", "6.18.2", "7.2.13"), "absent from the 4.19.72 tree"],
  },
  expect_hashsize: {
    meaning: say("Buckets of the table of expected connections; nf_conntrack_expect_max defaults to four times this."),
    sources: [seen("nf_conntrack_expect.c", "2.6.24", "5.18.0", "7.0.0")],
  },
  hashsize: {
    meaning: say("Buckets of the hash table. When the module loads, it also sets nf_conntrack_max to eight times its value."),
    sources: [seenIn(CORE, "2.6.18", "4.8.15", "6.18.2"), "/sys/module/nf_conntrack/parameters of 6.18.44"],
  },
  nf_conntrack_helper: {
    meaning: say("Initial value of net.netfilter.nf_conntrack_helper; removed with the key."),
    sources: [seen("nf_conntrack_helper.c", "3.6", "5.18.0", "5.19.0"), "absent from the 6.2.1 tree"],
  },
  tstamp: {
    meaning: say("Initial value of net.netfilter.nf_conntrack_timestamp."),
    sources: [seen("nf_conntrack_timestamp.c", "3.6", "5.18.0", "7.0.0")],
  },
};
