// Files that hang together: findings that come and go with other files, and the way from a key to the line that counts.
import * as vscode from "vscode";
import { english } from "../host/as-shown.ts";
import { diagnostics, equal, eventually, fail, hasReaders, includes, ruleOf, settled, withFiles } from "./editor.ts";
import { reported, watchedFolder } from "./watching.ts";

const MAX = "net.netfilter.nf_conntrack_max";
const UDP = "net.netfilter.nf_conntrack_udp_timeout";

/** A tree of its own for each test: the editor remembers documents by their address. */
let tree = 0;
let [LOADED, FIRST, SECOND]: [Readonly<Record<string, string>>, string, string] = [{}, "", ""];
const inTree = (path: string): string => `image${tree}/${path}`;
function newTree(): void {
  tree++;
  LOADED = { [inTree("etc/modules-load.d/nf_conntrack.conf")]: "nf_conntrack\n" };
  FIRST = inTree("etc/sysctl.d/60-first.conf");
  SECOND = inTree("etc/sysctl.d/90-second.conf");
}
beforeEach(newTree);

/** Rules reported for a file, once they are as wanted. */
async function rules(uri: vscode.Uri, wanted: readonly string[], what: string): Promise<void> {
  const want = JSON.stringify(wanted);
  await eventually(
    () => vscode.languages.getDiagnostics(uri).map(ruleOf),
    (seen) => JSON.stringify(seen) === want,
    what,
  );
}

async function replace(uri: vscode.Uri, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}

