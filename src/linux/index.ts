// The door of the room that reads a Linux host.
export { readCounters, readHost } from "./host.ts";
export { hostPort, readFill } from "./port.ts";
export { looksLikeProc, type Roots, RUNNING_HOST, rootsOf } from "./roots.ts";
export { readTable } from "./table.ts";
