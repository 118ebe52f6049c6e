// The metrics that are asked for, as node_exporter names them: entries and limit since 0.12.0, the counters since 1.2.0
// (conntrack_linux.go). The counters only grow, and are exported as gauges.

export const ENTRIES = "node_nf_conntrack_entries";
export const LIMIT = "node_nf_conntrack_entries_limit";
export const MEMORY = "node_memory_MemTotal_bytes";
export const UNAME = "node_uname_info";
/** One a CPU that is online, with mode="idle". */
export const CPU = "node_cpu_seconds_total";

/**
 * What is counted of losses, by the words of the kernel: packets that found no room or lost a race for their entry, entries
 * evicted for others, inserts refused. Where the kernel has no /proc/net/stat/nf_conntrack (CONFIG_NF_CONNTRACK_PROCFS is
 * off) there are none of them, and what is lost is not known.
 */
export const COUNTERS = ["drop", "early_drop", "insert_failed"] as const;

export type Counter = (typeof COUNTERS)[number];

export function counterMetric(counter: Counter): string {
  return `node_nf_conntrack_stat_${counter}`;
}
