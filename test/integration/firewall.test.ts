// From firewall rules to a page, to findings beside their lines, and back into the document.
import * as vscode from "vscode";
import { english } from "../host/as-shown.ts";
import { diagnostics, equal, eventually, fail, includes, ruleOf, withFiles } from "./editor.ts";
import { choosing, leaving } from "./quick-pick.ts";

type Action = { readonly kind: string; readonly what?: string; readonly text?: string | number; readonly line?: number };

interface Shown {
  readonly page: number;
  readonly verdict: string;
  readonly answer: {
    readonly tracking: string;
    readonly ports: readonly { readonly answer: string; readonly port: number; readonly saves: { readonly entries: number } | null }[];
  };
  readonly actions: readonly Action[];
}

const COMMAND = "conntrack.needTracking";

const WEB = [
  "table inet filter {",
  "\tchain input {",
  "\t\ttype filter hook input priority filter; policy drop;",
  "\t\tct state established,related accept",
  '\t\tiifname "lo" accept',
  "\t\ttcp dport { 80, 443 } accept",
  "\t}",
  "}",
  "",
].join("\n");

const V4 = [
  "*nat",
  ":PREROUTING ACCEPT [0:0]",
  "-A PREROUTING -p tcp -m tcp --dport 8080 -j DNAT --to-destination 10.0.0.2:80",
  "COMMIT",
  "*filter",
  ":INPUT DROP [0:0]",
  "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
  "COMMIT",
  "",
].join("\n");

const V6 = ["*filter", ":INPUT DROP [0:0]", "-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT", "COMMIT", ""].join("\n");

async function run(...where: readonly unknown[]): Promise<Shown> {
  return (await vscode.commands.executeCommand<Shown>(COMMAND, ...where)) ?? fail("no page");
}

/** Gives the page where it was made anew. */
async function press({ page, actions }: Shown, wanted: (action: Action) => boolean): Promise<Shown | undefined> {
  const number = actions.findIndex(wanted);
  if (number < 0) fail(`no such button in ${JSON.stringify(actions)}`);
  return vscode.commands.executeCommand<Shown | undefined>("conntrack.firewallStep", page, number);
}

const pages = (): readonly string[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.flatMap(({ input, label }) =>
      input instanceof vscode.TabInputWebview && input.viewType.endsWith("conntrack.firewall") ? [english(label)] : [],
    ),
  );

const found = (uri: vscode.Uri): readonly string[] =>
  vscode.languages.getDiagnostics(uri).map((one) => `${one.range.start.line + 1} ${ruleOf(one)} ${one.severity}`);