describe("trees of files", () => {
  it("report a line that another file overrides, with the way there; edits of that file take it away and bring it back", async () => {
    await withFiles({ ...LOADED, [FIRST]: `${MAX} = 262144\n`, [SECOND]: "# nothing yet\n" }, async (uri) => {
      const [first, second] = [uri(FIRST), uri(SECOND)];
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(second));
      await rules(first, [], "a healthy tree");
      await replace(second, `# now\n${MAX} = 131072\n`);
      await rules(first, ["overridden-setting"], "after the edit of the other file");
      const [found] = await diagnostics(first);
      equal(found?.relatedInformation?.[0]?.location.uri.path.endsWith(SECOND), true, "related file");
      equal(found?.relatedInformation?.[0]?.location.range.start.line, 1, "related line");
      await replace(second, "# gone again\n");
      await rules(first, [], "after the line is gone");
      await (await vscode.workspace.openTextDocument(second)).save();
    });
  });

  it("follow files that are created, renamed and deleted", async () => {
    await withFiles({ ...LOADED, [FIRST]: `${UDP} = 60\n` }, async (uri) => {
      const first = uri(FIRST);
      await vscode.workspace.openTextDocument(first);
      await rules(first, [], "alone");
      const edit = new vscode.WorkspaceEdit();
      edit.createFile(uri(SECOND), { contents: new TextEncoder().encode(`${UDP} = 90\n`) });
      await vscode.workspace.applyEdit(edit);
      await rules(first, ["overridden-setting"], "with a later file");
      const rename = new vscode.WorkspaceEdit();
      const early = uri(inTree("etc/sysctl.d/10-second.conf"));
      rename.renameFile(uri(SECOND), early);
      await vscode.workspace.applyEdit(rename);
      await rules(early, ["overridden-setting"], "renamed, it comes first");
      await rules(first, [], "and the other one counts");
      const remove = new vscode.WorkspaceEdit();
      remove.deleteFile(early);
      await vscode.workspace.applyEdit(remove);
      await rules(early, [], "deleted");
    });
  });

  const onNode = typeof (globalThis as { process?: { versions?: { node?: string } } }).process?.versions?.node === "string";

  it("tell what is too much to be read, also of a configuration of kube-proxy, beside its file and on the page", async () => {
    const config = `kind: KubeProxyConfiguration\nconntrack:\n  a: ${"a".repeat(1_000_000)}\n`;
    const PROXY = `image${tree}/k8s/kube-proxy.yaml`;
    const files = { ...LOADED, [FIRST]: `${MAX} = 262144\n`, [PROXY]: config, [inTree("etc/kubernetes/kube-proxy.yaml")]: config };
    await withFiles(files, async (uri) => {
      const document = await vscode.workspace.openTextDocument(uri(FIRST));
      await vscode.window.showTextDocument(document);
      // A web host has no reader for it, whatever its size.
      const reason = /^Not read: (?:the structure of its YAML or JSON|a kube-proxy configuration, but the reader for it is missing)/;
      await eventually(
        () => vscode.languages.getDiagnostics(uri(PROXY)).map(({ message }) => english(message)),
        ([message]) => reason.test(message ?? ""),
        "the notice",
      );
      await vscode.commands.executeCommand("conntrack.showEffectiveConfiguration");
      const page = vscode.window.activeTextEditor?.document.getText() ?? "";
      // One is a part of the tree, which the search of the workspace finds as well.
      equal(english(page).match(/^# Not read: .*kube-proxy.yaml/gm)?.length, 2, "files that are not read");
      if (onNode) {
        await vscode.commands.executeCommand("conntrack.showMachineConfiguration");
        const machine = vscode.window.activeTextEditor?.document.getText() ?? fail("no page is shown");
        equal(machine.includes("k8s/kube-proxy.yaml"), false, "what lies in the workspace is not the machine's");
      }
      // Once for the file, open or not: its language would say the same. What is opened later is judged later.
      const proxy = await vscode.workspace.openTextDocument(uri(PROXY));
      const compose = "services:\n  a:\n    sysctls:\n      - net.netfilter.nf_conntrack_max=262144\n";
      const later = await vscode.workspace.openTextDocument({ language: "yaml", content: compose });
      if (hasReaders) await diagnostics(later.uri);
      equal((await settled(proxy.uri)).length, 1, "notices beside the open file");
      await vscode.languages.setTextDocumentLanguage(proxy, "plaintext");
      equal((await settled(proxy.uri)).length, 1, "notices once it is text of no language");
      if (!hasReaders) return;
      const edit = new vscode.WorkspaceEdit();
      edit.delete(proxy.uri, proxy.lineAt(2).range);
      await vscode.workspace.applyEdit(edit);
      await proxy.save();
      await diagnostics(proxy.uri, (found) => found.length === 0);
    });
  });

  it("offer to load the module, in a file of its own", async () => {
    await withFiles({ [FIRST]: `${MAX} = 262144\n` }, async (uri) => {
      const list = uri(inTree("etc/modules-load.d/nf_conntrack.conf"));
      const document = await vscode.workspace.openTextDocument(uri(FIRST));
      await rules(document.uri, ["module-not-loaded"], "nothing loads it");
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        new vscode.Range(0, 1, 0, 1),
        vscode.CodeActionKind.QuickFix.value,
        10,
      );
      const action = actions.find(({ title }) => english(title) === "Load nf_conntrack at boot");
      await vscode.workspace.applyEdit(action?.edit ?? fail(`not among ${actions.map(({ title }) => title).join(", ")}`));
      await rules(document.uri, [], "with the list");
      const made = await vscode.workspace.openTextDocument(list);
      equal(made.getText(), "nf_conntrack\n", "the list");
      await made.save();
      await vscode.workspace.fs.delete(list);
    });
  });

  it("judge modprobe.d and modules-load.d, and mend them", async () => {
    const list = inTree("etc/modules-load.d/old.conf");
    await withFiles(
      { [list]: "nf_conntrack_ipv4\n", [inTree("etc/modprobe.d/c.conf")]: "options nf_conntrack hashsize=65536\n" },
      async (uri) => {
        const document = await vscode.workspace.openTextDocument(uri(list));
        await rules(document.uri, ["removed-module"], "a module that is no more");
        await rules(uri(inTree("etc/modprobe.d/c.conf")), ["hashsize-sets-max"], "a limit nobody wrote");
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          "vscode.executeCodeActionProvider",
          document.uri,
          new vscode.Range(0, 1, 0, 1),
          vscode.CodeActionKind.QuickFix.value,
          10,
        );
        const action = actions.find(({ title }) => english(title) === "Write nf_conntrack");
        await vscode.workspace.applyEdit(action?.edit ?? fail(`not among ${actions.map(({ title }) => title).join(", ")}`));
        equal(document.getText(), "nf_conntrack\n", "the list");
        await document.save();
      },
    );
  });

  it("lead from a key to the line that is in force, and to all that set it", async () => {
    await withFiles({ ...LOADED, [FIRST]: `# c\n${MAX} = 262144\n`, [SECOND]: `net.nf_conntrack_max = 131072\n` }, async (uri) => {
      const document = await vscode.workspace.openTextDocument(uri(FIRST));
      await rules(document.uri, ["overridden-setting"], "overridden");
      const at = new vscode.Position(1, 20);
      const definitions = await vscode.commands.executeCommand<vscode.Location[]>("vscode.executeDefinitionProvider", document.uri, at);
      equal(
        definitions.map((one) => `${one.uri.path.split("/").at(-1)}:${one.range.start.line}`),
        ["90-second.conf:0"],
        "definition",
      );
      const references = await vscode.commands.executeCommand<vscode.Location[]>("vscode.executeReferenceProvider", document.uri, at);
      equal(
        references.map((one) => `${one.uri.path.split("/").at(-1)}:${one.range.start.line}`).sort(),
        ["60-first.conf:1", "90-second.conf:0"],
        "references",
      );
    });
  });

  it("show the effective configuration: values first, then where they are from", async () => {
    await withFiles({ ...LOADED, [FIRST]: `${UDP} = 60\n`, [SECOND]: `${UDP} = 90\n` }, async (uri) => {
      const document = await vscode.workspace.openTextDocument(uri(FIRST));
      await vscode.window.showTextDocument(document);
      await rules(document.uri, ["overridden-setting"], "overridden");
      await vscode.commands.executeCommand("conntrack.showEffectiveConfiguration");
      const page = vscode.window.activeTextEditor?.document ?? fail("no page is shown");
      equal(page.uri.scheme, "conntrack-effective");
      includes(page.getText(), `\n${UDP} = 90\n`);
      includes(
        page.getText(),
        `\n# ${UDP}\n#   /etc/sysctl.d/90-second.conf:1; default 30\n#   /etc/sysctl.d/60-first.conf:1: 60 (overridden)\n`,
      );
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>("vscode.executeLinkProvider", page.uri);
      equal(links.map(({ target }) => target?.path.split("/").at(-1)).sort(), ["60-first.conf", "90-second.conf"], "links");
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    });
  });

  it("bring scattered settings into one file, undone in one go", async () => {
    await withFiles(
      { ...LOADED, [FIRST]: `# keep\n${MAX} = 262144\n${UDP} = 60\n`, [SECOND]: `${UDP} = 90\nnet.core.somaxconn = 1\n` },
      async (uri) => {
        const [first, second] = [await vscode.workspace.openTextDocument(uri(FIRST)), await vscode.workspace.openTextDocument(uri(SECOND))];
        await vscode.window.showTextDocument(first);
        await rules(first.uri, ["overridden-setting"], "scattered");
        await vscode.commands.executeCommand("conntrack.collectSettings", true);
        await eventually(
          () => first.getText(),
          (text) => text === "# keep\n",
          "the first file",
        );
        equal(second.getText(), "net.core.somaxconn = 1\n", "the second file");
        const into = uri(inTree("etc/sysctl.d/60-conntrack.conf"));
        const made = await vscode.workspace.openTextDocument(into);
        equal(made.getText(), `${MAX} = 262144\n${UDP} = 90\n`, "the new file");
        await vscode.window.showTextDocument(first);
        await vscode.commands.executeCommand("undo");
        await eventually(
          () => first.getText() + second.getText(),
          (text) => text.includes("= 60") && text.includes("= 90"),
          "undone",
        );
        await first.save();
        await second.save();
      },
    );
  });

  it("say on hover what is in force instead", async () => {
    await withFiles({ ...LOADED, [FIRST]: `${MAX} = 262144\n`, [SECOND]: `${MAX} = 131072\n` }, async (uri) => {
      const document = await vscode.workspace.openTextDocument(uri(FIRST));
      await rules(document.uri, ["overridden-setting"], "overridden");
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        new vscode.Position(0, 5),
      );
      const said = hovers.flatMap(({ contents }) => contents.map((content) => (content as vscode.MarkdownString).value)).join("");
      includes(said.replace(/\\(.)/g, "$1"), "Effective value: 131072, set in /etc/sysctl.d/90-second.conf, line 1.");
    });
  });

  it("explain, complete and mend options of nf_conntrack in modprobe.d, and no others", async () => {
    const path = inTree("etc/modprobe.d/conntrack.conf");
    await withFiles({ [path]: "options kvm nested=1\noptions nf_conntrack expect_hashsize=64k \n" }, async (uri) => {
      const document = await vscode.workspace.openTextDocument(uri(path));
      await rules(document.uri, ["module-option"], "a value the kernel cannot read");
      const hoverAt = (line: number, column: number) =>
        vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, new vscode.Position(line, column));
      includes(
        (await hoverAt(1, 25)).map(({ contents }) => (contents[0] as vscode.MarkdownString).value).join(""),
        "nf\\_conntrack\\_expect\\_max",
      );
      equal((await hoverAt(0, 15)).length, 0, "hovers on another module");
      const completed = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        new vscode.Position(1, document.lineAt(1).text.length),
      );
      const labels = completed.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      equal(
        ["acct", "enable_hooks", "hashsize", "tstamp"].filter((name) => !labels.includes(name)),
        [],
        "options that are not offered",
      );
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        new vscode.Range(1, 40, 1, 40),
        vscode.CodeActionKind.QuickFix.value,
        10,
      );
      const action = actions.find(({ title }) => english(title) === "Write 65536");
      await vscode.workspace.applyEdit(action?.edit ?? fail(`not among ${actions.map(({ title }) => title).join(", ")}`));
      await rules(document.uri, [], "mended");
      await document.save();
    });
  });

  it("leave a sysctl.conf alone that is in no tree", async () => {
    await withFiles({ "lone/sysctl.conf": `${MAX} = 262144\n`, [FIRST]: `${MAX} = 262144\n` }, async (uri) => {
      await vscode.workspace.openTextDocument(uri("lone/sysctl.conf"));
      await vscode.workspace.openTextDocument(uri(FIRST));
      // Trees are looked for all at once.
      await rules(uri(FIRST), ["module-not-loaded"], "the file beside it");
      equal((await settled(uri("lone/sysctl.conf"))).map(ruleOf), [], "findings");
    });
  });

  it("follow changes on disk that no editor made", async () => {
    for (const folder of ["etc/modules-load.d", "etc/sysctl.d"]) await watchedFolder(inTree(folder));
    await withFiles({ ...LOADED, [FIRST]: `${UDP} = 60\n`, [SECOND]: `${UDP} = 90\n` }, async (uri) => {
      const write = (text: string) => vscode.workspace.fs.writeFile(uri(SECOND), new TextEncoder().encode(text));
      await vscode.workspace.openTextDocument(uri(FIRST));
      await rules(uri(FIRST), ["overridden-setting"], "once it is read");
      await reported(uri(SECOND), () => write("# nothing\n"));
      await rules(uri(FIRST), [], "after it was emptied");
      await reported(uri(SECOND), () => write(`${UDP} = 90\n`));
      await rules(uri(FIRST), ["overridden-setting"], "after the write");
      await vscode.commands.executeCommand("conntrack.validateWorkspace");
      equal(vscode.languages.getDiagnostics(uri(FIRST)).map(ruleOf), ["overridden-setting"], "after a check of all files");
    });
  });

  it("show the machine's own configuration where there is one", async () => {
    await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
    await vscode.commands.executeCommand("conntrack.showMachineConfiguration");
    if (!onNode) {
      equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 0, "tabs");
      return;
    }
    const page = vscode.window.activeTextEditor?.document ?? fail("no page is shown");
    equal(page.uri.scheme, "conntrack-effective");
    includes(page.getText(), "# As ");
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });
});
