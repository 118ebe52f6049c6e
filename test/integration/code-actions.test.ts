// Quick fixes, applied as a person would.
import * as vscode from "vscode";
import { english } from "../host/as-shown.ts";
import { diagnostics, equal, fail, open, withFiles } from "./editor.ts";

async function actionsFor(document: vscode.TextDocument): Promise<readonly vscode.CodeAction[]> {
  const [found] = await diagnostics(document.uri);
  if (!found) fail("no finding");
  return vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, found.range);
}

async function apply(document: vscode.TextDocument, title: string): Promise<string> {
  const actions = await actionsFor(document);
  const action = actions.find((candidate) => english(candidate.title) === title);
  if (!action?.edit) fail(`no action "${title}" among ${actions.map((candidate) => candidate.title).join(", ")}`);
  await vscode.workspace.applyEdit(action.edit);
  return document.getText();
}

describe("quick fixes", () => {
  it("rename an old key, keeping the author's slashes", async () => {
    const { document } = await open("net/ipv4/netfilter/ip_conntrack_max = 65536\n");
    equal(await apply(document, "Rename to net/netfilter/nf_conntrack_max"), "net/netfilter/nf_conntrack_max = 65536\n");
  });

  it("write the number that was meant", async () => {
    const { document } = await open("net.netfilter.nf_conntrack_tcp_timeout_established = 1h30m\n");
    equal(await apply(document, "Write 5400 (1h30m in seconds)"), "net.netfilter.nf_conntrack_tcp_timeout_established = 5400\n");
  });

  it("keep a glued comment on a line of its own", async () => {
    const { document } = await open("net.netfilter.nf_conntrack_udp_timeout = 60#voip\n");
    equal(await apply(document, "Write 60"), "#voip\nnet.netfilter.nf_conntrack_udp_timeout = 60\n");
  });

  it("put the one that a single keystroke applies first", async () => {
    const { document } = await open("net.netfilter.nf_contrack_max = 65536\n");
    const actions = await actionsFor(document);
    equal(
      actions.filter((action) => action.isPreferred).map((action) => action.title),
      ["Rename to net.netfilter.nf_conntrack_max"],
    );
    equal(actions[0]?.title, "Rename to net.netfilter.nf_conntrack_max");
  });

  it("silence a rule for a line and for the file", async () => {
    const first = await open("net.netfilter.nf_conntrack_count = 1\n");
    equal(
      await apply(first.document, "Disable read-only-key for this line"),
      "# conntrack-disable-next-line read-only-key\nnet.netfilter.nf_conntrack_count = 1\n",
    );
    equal((await diagnostics(first.document.uri, (found) => found.length === 0)).length, 0, "findings after silencing the line");
    const second = await open("net.netfilter.nf_conntrack_count = 1\n");
    await apply(second.document, "Disable read-only-key for this file");
    equal((await diagnostics(second.document.uri, (found) => found.length === 0)).length, 0, "findings after silencing the file");
  });
});

describe("fix all", () => {
  const text = "net.netfilter.nf_contrack_max = 65536\nnet.netfilter.nf_conntrack_acct = yes\nnet.netfilter.nf_conntrack_count = 1\n";
  const mended = "net.netfilter.nf_conntrack_max = 65536\nnet.netfilter.nf_conntrack_acct = 1\nnet.netfilter.nf_conntrack_count = 1\n";
  const whole = new vscode.Range(0, 0, 3, 0);

  async function actions(document: vscode.TextDocument, kind: vscode.CodeActionKind): Promise<readonly vscode.CodeAction[]> {
    await diagnostics(document.uri);
    return vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, whole, kind.value, 20);
  }

  it("as a source action, for saving", async () => {
    const { document } = await open(text);
    for (const kind of [vscode.CodeActionKind.SourceFixAll, vscode.CodeActionKind.SourceFixAll.append("conntrack")]) {
      const [action, ...others] = await actions(document, kind);
      equal([action?.kind?.value, others.length], ["source.fixAll.conntrack", 0]);
    }
    const [action] = await actions(document, vscode.CodeActionKind.SourceFixAll);
    await vscode.workspace.applyEdit(action?.edit ?? fail("no edit"));
    equal(document.getText(), mended);
    equal((await actions(document, vscode.CodeActionKind.SourceFixAll.append("other"))).length, 0, "actions of another's kind");
  });

  it("when a file is saved, where the editor is told so", async () => {
    const editor = vscode.workspace.getConfiguration("editor");
    await editor.update("codeActionsOnSave", { "source.fixAll.conntrack": "explicit" }, vscode.ConfigurationTarget.Workspace);
    try {
      await withFiles({ "saved/sysctl.conf": text }, async (uri) => {
        const { document } = await vscode.window.showTextDocument(uri("saved/sysctl.conf"));
        await diagnostics(document.uri);
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, new vscode.Position(3, 0), "# seen\n");
        await vscode.workspace.applyEdit(edit);
        await document.save();
        equal(document.getText(), `${mended}# seen\n`);
      });
    } finally {
      await editor.update("codeActionsOnSave", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it("as a quick fix, where it is more than the fix of one line", async () => {
    const { document } = await open(text);
    const action = (await actions(document, vscode.CodeActionKind.QuickFix)).find(({ title }) => english(title) === "Fix all in this file");
    await vscode.workspace.applyEdit(action?.edit ?? fail("no edit"));
    equal(document.getText(), mended);
    const alone = await open("net.netfilter.nf_contrack_max = 65536\n");
    const titles = (await actions(alone.document, vscode.CodeActionKind.QuickFix)).map(({ title }) => english(title));
    equal(titles.includes("Fix all in this file"), false, "offered for a single fix");
  });
});

describe("legacy names", () => {
  it("are replaced in all files of the workspace, open or not, in one edit", async () => {
    const old = "net.ipv4.netfilter.ip_conntrack_max = 65536\n";
    const now = "net.netfilter.nf_conntrack_max = 65536\n";
    const files = { "sysctl.d/60-a.conf": old, "sysctl.d/61-b.conf": `# é\r\nnet/ipv4/ip_conntrack_max=1\r\n`, "notes.conf": old };
    await withFiles(files, async (uri) => {
      const document = await vscode.workspace.openTextDocument(uri("sysctl.d/60-a.conf"));
      const untitled = await open(old);
      const [found] = await diagnostics(document.uri);
      const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        found?.range,
        vscode.CodeActionKind.QuickFix.value,
        20,
      );
      const edit = offered.find(({ title }) => english(title) === "Replace legacy names in all files")?.edit ?? fail("not offered");
      const names = edit.entries().map(([file]) => file.path.split("/").at(-1));
      equal(names.includes("60-a.conf") && names.includes("61-b.conf") && !names.includes("notes.conf"), true, `files ${names}`);
      await vscode.workspace.applyEdit(edit);
      equal(document.getText(), now);
      equal(untitled.document.getText(), now);
      equal((await vscode.workspace.openTextDocument(uri("sysctl.d/61-b.conf"))).getText(), "# é\r\nnet/netfilter/nf_conntrack_max=1\r\n");
      await vscode.workspace.saveAll();
    });
  });
});
