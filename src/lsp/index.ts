// The door of the language server: a connection on two streams.
import { createConnection } from "vscode-languageserver/node";
import { Server } from "./server.ts";

/** Speaks the Language Server Protocol until the client has gone, and ends the process then. */
export function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, version: string): void {
  new Server(createConnection(input, output)).listen(version);
}
