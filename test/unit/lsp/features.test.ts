// Every feature once, and the list of them beside the editor's.
import { readdirSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  SelectionRange,
  TextEdit,
} from "vscode-languageserver-protocol";
import { FEATURES } from "../../../src/lsp/features.ts";
import { read, root } from "../../project/root.ts";
import { Client, cursor, MODERN, type Options } from "./client.ts";

let client: Client;
afterEach(() => client.stop());

async function opened(marked: string, path = "sysctl.conf", options?: Options, languageId?: string) {
  client = await Client.start(options);
  const { text, position } = cursor(marked);
  return { uri: await client.open(path, text, languageId), position };
}

const MAX = "net.netfilter.nf_conntrack_max";

/** What VS Code registers for a feature; a collection of diagnostics is filled for each selector. */
const REGISTERED: Readonly<Record<string, string>> = {
  Hover: "textDocument/hover",
  CompletionItem: "textDocument/completion",
  CodeActions: "textDocument/codeAction",
  DocumentFormattingEdit: "textDocument/formatting",
  DocumentRangeFormattingEdit: "textDocument/rangeFormatting",
  DocumentSymbol: "textDocument/documentSymbol",
  FoldingRange: "textDocument/foldingRange",
  DocumentHighlight: "textDocument/documentHighlight",
  SelectionRange: "textDocument/selectionRange",
  InlayHints: "textDocument/inlayHint",
  CodeLens: "textDocument/codeLens",
  Definition: "textDocument/definition",
  Reference: "textDocument/references",
};
/** Registered for pages of our own, which no other editor has. */
const OF_PAGES = ["DocumentLink"];
const KINDS: Readonly<Record<string, string>> = { SELECTOR: "sysctl", MODULE_FILES: "modules", OTHER_SELECTOR: "other" };

