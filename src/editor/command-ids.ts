// Ids of commands that one feature runs of another.
export const DIAGNOSE_HOST = "conntrack.diagnoseHost";
export const LIVE_TABLE = "conntrack.liveTable";
export const FIREWALL = "conntrack.needTracking";
export const EXPLAIN_KEY = "conntrack.explainKey";
export const MATCH_BUCKETS = "conntrack.matchBuckets";
