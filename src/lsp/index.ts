// The door of the language server: a connection on two streams.
import { createConnection } from "vscode-languageserver/node";
import { Frames } from "./frames.ts";
import { Server } from "./server.ts";

/**
 * Speaks the Language Server Protocol until the client has gone, and ends the process then. `broken` is told what is wrong
 * with a message behind which nothing more can be read.
 */
export function serve(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  version: string,
  broken: (problem: string) => void,
): void {
  const frames = new Frames();
  frames.on("error", ({ message }) => broken(message));
  new Server(createConnection(input.pipe(frames), output)).listen(version);
}
