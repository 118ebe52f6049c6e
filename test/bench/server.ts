// The language server as editors have it, a process at the other end of a pipe, against the same work done in place.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { complete } from "../../src/core/language/completion.ts";
import { hover } from "../../src/core/language/hover.ts";
import { lint } from "../../src/core/rules/engine/lint.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { projectRoot } from "../host/project.ts";
import { conntrackAmongOthers } from "./documents.ts";
import { measure, ratios, TIME } from "./measure.ts";
import { milliseconds, printTable, type Row, ratio } from "./table.ts";

const OPTIONS = { target: DEFAULT_TARGET, applier: "systemd" } as const;
const LINES = [200, 2_000, 20_000];
const KEY = "net.netfilter.nf_conntrack_max = 262144\n";
const AT = 20;

export async function server(): Promise<void> {
  const child = spawn(process.execPath, [join(projectRoot, "dist/cli.js"), "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.listen();
  const capabilities = { textDocument: { diagnostic: {} } };
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities, workspaceFolders: null });
  await connection.sendNotification("initialized", {});
  const rows: Row[] = [];
  for (const lines of LINES) rows.push(...(await rowsFor(lines, connection)));
  printTable(
    "Language server over a pipe, against the same functions called in place: one edit, and then the answer",
    ["request", "server, ms", "in place, ms", "times as slow", "more, ms"],
    rows,
  );
  await connection.sendRequest("shutdown");
  const ended = new Promise((resolve) => child.once("close", resolve));
  await connection.sendNotification("exit");
  await ended;
}

async function rowsFor(lines: number, connection: ReturnType<typeof createMessageConnection>): Promise<readonly Row[]> {
  const text = KEY + conntrackAmongOthers(lines).sysctl;
  const textDocument = { uri: `untitled:${lines}/sysctl.conf`, languageId: "sysctl", version: 1, text };
  await connection.sendNotification("textDocument/didOpen", { textDocument });
  const position = { line: 0, character: AT };
  const edit = { range: { start: { line: 0, character: 30 }, end: { line: 0, character: 31 } }, text: " " };
  const ask = (method: string, more: object) => async () => {
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: textDocument.uri, version: 2 },
      contentChanges: [edit],
    });
    return connection.sendRequest(method, { textDocument: { uri: textDocument.uri }, ...more });
  };
  const pairs = [
    ["findings", ask("textDocument/diagnostic", {}), () => lint(parse(text), OPTIONS)],
    ["hover", ask("textDocument/hover", { position }), () => hover(parse(text), AT, OPTIONS)],
    ["completion", ask("textDocument/completion", { position }), () => complete(parse(text), AT, OPTIONS)],
  ] as const;
  const rows: Row[] = [];
  for (const [name, served, inPlace] of pairs) {
    const [one, other] = await measure(
      [
        { name: "served", run: served },
        { name: "in place", run: inPlace },
      ],
      { clock: TIME, rounds: 11, sampleMs: 20, warmUpMs: 300 },
    );
    const more = one.map((time, round) => time - (other[round] ?? 0));
    rows.push([`${name}, ${lines} lines`, milliseconds(one), milliseconds(other), ratio(ratios(one, other)), milliseconds(more)]);
  }
  return rows;
}
