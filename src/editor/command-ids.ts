// Ids of commands that one feature runs of another.
export const DIAGNOSE_HOST = "conntrack.diagnoseHost";
export const LIVE_TABLE = "conntrack.liveTable";
export const FIREWALL = "conntrack.needTracking";
