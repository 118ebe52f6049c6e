// Standard input where a text stands for it: of a call of the MCP server, whose own standard input is the client.
import { AsyncLocalStorage } from "node:async_hooks";

export interface StandIn {
  readonly text: string;
  /** What it is called, which may tell what it is. */
  readonly name?: string;
}

const standIn = new AsyncLocalStorage<StandIn | "nothing">();

/** What stands for it; "nothing" where standard input is somebody else's; undefined where it is the process's own. */
export function standInForInput(): StandIn | "nothing" | undefined {
  return standIn.getStore();
}

/** Does some work with another standard input than the process's, or with none. */
export function withInput<T>(input: StandIn | undefined, work: () => Promise<T>): Promise<T> {
  return standIn.run(input ?? "nothing", work);
}