describe("do I need tracking", () => {
  beforeEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("says nothing until somebody asks, and then beside the lines", async () => {
    await withFiles({ "nftables.conf": WEB }, async (uri) => {
      const document = await vscode.workspace.openTextDocument(uri("nftables.conf"));
      await vscode.window.showTextDocument(document);
      equal(found(document.uri), []);
      const shown = await run(document.uri);
      equal([shown.answer.tracking, shown.verdict], ["on", "No port here needs tracking if the rules below are added"]);
      await eventually(pages, (titles) => titles.includes("Tracking: nftables.conf"), "pages");
      const [finding] = await diagnostics(document.uri);
      equal(found(document.uri), ["4 works-with-changes 3"]);
      equal(document.getText(finding?.range), "ct state established,related accept");
      // The same document has one page.
      await run(document.uri);
      equal(pages().length, 1);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await eventually(
        () => found(document.uri),
        (left) => left.length === 0,
        "findings of a closed page",
      );
    });
  });

  it("shows the line, writes the rules into the document, and looks again", async () => {
    await withFiles({ "web.nft": WEB }, async (uri) => {
      const shown = await run(uri("web.nft"));
      await press(shown, ({ kind, line }) => kind === "line" && line === 4);
      const editor = vscode.window.activeTextEditor ?? fail("no editor");
      equal([editor.document.uri.toString(), editor.selection.start.line], [uri("web.nft").toString(), 3]);
      await press(shown, ({ kind }) => kind === "insert");
      const { document } = vscode.window.activeTextEditor ?? fail("no editor");
      includes(document.getText(), "table inet conntrack_planner_untracked {");
      equal(/conntrack-planner/.test(document.lineAt(3).text), true, document.lineAt(3).text);
      // Nothing is saved, and what is written needs nothing more.
      equal(document.isDirty, true);
      await eventually(
        () => found(document.uri),
        (left) => left.length === 0,
        "findings after the rules were written",
      );
      const again = await run(document.uri);
      equal(
        again.answer.ports.filter(({ answer }) => answer.startsWith("works")),
        [],
      );
      // The page may have come to the front: what is in front is reverted.
      await vscode.window.showTextDocument(document);
      await eventually(() => vscode.window.activeTextEditor?.document === document, Boolean, "the document in front");
      await vscode.commands.executeCommand("workbench.action.files.revert");
      await eventually(
        () => document.getText(),
        (text) => text === WEB,
        "the text after a revert",
      );
    });
  });

  it("reads both families where both files are there", async () => {
    await withFiles({ "rules.v4": V4, "rules.v6": V6 }, async (uri) => {
      const shown = await run(uri("rules.v4"));
      await eventually(pages, (titles) => titles.includes("Tracking: rules.v4 and rules.v6"), "pages");
      includes(shown.verdict, "tcp 8080 through this host needs tracking");
      await vscode.workspace.openTextDocument(uri("rules.v4"));
      equal(
        (await diagnostics(uri("rules.v4"))).map((one) => [one.range.start.line, one.severity]),
        [[2, vscode.DiagnosticSeverity.Information]],
      );
    });
  });

  it("takes the selection, and names the lines of the document", async () => {
    const document = await vscode.workspace.openTextDocument({ content: `# pasted\n${WEB}more text\n` });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 0, 8, 1);
    const shown = await choosing(["The selection"], () => run());
    equal(shown.actions.find(({ kind }) => kind === "line")?.line, 5);
    equal(
      shown.actions.some(({ kind }) => kind === "insert"),
      false,
      "a part not writable into",
    );
  });

  it("takes the clipboard, and shows lines that no document holds", async () => {
    const may = await vscode.env.clipboard.writeText(WEB).then(
      () => true,
      () => false,
    );
    if (!may) return;
    const shown = await choosing(["The clipboard"], () => run());
    await press(shown, ({ kind }) => kind === "line");
    includes(vscode.window.activeTextEditor?.document.getText() ?? "", "ct state established,related accept");
    await press(shown, ({ kind, what }) => kind === "copy" && what === "undo");
    includes(await vscode.env.clipboard.readText(), "nft delete table inet conntrack_planner_untracked");
  });

  it("counts a dump of the table for what untracking saves", async () => {
    const flow = (port: number): string =>
      `ipv4     2 tcp      6 100 TIME_WAIT src=10.0.0.1 dst=10.9.0.1 sport=${port} dport=443 src=10.9.0.1 dst=10.0.0.1 sport=443 dport=${port} [ASSURED] mark=0 zone=0 use=2\n`;
    const dump = await vscode.workspace.openTextDocument({ content: flow(5000) + flow(5001) });
    await withFiles({ "web.nft": WEB }, async (uri) => {
      const shown = await run(uri("web.nft"));
      await vscode.window.showTextDocument(dump);
      await eventually(() => vscode.window.activeTextEditor?.document === dump, Boolean, "the dump in front");
      const saved = await choosing(["The active document"], () => press(shown, ({ kind }) => kind === "dump"));
      const entries = (one: Shown | undefined): unknown => one?.answer.ports.find(({ port }) => port === 443)?.saves?.entries;
      equal(entries(saved), 2, "entries that the dump holds");
      // They are kept when the rules are read again.
      equal(entries(await run(uri("web.nft"))), 2, "entries after another look");
    });
  });

  it("opens nothing where the person leaves, or where the file does not exist", async () => {
    equal((await leaving(() => vscode.commands.executeCommand(COMMAND))) ?? null, null);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? fail("no workspace folder");
    equal((await vscode.commands.executeCommand(COMMAND, vscode.Uri.joinPath(folder, "missing.nft"))) ?? null, null);
    await eventually(pages, (titles) => titles.length === 0, "pages");
  });
});
