// The door of a wing for the rooms outside of core: the running table, second by second.
export { fillLevel } from "../advice/fill.ts";
export { fillStatus } from "./fill-status.ts";
export { LiveHistory } from "./live.ts";
export { type LiveHostMessage, type LivePageMessage, readLiveHostMessage, readLivePageMessage } from "./live-protocol.ts";
export { liveTable } from "./live-table.ts";
