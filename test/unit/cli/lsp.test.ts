// `lsp` as editors start it: the built program, spoken to over its standard input and output.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { buildCli, type Cli } from "./cli.ts";

const PROGRAM = fileURLToPath(new URL("../../../dist/cli.js", import.meta.url));

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

function started() {
  const child = spawn(process.execPath, [PROGRAM, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.listen();
  return { child, connection, ended, complaints: () => complaints };
}

const HELLO = { processId: process.pid, rootUri: null, capabilities: {}, workspaceFolders: null };

describe("lsp", () => {
  test("serves until the editor says goodbye", async () => {
    const { connection, ended, complaints } = started();
    const { serverInfo } = await connection.sendRequest<{ serverInfo: object }>("initialize", HELLO);
    expect(serverInfo).toMatchObject({ name: "conntrack-planner", version: expect.stringMatching(/^\d/) });
    await connection.sendNotification("initialized", {});
    const found = new Promise<{ diagnostics: { code: string }[] }>((resolve) => {
      connection.onNotification("textDocument/publishDiagnostics", resolve);
    });
    const text = "#!/bin/sh\nsysctl -w net.netfilter.nf_conntrack_max=12x\n";
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: "untitled:a.sh", languageId: "sh", version: 1, text },
    });
    // The readers of other languages are a file beside it, too.
    expect((await found).diagnostics.map(({ code }) => code)).toContain("invalid-value");
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    expect(await ended).toBe(0);
    expect(complaints()).toBe("");
  });

  test("ends with 1 where the editor goes without a word", async () => {
    const { child, connection, ended } = started();
    await connection.sendRequest("initialize", HELLO);
    child.stdin.end();
    expect(await ended).toBe(1);
  });

  test.each([
    ["Content-Length: -5\r\n\r\n{}", 'Content-Length is "-5", which is not a number of bytes'],
    ["Content-Length: \x1b[2J\r\n\r\n{}", /^Content-Length is "[ -~]+", which is not a number of bytes$/],
    ["Content-Length: 99999999999999\r\n\r\n{}", "a message of 99999999999999 bytes is larger than the maximum of 400 MB"],
    ["Content-Length: 2\r\nContent-Length: 5\r\n\r\n{}", "a message has more than one Content-Length header"],
    ["X: 1\r\n\r\n{}", "a message has no Content-Length header"],
    // Looking for the end of endless headers took half a minute for 30 MB.
    [`X: ${"a".repeat(10_000)}`, "the headers of a message have more than 8192 bytes"],
  ])("says that it cannot read what the editor sends: %j", async (sent, why) => {
    const { child, ended, complaints } = started();
    child.stdin.write(sent);
    expect(await ended).toBe(1);
    const [, said = ""] = /^conntrack-planner: cannot read what the editor sends: (.*)\n$/.exec(complaints()) ?? [];
    if (typeof why === "string") expect(said).toBe(why);
    else expect(said).toMatch(why);
  });

  test.each([
    [["lsp"], "lsp needs --stdio; an editor starts it. See conntrack-planner lsp --help\n"],
    [["lsp", "--stdio", "x"], 'lsp takes no "x". See conntrack-planner lsp --help\n'],
    [["lsp", "--sdtio"], 'Unknown option "--sdtio"; did you mean --stdio? See conntrack-planner lsp --help\n'],
  ])("%j is refused", async (args, message) => {
    const { code, stderr } = await cli.run(args);
    expect([code, stderr]).toEqual([2, `conntrack-planner: ${message}`]);
  });
});
