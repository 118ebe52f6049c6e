// What clients do to a server: too early, too late, out of order, taken back, on documents that are closed or huge.
import { afterEach, describe, expect, test, vi } from "vitest";
import type { CompletionList, Diagnostic, WorkspaceDiagnosticReport } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { LIMITS } from "../../../src/core/text/limits.ts";
import { TOO_MUCH_STRUCTURE } from "../../../src/core/text/structure.ts";
import { FEATURES } from "../../../src/lsp/features.ts";
import { Client, MODERN } from "./client.ts";

let client: Client;
afterEach(() => client.stop());

const MAX = "net.netfilter.nf_conntrack_max";
const PULLS = { ...MODERN, textDocument: { ...MODERN.textDocument, diagnostic: {} } };
const START = { line: 0, character: 0 };

/** Parameters that do for any of the requests. */
const ANY = {
  position: { line: 0, character: 3 },
  positions: [START],
  range: { start: START, end: { line: 1, character: 0 } },
  options: { tabSize: 2, insertSpaces: true },
  context: { diagnostics: [], includeDeclaration: true },
};
const METHODS = FEATURES.map(({ method }) => method);

describe("order", () => {
  test("nothing is answered before hello, and nothing after goodbye", async () => {
    client = await Client.start({ silent: true });
    for (const method of METHODS) await expect(client.ask(method, "untitled:a", ANY)).rejects.toMatchObject({ code: -32002 });
    await client.greet();
    expect(await client.ask("textDocument/hover", "untitled:a", ANY)).toBeNull();
    await client.connection.sendRequest("shutdown");
    for (const method of METHODS) await expect(client.ask(method, "untitled:a", ANY)).rejects.toMatchObject({ code: -32600 });
  });

  test.each(METHODS)("%s of documents that are not open, were closed, or were never ours", async (method) => {
    client = await Client.start();
    const none = method === "textDocument/diagnostic" ? expect.objectContaining({ items: [] }) : null;
    expect(await client.ask(method, "untitled:sysctl.conf", ANY)).toEqual(none);
    const uri = await client.open("sysctl.conf", `${MAX} = 12x\n`);
    await client.close(uri);
    expect(await client.ask(method, uri, ANY)).toEqual(none);
    const other = await client.open("a.txt", `${MAX} = 12x\n`, "plaintext");
    expect(await client.ask(method, other, ANY)).toEqual(none);
  });

  test("changes and a goodbye of documents that nobody opened are passed over", async () => {
    client = await Client.start();
    await client.change("untitled:sysctl.conf", [{ text: "x" }]);
    await client.close("untitled:sysctl.conf");
    const uri = await client.open("sysctl.conf", `${MAX} = 12x\n`);
    expect(await client.rulesOf(uri)).toEqual(["invalid-value"]);
  });

  test("findings of a closed document go", async () => {
    client = await Client.start();
    const uri = await client.open("sysctl.conf", `${MAX} = 12x\n`);
    await client.rulesOf(uri);
    await client.close(uri);
    expect(await client.rulesOf(uri, (rules) => rules.length === 0)).toEqual([]);
  });

  test("a question about a text that was edited meanwhile is not answered by guess", async () => {
    client = await Client.start();
    const uri = await client.open("sysctl.conf", `${MAX} = 262144\n`);
    const asked = client.ask("textDocument/hover", uri, ANY);
    const edited = client.change(uri, [{ range: { start: START, end: START }, text: "# one\n# two\n" }]);
    await expect(asked).rejects.toMatchObject({ code: -32801 });
    await edited;
    expect(await client.ask("textDocument/hover", uri, { position: { line: 2, character: 3 } })).not.toBeNull();
  });
});

test.each(METHODS)("%s that is taken back is not worked on", async (method) => {
  client = await Client.start();
  const uri = await client.open("sysctl.conf", `${MAX} = 262144\n`);
  await expect(client.askInVain(method, uri, ANY)).rejects.toMatchObject({ code: -32800 });
});

