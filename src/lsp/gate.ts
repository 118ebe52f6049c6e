// When requests are answered: after the client has introduced itself, and until it says goodbye.
import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from "vscode-languageserver/node";

export class Gate {
  private state: "before" | "open" | "closed" = "before";

  open(): void {
    this.state = "open";
  }

  close(): void {
    this.state = "closed";
  }

  /** Throws what the protocol has for a request that comes too early or too late. */
  pass(): void {
    if (this.state === "before") throw new ResponseError(ErrorCodes.ServerNotInitialized, "initialize comes first");
    if (this.state === "closed") throw new ResponseError(ErrorCodes.InvalidRequest, "shut down");
  }
}

/**
 * Lets the message that came right behind be heard: one is taken in each turn of the loop, and the first turn is that of the
 * question. Throws where it was that nobody waits for the answer any more.
 */
export async function breathe(token: CancellationToken): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
}
