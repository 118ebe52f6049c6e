// An agent: the client of the protocol's own SDK, in one process with the server, and a folder that it may read.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { everyCommand } from "../../../src/cli/commands.ts";
import { runApart } from "../../../src/cli/run-apart.ts";
import { OutputTooLong } from "../../../src/mcp/command-line.ts";
import { mcpServer } from "../../../src/mcp/server.ts";

const commands = await everyCommand();

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: as each tool's schema says; the client holds it against that
  readonly result: any;
  readonly notes: readonly string[];
  readonly knowledge: Readonly<Record<"measured" | "inferred" | "unknown" | "ask", readonly string[]>>;
}

export class Agent {
  readonly client = new Client({ name: "test", version: "1" });
  /** Beside the folder that may be read lies one that may not. */
  readonly outside: string;
  readonly folder: string;

  private constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    const base = realpathSync(mkdtempSync(join(tmpdir(), "ctp-mcp-")));
    this.folder = join(base, "may");
    this.outside = join(base, "may-not");
    mkdirSync(this.folder);
    mkdirSync(this.outside);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
  }

  static async start(files: Readonly<Record<string, string | Uint8Array>> = {}, hasRoot = true): Promise<Agent> {
    const agent = new Agent(files);
    const run = (args: readonly string[], given: Parameters<typeof runApart>[2], most: number) =>
      runApart(commands, args, given, most, () => new OutputTooLong());
    const server = mcpServer({ version: "1.2.3-test", commands, run }, hasRoot ? [agent.folder] : []);
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    await Promise.all([server.connect(theirs), agent.client.connect(ours)]);
    // Only of tools that were listed does the client hold results against their schemas.
    await agent.client.listTools();
    return agent;
  }

  async call(name: string, given: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    const { structuredContent, content, isError } = (await this.client.callTool({ name, arguments: given })) as CallToolResult;
    if (isError) throw new Error(content[0]?.type === "text" ? content[0].text : "");
    return structuredContent as unknown as Answer;
  }

  /** What an agent is told of a call that is not carried out. */
  async refusal(name: string, given: Readonly<Record<string, unknown>> = {}): Promise<string> {
    try {
      await this.call(name, given);
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error(`${name} was carried out`);
  }

  async stop(): Promise<void> {
    await this.client.close();
    rmSync(dirname(this.folder), { recursive: true });
  }
}