test("the features are the editor's, for the same kinds of files", async () => {
  client = await Client.start();
  const editor = new Set<string>();
  for (const name of readdirSync(new URL("src/editor", root)).filter((file) => file.endsWith(".ts"))) {
    const calls = read(`src/editor/${name}`).matchAll(/languages\.register(\w+?)Provider\(\s*(\w+|\{)/g);
    for (const [, feature = "", selector = ""] of calls) {
      if (OF_PAGES.includes(feature)) continue;
      expect([name, Object.keys(REGISTERED), Object.keys(KINDS)]).toEqual([
        name,
        expect.arrayContaining([feature]),
        expect.arrayContaining([selector]),
      ]);
      editor.add(`${REGISTERED[feature]} ${KINDS[selector]}`);
    }
  }
  // Findings are no provider: the editor has a collection for sysctl files and trees, and one for other languages.
  for (const kind of Object.values(KINDS)) editor.add(`textDocument/diagnostic ${kind}`);
  const server = FEATURES.flatMap(({ method, kinds }) => kinds.map((kind) => `${method} ${kind}`));
  expect(server.sort()).toEqual([...editor].sort());
});

test("each feature is announced", async () => {
  client = await Client.start();
  const { capabilities, serverInfo } = client.hello;
  expect(serverInfo).toEqual({ name: "conntrack-planner", version: "1.2.3-test" });
  expect(Object.keys(capabilities).filter((name) => name.endsWith("Provider")).length).toBe(FEATURES.length);
});

describe("sysctl.conf", () => {
  test("findings are sent unasked", async () => {
    const { uri } = await opened(`|${MAX} = 12x\n`);
    expect(await client.rulesOf(uri)).toEqual(["invalid-value"]);
    const [finding] = client.sent.get(uri) ?? [];
    expect(finding).toMatchObject({ severity: 1, source: "conntrack", range: { start: { line: 0 }, end: { line: 0 } } });
    await client.change(uri, [{ text: `${MAX} = 262144\n` }]);
    expect(await client.rulesOf(uri, (rules) => rules.length === 0)).toEqual([]);
  });

  test("findings are told to clients that ask, and nothing is sent to them", async () => {
    const { uri } = await opened(`|${MAX} = 12x\n`, "sysctl.conf", { capabilities: { textDocument: { diagnostic: {} } } });
    const report = await client.ask<{ kind: string; resultId: string; items: { code: string }[] }>("textDocument/diagnostic", uri);
    expect(report.items.map(({ code }) => code)).toEqual(["invalid-value"]);
    const again = await client.ask("textDocument/diagnostic", uri, { previousResultId: report.resultId });
    expect(again).toEqual({ kind: "unchanged", resultId: report.resultId });
    expect(client.heard).not.toContain("textDocument/publishDiagnostics");
  });

  test("hover", async () => {
    const { uri, position } = await opened(`net.netfilter.nf_conn|track_max = 262144\n`);
    const hover = await client.ask<Hover>("textDocument/hover", uri, { position });
    expect(hover.contents).toMatchObject({ kind: "markdown", value: expect.stringContaining("262,144") });
    expect(hover.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: MAX.length } });
  });

  test("completion of keys, with what is asked for later", async () => {
    const { uri, position } = await opened(`net.netfilter.nf_conntrack_ma|\n`);
    const list = await client.ask<CompletionList>("textDocument/completion", uri, { position });
    const item = list.items.find(({ label }) => label.includes("nf_conntrack_max"));
    expect(item).toMatchObject({ kind: 10, textEdit: { newText: expect.stringContaining("nf_conntrack_max") } });
    const { documentation } = await client.connection.sendRequest<CompletionItem>("completionItem/resolve", item);
    expect(documentation).toMatchObject({ kind: "markdown", value: expect.stringMatching(/entries/) });
  });

  test("completion of setups: a snippet, or the text alone where the client knows none", async () => {
    const { uri, position } = await opened("|\n");
    const setup = async () =>
      (await client.ask<CompletionList>("textDocument/completion", uri, { position })).items.find(({ label }) => label === "NAT gateway");
    expect(await setup()).toMatchObject({ insertTextFormat: 2, textEdit: { newText: expect.stringContaining("${1:") } });
    await client.stop();
    await opened("|\n", "sysctl.conf", { capabilities: {} });
    const plain = await setup();
    expect(plain?.insertTextFormat).toBeUndefined();
    expect(JSON.stringify(plain)).not.toContain("$");
  });

  test("fixes, silencers, and fix all worked out late", async () => {
    const { uri } = await opened("|net.ipv4.ip_conntrack_max = 65536\nnet.ipv4.netfilter.ip_conntrack_udp_timeout = 30\n");
    await client.rulesOf(uri);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const context = { diagnostics: client.sent.get(uri) };
    const actions = await client.ask<CodeAction[]>("textDocument/codeAction", uri, { range, context });
    expect(actions[0]).toMatchObject({ kind: "quickfix", isPreferred: true, diagnostics: [{ code: "removed-key" }] });
    expect(actions.at(-1)?.title).toBe("Disable removed-key for this file");
    const all = actions.find(({ title }) => title === "Fix all in this file");
    expect(all?.edit).toBeUndefined();
    const resolved = await client.connection.sendRequest<CodeAction>("codeAction/resolve", all);
    expect(JSON.stringify(resolved.edit)).toContain("nf_conntrack_max");
    expect(JSON.stringify(resolved.edit)).toContain("nf_conntrack_udp_timeout");
  });

  test.each(["source.fixAll", "source.fixAll.conntrack", "source"])("fix all, asked for as %s", async (only) => {
    const { uri } = await opened("|net.ipv4.ip_conntrack_max = 65536\n");
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await client.ask<CodeAction[]>("textDocument/codeAction", uri, { range, context: { diagnostics: [], only: [only] } });
    expect(actions.map(({ kind }) => kind)).toEqual(["source.fixAll.conntrack"]);
    expect(JSON.stringify(actions[0]?.edit)).toContain("nf_conntrack_max");
  });

  test("a client that takes no late edits and no lists of documents gets plain changes at once", async () => {
    const { uri } = await opened("|net.ipv4.ip_conntrack_max = 65536\nnet.ipv4.netfilter.ip_conntrack_udp_timeout = 30\n", "a.sysctl", {
      capabilities: {},
    });
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await client.ask<CodeAction[]>("textDocument/codeAction", uri, { range, context: { diagnostics: [] } });
    for (const { edit } of actions) expect(edit?.changes?.[uri]?.length).toBeGreaterThan(0);
  });

  test("formatting of the whole and of a part", async () => {
    const { uri } = await opened("|a.b=1  \na.cc   =  2\n");
    const options = { tabSize: 2, insertSpaces: true };
    expect((await client.ask<TextEdit[]>("textDocument/formatting", uri, { options })).length).toBeGreaterThan(1);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const part = await client.ask<TextEdit[]>("textDocument/rangeFormatting", uri, { options, range });
    expect(new Set(part.map((edit) => edit.range.start.line))).toEqual(new Set([0]));
  });

  const SECTIONS = `# Table\n${MAX} = 262144\nnet.netfilter.nf_conntrack_buckets = 262144\n\n# Times\nnet.netfilter.nf_conntrack_udp_timeout = 30\nnet.netfilter.nf_conntrack_gre_timeout = 30\n`;

  test("symbols, as a tree and flat", async () => {
    const { uri } = await opened(`|${SECTIONS}`);
    const tree = await client.ask<DocumentSymbol[]>("textDocument/documentSymbol", uri);
    expect(tree.map(({ name, children }) => [name, children?.length])).toEqual([
      ["Table", 2],
      ["Times", 2],
    ]);
    await client.stop();
    await opened(`|${SECTIONS}`, "sysctl.conf", { capabilities: {} });
    const flat = await client.ask<{ name: string; containerName?: string }[]>("textDocument/documentSymbol", uri);
    expect(flat.map(({ containerName }) => containerName ?? "")).toEqual(["", "Table", "Table", "", "Times", "Times"]);
  });

  test("folding", async () => {
    const { uri } = await opened(`|${SECTIONS}`);
    const ranges = await client.ask<FoldingRange[]>("textDocument/foldingRange", uri);
    expect(ranges.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [0, 2],
      [4, 6],
    ]);
  });

  test("highlights, however a key is spelt", async () => {
    const { uri, position } = await opened(`net/netfilter/nf_conntrack_m|ax = 1024\n${MAX} = 2048\n`);
    expect(await client.ask("textDocument/documentHighlight", uri, { position })).toHaveLength(2);
  });

  test("how a selection grows", async () => {
    const { uri, position } = await opened(`net.netfilter.nf_conn|track_max = 262144\n`);
    const [range] = await client.ask<SelectionRange[]>("textDocument/selectionRange", uri, { positions: [position] });
    expect([range?.range.start.character, range?.range.end.character]).toEqual([14, MAX.length]);
    expect(range?.parent?.range.start.character).toBe(0);
  });

  test("hints and lenses, and neither where they are switched off", async () => {
    const text = `|${MAX} = 262144\nnet.netfilter.nf_conntrack_tcp_timeout_established = 86400\n`;
    const { uri } = await opened(text);
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    const hints = await client.ask<InlayHint[]>("textDocument/inlayHint", uri, { range });
    expect(hints.map(({ label }) => label)).toContain("1 day");
    const lenses = await client.ask<CodeLens[]>("textDocument/codeLens", uri);
    expect(lenses.map(({ command }) => command?.title)).toEqual([expect.stringMatching(/MiB/)]);
    await client.stop();
    const off = { inlayHints: { enabled: false }, "codeLens.enabled": false };
    await opened(text, "sysctl.conf", { initializationOptions: off });
    expect(await client.ask("textDocument/inlayHint", uri, { range })).toBeNull();
    expect(await client.ask("textDocument/codeLens", uri)).toBeNull();
  });
});