test("edits one by one leave the text that they would leave in an editor", async () => {
  client = await Client.start({ capabilities: PULLS });
  const uri = await client.open("sysctl.conf", "");
  let text = "";
  // A text that grows and shrinks at changing places, CRLF and lone CR among its ends of lines.
  const pieces = [`${MAX} = 12x\r\n`, "# a\u{1f600}b\n", "net.ipv4.ip_forward = 1\r", "x", `${MAX} = 1\n`, ""];
  for (let step = 0; step < 60; step++) {
    const start = (step * 7) % (text.length + 1);
    const end = Math.min(text.length, start + (step % 5));
    const piece = pieces[step % pieces.length] ?? "";
    await client.change(uri, [{ range: { start: place(text, start), end: place(text, end) }, text: piece }]);
    text = inLines(text, start) + piece + text.slice(inLines(text, end).length);
  }
  await client.change(uri, [{ range: { start: START, end: START }, text: `${MAX} = 12x\n` }]);
  text = `${MAX} = 12x\n${text}`;
  const other = await client.open("other/sysctl.conf", text);
  const asked = async (one: string) => (await client.ask<{ items: unknown }>("textDocument/diagnostic", one)).items;
  expect(await asked(uri)).toEqual(await asked(other));
  expect(await asked(uri)).not.toEqual([]);
  expect(await client.ask("textDocument/documentSymbol", uri)).toEqual(await client.ask("textDocument/documentSymbol", other));
});

test("many edits in one message leave the same text, without a copy of it for each", async () => {
  client = await Client.start({ capabilities: PULLS });
  const lines = 2000;
  const uri = await client.open("sysctl.conf", `${MAX} = 12x\r\n`.repeat(lines));
  const update = vi.spyOn(TextDocument, "update");
  const edits = Array.from({ length: lines }, (_, index) => {
    const line = (index * 7) % lines;
    return { range: { start: { line, character: MAX.length + 3 }, end: { line, character: 999 } }, text: String(line) };
  });
  await client.change(uri, [{ text: "gone" }, { text: `${MAX} = 12x\r\n`.repeat(lines) }, ...edits]);
  const other = await client.open("other/sysctl.conf", Array.from({ length: lines }, (_, line) => `${MAX} = ${line}\r\n`).join(""));
  const asked = async (one: string) =>
    (await client.ask<{ items: readonly Diagnostic[] }>("textDocument/diagnostic", one)).items.map(({ range, message }) => [
      range,
      message,
    ]);
  expect(await asked(uri)).toEqual(await asked(other));
  expect(update).not.toHaveBeenCalled();
  update.mockRestore();
});

