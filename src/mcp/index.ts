// The door of the MCP server: tools for agents, over two streams.
import type { Readable, Writable } from "node:stream";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { CommandLine } from "./command-line.ts";
import { mcpServer } from "./server.ts";

export { type CommandLine, type GivenText, OutputTooLong, type Ran } from "./command-line.ts";

/** Speaks the Model Context Protocol until the client has gone; calls that are under way are answered still. */
export async function serve(input: Readable, output: Writable, commandLine: CommandLine, roots: readonly string[]): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    for (const event of ["end", "close", "error"]) input.once(event, () => resolve());
  });
  // A client that has gone reads no more.
  output.on("error", () => {});
  await mcpServer(commandLine, roots).connect(new StdioServerTransport(input, output));
  await gone;
}