describe("files of modules", () => {
  test("hover and completion", async () => {
    const { uri, position } = await opened("options nf_conntrack hash|size=65536 \n", "etc/modprobe.d/nf.conf", { files: {} });
    expect(await client.ask("textDocument/hover", uri, { position })).toMatchObject({ contents: { kind: "markdown" } });
    const end = { line: 0, character: 36 };
    const list = await client.ask<CompletionList>("textDocument/completion", uri, { position: end });
    expect(list.items.map(({ label }) => label)).toContain("acct");
  });
});

describe("other languages", () => {
  const SCRIPT = "#!/bin/sh\nsysctl -w net.netfilter.nf_conntrack_m|ax=12x\n";

  test.each([
    ["by the editor's language", "setup", "sh"],
    ["by name", "setup.sh", "unknown"],
  ])("findings, hover and fixes, %s", async (_, name, language) => {
    const { uri, position } = await opened(SCRIPT, name, MODERN_FILES, language);
    expect(await client.rulesOf(uri)).toEqual(["lost-at-reboot", "invalid-value"]);
    const hover = await client.ask<Hover>("textDocument/hover", uri, { position });
    expect(hover.range?.start).toEqual({ line: 1, character: 10 });
    const list = await client.ask<CompletionList>("textDocument/completion", uri, { position });
    expect(list.items.map(({ label }) => label).join()).toContain("nf_conntrack_max");
    await client.change(uri, [{ text: "sysctl -w net.netfilter.nf_conntrack_tcp_timeout_established=86400\n" }]);
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const hints = await client.ask<InlayHint[]>("textDocument/inlayHint", uri, { range });
    expect(hints.map(({ label }) => label)).toEqual(["1 day"]);
  });

  test("fix all in YAML", async () => {
    const { uri } = await opened(
      "|- hosts: all\n  tasks:\n    - ansible.posix.sysctl:\n        name: net.ipv4.ip_conntrack_max\n        value: '65536'\n",
      "play.yml",
      MODERN_FILES,
      "yaml",
    );
    await client.rulesOf(uri);
    const range = { start: { line: 3, character: 20 }, end: { line: 3, character: 20 } };
    const ask = (only?: string[]) =>
      client.ask<CodeAction[]>("textDocument/codeAction", uri, { range, context: { diagnostics: [], ...(only && { only }) } });
    for (const actions of [await ask(), await ask(["source.fixAll"])]) expect(JSON.stringify(actions)).toContain("nf_conntrack_max");
  });

  test("none of a language that is switched off", async () => {
    const { uri } = await opened(
      SCRIPT,
      "setup.sh",
      { ...MODERN_FILES, initializationOptions: { conntrack: { languages: ["yaml"] } } },
      "sh",
    );
    expect(await client.ask("textDocument/diagnostic", uri)).toMatchObject({ items: [] });
  });
});

const MODERN_FILES: Options = { capabilities: MODERN, files: {} };

describe("trees", () => {
  const files = {
    "etc/sysctl.d/10-nat.conf": `${MAX} = 131072\n`,
    "etc/sysctl.d/90-more.conf": `# more\n${MAX} = 262144\n`,
  };

  test("definition is the line in force, references are all of them", async () => {
    const { uri, position } = await opened(`net.netfilter.nf_conn|track_max = 131072\n`, "etc/sysctl.d/10-nat.conf", { files });
    const found = await client.ask<Location>("textDocument/definition", uri, { position });
    expect(found).toMatchObject({ uri: client.uri("etc/sysctl.d/90-more.conf"), range: { start: { line: 1, character: 0 } } });
    expect(await client.ask("textDocument/references", uri, { position, context: { includeDeclaration: true } })).toHaveLength(2);
  });
});