/** As an editor counts; between CR and LF there is no place. */
function place(text: string, offset: number) {
  const lines = inLines(text, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

function inLines(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return before.endsWith("\r") && text[offset] === "\n" ? before.slice(0, -1) : before;
}

describe("huge documents", () => {
  test("more lines than are read: that is said, and nothing else", async () => {
    client = await Client.start();
    const uri = await client.open("sysctl.conf", `${MAX} = 12x\n`.repeat(LIMITS.lines + 1));
    await client.until(() => client.sent.get(uri));
    expect(client.sent.get(uri)).toMatchObject([
      { severity: 3, message: expect.stringMatching(/^Not checked: more than the maximum of 150,000 lines/) },
    ]);
    for (const method of METHODS.filter((one) => one !== "textDocument/diagnostic")) {
      const answer = await client.ask<unknown>(method, uri, ANY);
      const length = Array.isArray(answer) ? answer.length : 0;
      // How a selection grows: to the whole file.
      expect([method, length]).toEqual([method, method === "textDocument/selectionRange" ? 1 : 0]);
    }
  });

  test("findings beyond those that are listed are counted", async () => {
    client = await Client.start({ capabilities: PULLS });
    const uri = await client.open("sysctl.conf", "net.netfilter.nf_conntrack_acct = 12x\n".repeat(LIMITS.findings + 10));
    const { items } = await client.ask<{ items: Diagnostic[] }>("textDocument/diagnostic", uri);
    expect(items.at(-1)?.message).toMatch(/more findings are not listed$/);
  });
});

describe("folders", () => {
  const files = {
    "etc/modules-load.d/nf.conf": "nf_conntrack\n",
    "etc/sysctl.d/10-nat.conf": `${MAX} = 12x\n`,
    "etc/sysctl.d/20-ok.conf": `${MAX} = 262144\n`,
    "other/sysctl.conf": `\ufeff${MAX} = 12x\n`,
  };

  test("closed files of trees: findings are sent, and change with their files and with what is open", async () => {
    client = await Client.start({ files, capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } } });
    const uri = client.uri("etc/sysctl.d/10-nat.conf");
    await client.rulesOf(uri, (rules) => rules.includes("invalid-value"));
    expect(client.heard).toContain("client/registerCapability");
    client.write("etc/sysctl.d/10-nat.conf", "# nothing\n");
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri, type: 2 }] });
    expect(await client.rulesOf(uri, (rules) => rules.length === 0)).toEqual([]);
    // What is typed in one file is known in the others at once.
    const other = await client.open("etc/sysctl.d/20-ok.conf", `${MAX} = 262144\n`);
    await client.open("etc/sysctl.d/10-nat.conf", "# nothing\n");
    await client.change(uri, [{ text: `${MAX} = 1000\n` }]);
    expect(await client.rulesOf(uri)).toEqual(["overridden-setting"]);
    await client.close(uri);
    expect(await client.rulesOf(uri, (rules) => rules.length === 0)).toEqual([]);
    expect(client.sent.get(other)).toEqual([]);
  });

  test("what is too much to be read of a closed file of a tree, and of a configuration of kube-proxy", async () => {
    const config = `kind: KubeProxyConfiguration\na: ${"a".repeat(1_000_000)}\n`;
    client = await Client.start({
      files: { ...files, "etc/modprobe.d/a.conf": "#".repeat(4_000_001), "k8s/kube-proxy.yaml": config },
    });
    const told = async (path: string) => {
      const uri = client.uri(path);
      await client.rulesOf(uri, (rules) => rules.length > 0);
      return client.sent.get(uri)?.map(({ message }) => message);
    };
    expect(await told("etc/modprobe.d/a.conf")).toEqual(["Not read: larger than the maximum of 4 MB for such a file"]);
    expect(await told("k8s/kube-proxy.yaml")).toEqual([`Not read: ${TOO_MUCH_STRUCTURE}`]);
    const opened = await client.open("k8s/kube-proxy.yaml", "kind: KubeProxyConfiguration\n");
    await client.rulesOf(opened, (rules) => rules.length === 0);
    await client.close(opened);
    expect(await told("k8s/kube-proxy.yaml")).toEqual([`Not read: ${TOO_MUCH_STRUCTURE}`]);
  });

  test("all closed files, for clients that ask, with progress; unchanged ones are not told again", async () => {
    client = await Client.start({ files, capabilities: { ...PULLS, window: { workDoneProgress: true } } });
    const ask = (previousResultIds: readonly object[]) =>
      client.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds, workDoneToken: 1 });
    const { items } = await ask([]);
    const rules = items.map((item) => (item.kind === "full" ? item.items.map(({ code }) => code) : []));
    expect(rules).toEqual([["overridden-setting", "invalid-value"], [], ["byte-order-mark"]]);
    // Places are those of an editor, which takes the mark off.
    const [mark] = items[2]?.kind === "full" ? items[2].items : [];
    expect(mark?.range.start.character).toBe(0);
    const again = await ask(items.map(({ uri, resultId }) => ({ uri, value: resultId })));
    expect(again.items.map(({ kind }) => kind)).toEqual(["unchanged", "unchanged", "unchanged"]);
    expect(client.progress).toEqual(expect.arrayContaining(["begin", "report", "end"]));
    expect(client.heard).toContain("window/workDoneProgress/create");
  });

  test("links that lead out of the folder are not followed", async () => {
    client = await Client.start({ files: { "a/sysctl.conf": "" }, capabilities: PULLS });
    const { symlinkSync } = await import("node:fs");
    symlinkSync("/etc/hostname", `${client.folder}/out.sysctl`);
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: client.uri("out.sysctl"), type: 1 }] });
    expect(await client.ask("textDocument/diagnostic", client.uri("out.sysctl"))).toMatchObject({ items: [] });
    expect(await client.ask("textDocument/diagnostic", client.uri("../outside/sysctl.conf"))).toMatchObject({ items: [] });
  });

  test("a byte-order mark that the editor took off the text is known of", async () => {
    client = await Client.start({ files, capabilities: PULLS });
    const uri = await client.open("other/sysctl.conf", `${MAX} = 262144\n`);
    const { items } = await client.ask<{ items: Diagnostic[] }>("textDocument/diagnostic", uri);
    expect(items.map(({ code }) => code)).toContain("byte-order-mark");
  });

  test("legacy names in all files, open or not", async () => {
    const legacy = "net.ipv4.ip_conntrack_max = 65536\n";
    client = await Client.start({ files: { "a/sysctl.conf": legacy, "b/sysctl.conf": legacy, "c/sysctl.conf": "# none\n" } });
    const uri = await client.open("a/sysctl.conf", `# open\n${legacy}`);
    await client.rulesOf(uri);
    await client.connection.sendRequest("workspace/diagnostic", { previousResultIds: [] });
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
    const actions = await client.ask<{ title: string }[]>("textDocument/codeAction", uri, { range, context: { diagnostics: [] } });
    const all = actions.find(({ title }) => title === "Replace legacy names in all files");
    const { edit } = await client.connection.sendRequest<{
      edit: { documentChanges: { textDocument: { uri: string }; edits: { range: object }[] }[] };
    }>("codeAction/resolve", all);
    expect(edit.documentChanges.map(({ textDocument, edits }) => [textDocument.uri, edits[0]?.range])).toEqual([
      [uri, expect.objectContaining({ start: { line: 1, character: 0 } })],
      [client.uri("b/sysctl.conf"), expect.objectContaining({ start: { line: 0, character: 0 } })],
    ]);
  });
});

