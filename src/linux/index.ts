// The door of the room that reads a Linux host.

export { programArguments } from "./arguments.ts";
export { fromBytes, realPath, toBytes } from "./bytes.ts";
export { readCounters } from "./counters.ts";
export { entriesOf, type FolderEntry } from "./entries.ts";
export { failureOf, reason } from "./failure.ts";
export { readFill } from "./fill.ts";
export { readHost } from "./host.ts";
export { isInside } from "./inside.ts";
export { readNamespaces } from "./namespaces.ts";
export { NODE_PROGRAM } from "./node-program.ts";
export { readOwners } from "./owners.ts";
export { hostPort } from "./port.ts";
export { decode, oddKind, openWithoutWaiting, piecesOf, type ReadResult, readFileText, TOO_LARGE } from "./read-file.ts";
export { readInside } from "./read-inside.ts";
export { MACHINE_ROOT, rootPort } from "./root-port.ts";
export { looksLikeProc, type Roots, RUNNING_HOST, rootsOf, THIS_HOST } from "./roots.ts";
export { readMachine } from "./running.ts";
export { readTable } from "./table.ts";
export { unpacked } from "./unpacked.ts";
