// Commands, run as the palette and others run them.
import * as vscode from "vscode";
import { diagnostics, equal, eventually, fail, includes, open, ruleOf, withFiles } from "./editor.ts";
import { choosing, leaving } from "./quick-pick.ts";
import { reported, untilWatched } from "./watching.ts";

/** Waits until one of our pages is the active one. */
async function showsPage(wanted: string): Promise<void> {
  const active = (): string | undefined => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof vscode.TabInputCustom ? input.uri.toString(true) : undefined;
  };
  await eventually(active, (page) => page === wanted, "the active page");
}

async function show(text: string): Promise<vscode.TextEditor> {
  const { document, cursor } = await open(text);
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(cursor, cursor);
  return editor;
}

/** As from the explorer: what an extension opens stays a document for minutes after its editor is closed. */
async function openAsPerson(uri: vscode.Uri): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand("vscode.open", uri);
  const editor = vscode.window.activeTextEditor;
  equal(editor?.document.uri.path, uri.path, "active editor");
  return editor ?? fail("no editor");
}

it("all commands of the manifest are there", async () => {
  const extension = vscode.extensions.all.find(({ packageJSON }) => packageJSON.name === "conntrack-planner") ?? fail("no extension");
  await extension.activate();
  const known = new Set(await vscode.commands.getCommands(true));
  const ours: readonly string[] = extension.packageJSON.contributes.commands.map(({ command }: { command: string }) => command);
  equal(ours.length > 0, true);
  equal(
    ours.filter((command) => !known.has(command)),
    [],
  );
});

describe("explain key", () => {
  it("opens the page of the key under the cursor, for the file's target", async () => {
    await show("# conntrack-target: kernel=4.19\nnet/netfilter/nf_conntrack_udp|_timeout_stream = 180\n");
    await vscode.commands.executeCommand("conntrack.explainKey");
    const page = "conntrack-doc:/keys/net.netfilter.nf_conntrack_udp_timeout_stream.md?kernel=4.19 arch=x86_64";
    await showsPage(page);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(page));
    includes(document.getText(), "Default: 3 min");
  });

  it("opens the page of a key by its name", async () => {
    await vscode.commands.executeCommand("conntrack.explainKey", "net.netfilter.nf_conntrack_max");
    await showsPage("conntrack-doc:/keys/net.netfilter.nf_conntrack_max.md?kernel=6.18 arch=x86_64");
  });
});

describe("change target kernel", () => {
  const change = (): Thenable<unknown> => vscode.commands.executeCommand("conntrack.changeTargetKernel");

  it("writes the kernel into the file", async () => {
    const { document } = await show("net.netfilter.nf_conntrack_max = 262144\n");
    await choosing(["6.12", "This file"], change);
    equal(document.getText(), "# conntrack-target: kernel=6.12\nnet.netfilter.nf_conntrack_max = 262144\n");
  });

  it("writes the kernel into the settings of the folder", async () => {
    await withFiles({ "sysctl.d/70-i.conf": "net.netfilter.nf_conntrack_max = 262144\n" }, async (uri) => {
      const { document } = await openAsPerson(uri("sysctl.d/70-i.conf"));
      const configuration = (): unknown => vscode.workspace.getConfiguration("conntrack", document).get("target.kernel");
      try {
        await choosing(["6.12", "This folder"], change);
        equal(configuration(), "6.12");
        equal(document.isDirty, false);
      } finally {
        await vscode.workspace
          .getConfiguration("conntrack", document)
          .update("target.kernel", undefined, vscode.ConfigurationTarget.WorkspaceFolder);
      }
      equal(configuration(), "6.18");
    });
  });

  it("does nothing when it is left", async () => {
    const { document } = await show("net.netfilter.nf_conntrack_max = 262144\n");
    await leaving(change);
    equal(document.getText(), "net.netfilter.nf_conntrack_max = 262144\n");
  });
});