describe("settings", () => {
  const LINE = "net.netfilter.nf_conntrack_tcp_timeout_established = 12x\n";

  test("what the client answers, what it sends, and nonsense", async () => {
    client = await Client.start({
      capabilities: { workspace: { configuration: true } },
      settings: { rules: { "invalid-value": "hint" }, memoryShare: "much", target: 7 },
    });
    const uri = await client.open("sysctl.conf", LINE);
    await client.until(() => client.sent.get(uri)?.[0]?.severity === 4);
    client.settings = { rules: { "invalid-value": "off" } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await client.rulesOf(uri, (rules) => rules.length === 0);
  });

  test.each([
    ["with the first request", { rules: { "invalid-value": "off" } }, undefined],
    ["later, the whole of them", undefined, { conntrack: { rules: { "invalid-value": "off" } } }],
    ["later, by names with dots", undefined, { "conntrack.rules": { "invalid-value": "off" } }],
  ])("sent by a client that is not asked: %s", async (_, initializationOptions, settings) => {
    client = await Client.start({ capabilities: {}, initializationOptions });
    const uri = await client.open("sysctl.conf", LINE);
    if (settings) await client.connection.sendNotification("workspace/didChangeConfiguration", { settings });
    await client.until(() => client.sent.get(uri)?.length === 0);
  });

  test("a target: keys that it does not have are not offered", async () => {
    client = await Client.start({ initializationOptions: { "target.kernel": "3.10" } });
    const uri = await client.open("sysctl.conf", "net.netfilter.nf_conntrack_dcc\n");
    const position = { line: 0, character: 30 };
    const labels = async () =>
      (await client.ask<CompletionList | null>("textDocument/completion", uri, { position }))?.items.map(({ label }) => label) ?? [];
    const old = await labels();
    await client.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { conntrack: { target: { kernel: "7.0" } } },
    });
    const now = await labels();
    expect(old.some((label) => label.includes("dccp"))).toBe(true);
    expect(now.some((label) => label.includes("dccp_timeout"))).toBe(false);
  });
});
