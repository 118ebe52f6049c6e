// Ids that several features use. Those of views are also in package.json, in the events that bring pages back.
export const OPEN_CALCULATOR = "conntrack.openCalculator";
export const DIAGNOSE_HOST = "conntrack.diagnoseHost";
export const LIVE_TABLE = "conntrack.liveTable";
export const FIREWALL = "conntrack.needTracking";
export const EXPLAIN_KEY = "conntrack.explainKey";
export const MATCH_BUCKETS = "conntrack.matchBuckets";

export const CALCULATOR_VIEW = "conntrack.calculator";
export const DIAGNOSIS_VIEW = "conntrack.diagnosis";
export const LIVE_VIEW = "conntrack.live";
export const FIREWALL_VIEW = "conntrack.firewall";
