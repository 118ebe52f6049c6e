// The counters of conntrack: what each says, and what to do about it. Data only.

import { seenIn } from "../../kernel/source-trees.ts";
import { say } from "../../words/say.ts";

export type CounterId =
  | "searched"
  | "found"
  | "new"
  | "invalid"
  | "ignore"
  | "delete"
  | "delete_list"
  | "insert"
  | "insert_failed"
  | "drop"
  | "early_drop"
  | "error"
  | "expect_new"
  | "expect_create"
  | "expect_delete"
  | "search_restart"
  | "clash_resolve"
  | "chaintoolong";

export interface CounterFact {
  readonly id: CounterId;
  /** Its names in the header of /proc/net/stat/nf_conntrack and in `conntrack -S`. */
  readonly names: readonly string[];
  /** One sentence. */
  readonly meaning: string;
  /** What to do where it grows; none where it may. */
  readonly advice?: string;
  /** loss: packets or connections are lost. pressure: none are yet, or not by the table. quiet: it may grow. */
  readonly weight: "loss" | "pressure" | "quiet";
  readonly sources: readonly [string, ...string[]];
}

const CORE = "net/netfilter/nf_conntrack_core.c";
const IN_6_12 = seenIn(CORE, "6.12.107");
const HEADER = seenIn("net/netfilter/nf_conntrack_standalone.c", "3.6", "6.12.107");

/** In the order in which they matter. */
export const COUNTERS: readonly CounterFact[] = [
  {
    id: "drop",
    names: ["drop"],
    meaning: say("Packets dropped because they could not be tracked: the table was full, or an entry could not be created or confirmed."),
    advice: say(
      "If the table is full, shorten the timeouts of what fills it, keep it out of the table, or raise nf_conntrack_max. The counter counts packets, not connections.",
    ),
    weight: "loss",
    sources: [IN_6_12],
  },
  {
    id: "early_drop",
    names: ["early_drop"],
    meaning: say("Entries that were not assured, evicted from a full table to make room for new ones."),
    advice: say("The table is or was full, although no log line reports it: treat it as a full table."),
    weight: "loss",
    sources: [IN_6_12, "facts: eviction, measured on Linux 6.18.44"],
  },
  {
    id: "insert_failed",
    names: ["insert_failed"],
    meaning: say("Entries that could not be inserted: the same tuple already existed, or a hash chain was too long."),
    advice: say(
      "If chaintoolong increases too, add buckets; if not, packets of one connection race, such as DNS queries from one socket, or NAT has run out of ports.",
    ),
    weight: "loss",
    sources: [IN_6_12],
  },
  {
    id: "chaintoolong",
    names: ["chaintoolong", "chainlength"],
    meaning: say("New entries refused because a hash chain was longer than the random limit; the packet is dropped."),
    advice: say("Raise nf_conntrack_buckets: the hash table is too small for its entries, regardless of nf_conntrack_max."),
    weight: "loss",
    sources: [IN_6_12, seenIn("net/netfilter/nf_conntrack_standalone.c", "6.12.107")],
  },
  {
    id: "invalid",
    names: ["invalid"],
    meaning: say("Packets that match no tracked connection; they pass unless a rule drops them."),
    advice: say("nf_conntrack_log_invalid logs them; common if entries expire too early, or if replies take another path."),
    weight: "pressure",
    sources: [IN_6_12],
  },
  {
    id: "error",
    names: ["icmp_error", "error"],
    meaning: say("ICMP packets that are malformed or about a connection that is not tracked, and packets with a bad header."),
    weight: "pressure",
    sources: [IN_6_12],
  },
  {
    id: "search_restart",
    names: ["search_restart"],
    meaning: say("Lookups restarted because entries moved between chains; costs time, never packets."),
    advice: say("Nothing is lost by it."),
    weight: "quiet",
    sources: [IN_6_12],
  },
  {
    id: "clash_resolve",
    names: ["clash_resolve", "clashres"],
    meaning: say("Two packets of one new connection raced, and both passed: the entry of the first was used for both."),
    advice: say("Nothing is lost by it."),
    weight: "quiet",
    sources: [IN_6_12],
  },
  {
    id: "insert",
    names: ["insert"],
    meaning: say("Entries inserted into the table; recent kernels count only those inserted by a program through netlink."),
    weight: "quiet",
    sources: [HEADER],
  },
  {
    id: "found",
    names: ["found"],
    meaning: say("Lookups that found an entry where none was expected."),
    weight: "quiet",
    sources: [HEADER],
  },
  {
    id: "searched",
    names: ["searched"],
    meaning: say("Entries examined in all lookups; only on older kernels."),
    weight: "quiet",
    sources: [HEADER],
  },
  { id: "new", names: ["new"], meaning: say("Entries created; recent kernels print 0."), weight: "quiet", sources: [HEADER] },
  {
    id: "ignore",
    names: ["ignore"],
    meaning: say("Packets that were already tracked; recent kernels print 0."),
    weight: "quiet",
    sources: [HEADER],
  },
  { id: "delete", names: ["delete"], meaning: say("Entries removed; recent kernels print 0."), weight: "quiet", sources: [HEADER] },
  {
    id: "delete_list",
    names: ["delete_list"],
    meaning: say("Entries moved to the dying list; only on older kernels."),
    weight: "quiet",
    sources: [HEADER],
  },
  {
    id: "expect_new",
    names: ["expect_new"],
    meaning: say("Entries created because a helper expected them."),
    weight: "quiet",
    sources: [IN_6_12],
  },
  { id: "expect_create", names: ["expect_create"], meaning: say("Expectations created by helpers."), weight: "quiet", sources: [IN_6_12] },
  { id: "expect_delete", names: ["expect_delete"], meaning: say("Expectations removed."), weight: "quiet", sources: [IN_6_12] },
];

const byName = new Map(COUNTERS.flatMap((fact) => fact.names.map((name) => [name, fact.id] as const)));

/** The counter of a column or key; undefined for one that is not known. */
export function counterNamed(name: string): CounterId | undefined {
  return byName.get(name);
}