describe("validate all sysctl files", () => {
  const bad = "net.netfilter.nf_conntrack_count = 1\n";
  const validate = (): Thenable<{ files: number; findings: number; cancelled: boolean }> =>
    vscode.commands.executeCommand("conntrack.validateWorkspace");
  const rules = (uri: vscode.Uri): readonly string[] => vscode.languages.getDiagnostics(uri).map(ruleOf);

  it("judges closed files, by name, and counts", async () => {
    const before = await validate();
    await withFiles({ "sysctl.d/10-a.conf": bad, "b.sysctl": bad + bad, "sysctl.d/c.conf.bak": bad, "d.conf": bad }, async (uri) => {
      const { files, findings, cancelled } = await validate();
      equal([files - before.files, cancelled], [2, false]);
      // Its tree may come or go meanwhile, and speaks for it.
      await eventually(
        () => rules(uri("sysctl.d/10-a.conf")),
        (found) => found.join() === "read-only-key",
        "findings of the closed file",
      );
      equal(findings - before.findings, 1 + rules(uri("b.sysctl")).length);
      equal(rules(uri("sysctl.d/c.conf.bak")).length + rules(uri("d.conf")).length, 0, "findings in files that are not ours");
    });
  });

  it("passes by what packages bring along", async () => {
    const before = await validate();
    await withFiles({ "node_modules/a/sysctl.d/10-a.conf": bad, "b/node_modules/a.sysctl": bad }, async (uri) => {
      equal((await validate()).files, before.files);
      equal(rules(uri("node_modules/a/sysctl.d/10-a.conf")).length + rules(uri("b/node_modules/a.sysctl")).length, 0);
    });
  });

  it("keeps the findings when the file is opened and closed, and follows it", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? fail("no workspace folder");
    const file = vscode.Uri.joinPath(folder, "20-e.sysctl");
    const write = (text: string) => vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    // Reported now, its making cannot fold into one report with the change of below.
    await untilWatched(folder);
    await reported(file, () => write(bad));
    await withFiles({ "20-e.sysctl": bad }, async () => {
      await validate();
      const editor = await openAsPerson(file);
      await diagnostics(file);
      await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 0, 32), "net.netfilter.nf_conntrack_max"));
      await eventually(
        () => rules(file),
        (found) => found.length === 0,
        "findings after the mend",
      );
      // Not saved: with the editor gone, the file has the last word.
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await eventually(
        () => rules(file),
        (found) => found.length === 1,
        "findings of the closed file",
      );
      await write("net.netfilter.nf_conntrack_max = 262144\n");
      await eventually(
        () => rules(file),
        (found) => found.length === 0,
        "findings after a change on disk",
      );
    });
  });

  it("forgets files that are gone", async () => {
    await withFiles({ "sysctl.d/30-f.conf": bad }, async (uri) => {
      await validate();
      equal(rules(uri("sysctl.d/30-f.conf")), ["read-only-key"]);
      const edit = new vscode.WorkspaceEdit();
      edit.deleteFile(uri("sysctl.d/30-f.conf"));
      await vscode.workspace.applyEdit(edit);
      await eventually(
        () => rules(uri("sysctl.d/30-f.conf")),
        (found) => found.length === 0,
        "findings of a file that is gone",
      );
    });
  });

  it("sees a byte-order mark, and places the rest where the editor does", async () => {
    const text = "\ufeff# first\nnet.netfilter.nf_conntrack_count = 1\n";
    await withFiles({ "sysctl.d/40-g.conf": text, "sysctl.d/41-g.conf": "" }, async (uri) => {
      const file = uri("sysctl.d/40-g.conf");
      await validate();
      const closed = vscode.languages.getDiagnostics(file).map((found) => [ruleOf(found), found.range]);
      await vscode.window.showTextDocument(file);
      // A file that is met in a tree has the tree read anew.
      const other = uri("sysctl.d/41-g.conf");
      await vscode.workspace.fs.writeFile(other, new TextEncoder().encode(bad));
      await vscode.workspace.openTextDocument(other);
      await eventually(
        () => rules(other),
        (found) => found.length === 1,
        "findings of a file that is met",
      );
      equal(
        vscode.languages.getDiagnostics(file).map((found) => [ruleOf(found), found.range]),
        closed,
      );
      equal(
        closed.map(([rule]) => rule),
        ["byte-order-mark", "read-only-key"],
      );
    });
  });

  it("leaves files alone that nobody asked for, and that are in no tree", async () => {
    await withFiles({ "50-h.sysctl": bad }, async (uri) => {
      const file = uri("50-h.sysctl");
      await openAsPerson(file);
      equal((await diagnostics(file)).length, 1);
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
      await eventually(
        () => rules(file),
        (found) => found.length === 0,
        "findings after closing",
      );
    });
  });
});
