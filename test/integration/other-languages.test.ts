// Other languages than sysctl's own, in the editor: findings, hovers and fixes in shell, Ansible and Compose.
import * as vscode from "vscode";
import { english } from "../host/as-shown.ts";
import { diagnostics, equal, eventually, fail, hasReaders, includes, ruleOf, withSettings } from "./editor.ts";

async function openAs(
  language: string,
  text: string,
): Promise<{ readonly document: vscode.TextDocument; readonly cursor: vscode.Position }> {
  const content = text.replace("|", "");
  const document = await vscode.workspace.openTextDocument({ language, content });
  return { document, cursor: document.positionAt(Math.max(0, text.indexOf("|"))) };
}

async function fixed(document: vscode.TextDocument, title: string): Promise<string> {
  const [found] = await diagnostics(document.uri);
  if (!found) fail("no finding");
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, found.range);
  const action = actions.find((one) => english(one.title) === title);
  if (!action?.edit) fail(`no action "${title}" among ${actions.map((one) => one.title).join(", ")}`);
  await vscode.workspace.applyEdit(action.edit);
  return document.getText();
}

describe("other languages", () => {
  before(function () {
    if (!hasReaders) this.skip();
  });

  it("shell: a finding on the value, and a fix that keeps the quotes", async () => {
    const { document } = await openAs("shellscript", '#!/bin/sh\niptables -F\nsysctl -w net.netfilter.nf_conntrack_max="256k"\n');
    const [found, ...more] = await diagnostics(document.uri);
    equal(
      [found && ruleOf(found), found?.range.start.line, found && document.getText(found.range), more.length],
      ["invalid-value", 2, "256k", 0],
    );
    includes(await fixed(document, "Write 262144 (256k: 262,144)"), 'nf_conntrack_max="262144"\n');
  });

  it("Ansible: an old name is renamed in its task", async () => {
    const text = "- ansible.posix.sysctl:\n    name: net.ipv4.netfilter.ip_conntrack_max\n    value: '262144'\n";
    const { document } = await openAs("yaml", text);
    includes(await fixed(document, "Rename to net.netfilter.nf_conntrack_max"), "    name: net.netfilter.nf_conntrack_max\n");
    await eventually(
      () => vscode.languages.getDiagnostics(document.uri),
      (left) => left.length === 0,
      "no finding",
    );
  });

  it("Compose: what no container can set, and a hover on the key", async () => {
    const { document, cursor } = await openAs("yaml", "services:\n  a:\n    sysctls:\n      - net.netfilter.nf_conn|track_max=262144\n");
    const [found] = await diagnostics(document.uri);
    equal(found && ruleOf(found), "not-namespaced");
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, cursor);
    const text = hovers.flatMap(({ contents }) => contents.map((one) => (typeof one === "string" ? one : one.value))).join("\n");
    includes(text, "Default");
  });

  it("a key is completed before it has a value", async () => {
    for (const [language, text] of [
      ["shellscript", "sysctl -w net.netfilter.|\n"],
      ["yaml", "services:\n  a:\n    sysctls:\n      - net.netfilter.|\n"],
    ] as const) {
      const { document, cursor } = await openAs(language, text);
      const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === "string" ? label : label.label);
      // The first document with the beginning of a key loads what completes it.
      const item = await eventually(
        async () => {
          const list = await vscode.commands.executeCommand<vscode.CompletionList>(
            "vscode.executeCompletionItemProvider",
            document.uri,
            cursor,
          );
          return list.items.find((one) => labelOf(one) === "net.netfilter.nf_conntrack_max");
        },
        (one) => one !== undefined,
        "the key among the completions",
      );
      const range = item?.range;
      equal(range && document.getText("inserting" in range ? range.replacing : range), "net.netfilter.", language);
    }
  });

  it("commands of a script become a file of sysctl.d, without what the script computes", async () => {
    const script = "#!/bin/sh\nsysctl -w net.netfilter.nf_conntrack_max=524288\nsysctl -w net.netfilter.nf_conntrack_udp_timeout=$T\n";
    const { document } = await openAs("shellscript", script);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("conntrack.collectSettings");
    const made = await eventually(
      () => vscode.window.activeTextEditor?.document,
      (one) => one !== undefined && one !== document,
      "the new document",
    );
    equal([made?.languageId, made?.isUntitled, made?.getText()], ["sysctl", true, "net.netfilter.nf_conntrack_max = 524288\n"]);
    equal(document.getText(), script, "the script");
  });

  it("a language that is switched off is left alone", async () => {
    await withSettings({ languages: ["yaml"] }, async () => {
      const { document } = await openAs("shellscript", "sysctl -w net.netfilter.nf_conntrack_max=256k\n");
      const { document: other } = await openAs("yaml", "net.netfilter.nf_conntrack_max: 256k\n");
      await diagnostics(other.uri);
      equal(vscode.languages.getDiagnostics(document.uri).length, 0);
    });
  });
});
