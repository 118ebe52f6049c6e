// Findings as the editor shows them.
import * as vscode from "vscode";
import { diagnostics, equal, eventually, includes, open, ruleOf, settled } from "./editor.ts";

describe("diagnostics", () => {
  it("names the rule, what is wrong and where", async () => {
    const { document } = await open("net.netfilter.nf_conntrack_max = 64k\n");
    const [found] = await diagnostics(document.uri);
    equal(found && ruleOf(found), "invalid-value");
    equal(found?.severity, vscode.DiagnosticSeverity.Error);
    equal(found?.source, "conntrack");
    equal(found && document.getText(found.range), "64k");
    includes(found?.message ?? "", "65536");
  });

  it("come and go with the text", async () => {
    const { document } = await open("net.netfilter.nf_conntrack_acct = 2\n");
    equal((await diagnostics(document.uri)).map(ruleOf), ["out-of-range"]);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 34, 0, 35), "1");
    await vscode.workspace.applyEdit(edit);
    equal((await diagnostics(document.uri, (found) => found.length === 0)).length, 0, "findings left");
  });

  it("count places the way the editor does, after CRLF and wide characters", async () => {
    const { document } = await open("# 😀 é\r\nnet.netfilter.nf_conntrack_count = 1\r\n");
    const [found] = await diagnostics(document.uri);
    equal(found && ruleOf(found), "read-only-key");
    equal([found?.range.start.line, found?.range.start.character], [1, 0]);
  });

  it("follow the target of the file over the settings", async () => {
    const { document } = await open("# conntrack-target: kernel=4.4\nnet.netfilter.nf_conntrack_buckets = 65536\n");
    equal((await diagnostics(document.uri)).map(ruleOf), ["read-only-key"]);
  });

  it("follow the settings when they change", async () => {
    const { document } = await open("net.netfilter.nf_conntrack_helper = 1\n");
    equal((await diagnostics(document.uri)).map(ruleOf), ["unavailable-key"]);
    const configuration = vscode.workspace.getConfiguration("conntrack", document);
    try {
      await configuration.update("target.kernel", "5.10", vscode.ConfigurationTarget.Workspace);
      equal((await diagnostics(document.uri, (found) => found.length === 0)).length, 0, "findings on 5.10");
      await configuration.update("target.kernel", undefined, vscode.ConfigurationTarget.Workspace);
      await configuration.update("rules", { "unavailable-key": "hint" }, vscode.ConfigurationTarget.Workspace);
      const [found] = await diagnostics(document.uri, (all) => all[0]?.severity === vscode.DiagnosticSeverity.Hint);
      equal(found?.severity, vscode.DiagnosticSeverity.Hint);
    } finally {
      await configuration.update("target.kernel", undefined, vscode.ConfigurationTarget.Workspace);
      await configuration.update("rules", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it("are quiet on a healthy file, on other systems' keys and on placeholders", async () => {
    const { document } = await open(
      [
        "net.netfilter.nf_conntrack_max = 262144",
        "-net.netfilter.nf_conntrack_helper",
        "kern.ipc.maxsockbuf=16777216",
        "net.inet.tcp.sendspace=65536",
        "net.netfilter.nf_conntrack_max = {{ conntrack_max }}",
        "net.netfilter.nf_conntrack_udp_timeout = @@TIMEOUT@@",
        "",
      ].join("\n"),
    );
    equal(
      (await settled(document.uri)).map((found) => found.message),
      [],
    );
  });

  it("stay away from old versions of a file", async () => {
    // git: itself belongs to the built-in extension; review: is treated the same.
    const scheme = "review";
    const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: () => "net.netfilter.nf_conntrack_count = 1\n",
    });
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(`${scheme}:/old/sysctl.conf`));
      await vscode.languages.setTextDocumentLanguage(document, "sysctl");
      equal((await settled(document.uri)).length, 0, "findings in an old version");
    } finally {
      provider.dispose();
    }
  });

  it("open the page of their rule, rendered and offline", async () => {
    const { document } = await open("net.netfilter.nf_contrack_max = 1\n");
    const [found] = await diagnostics(document.uri);
    const target = typeof found?.code === "object" ? found.code.target : undefined;
    equal(target?.toString(), "conntrack-doc:/rules/unknown-key.md");
    includes((await vscode.workspace.openTextDocument(target ?? document.uri)).getText(), "# No kernel has this key");
    await vscode.commands.executeCommand("conntrack.showRule", "unknown-key");
    await eventually(
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.input,
      (shown) => shown instanceof vscode.TabInputCustom && shown.uri.toString() === "conntrack-doc:/rules/unknown-key.md",
      "the active page",
    );
  });
});
