// The keys of the table itself, which every room names: paths below /proc/sys.

export const MAX_PATH = "net/netfilter/nf_conntrack_max";
/** The two names of the limit: a write to either changes both. */
export const MAX_PATHS: readonly string[] = [MAX_PATH, "net/nf_conntrack_max"];
export const BUCKETS_PATH = "net/netfilter/nf_conntrack_buckets";
export const COUNT_PATH = "net/netfilter/nf_conntrack_count";
