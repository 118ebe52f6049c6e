// `mcp` as agents start it: the built program, over its standard input and output.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

const PROGRAM = fileURLToPath(new URL("../../../dist/cli.js", import.meta.url));

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

describe("mcp", () => {
  test("serves an agent, with the readers of other languages beside it", async () => {
    const folder = cli.folder({ "a.sh": "#!/bin/sh\nsysctl -w net.netfilter.nf_conntrack_max=12x\n" });
    const client = new Client({ name: "test", version: "1" });
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [PROGRAM, "mcp", "--root", folder] }));
    const { structuredContent } = await client.callTool({ name: "check", arguments: { paths: ["a.sh"] } });
    expect(structuredContent).toMatchObject({ result: { summary: { errors: 1 } } });
    await client.close();
  });

  test("answers what is under way when the agent goes, and ends well", async () => {
    const call = { jsonrpc: "2.0", id: 2, method: "tools/call", params: { name: "size", arguments: { max: "262144" } } };
    const hello = {
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } },
    };
    const input = [hello, { jsonrpc: "2.0", method: "notifications/initialized" }, call].map((one) => `${JSON.stringify(one)}\n`).join("");
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, "mcp"], { input, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).id),
    ).toEqual([1, 2]);
  });

  test.each([
    [["mcp", "--root", "nowhere"], '--root "nowhere" is not a folder. See conntrack-planner mcp --help\n'],
    [["mcp", "x"], 'mcp takes no "x"; use --root "x". See conntrack-planner mcp --help\n'],
  ])("%j is refused", async (args, message) => {
    const { code, stderr } = await cli.run(args);
    expect([code, stderr]).toEqual([2, `conntrack-planner: ${message}`]);
  });
});
