// Completion of keys and values.
import * as vscode from "vscode";
import { equal, fail, includes, open } from "./editor.ts";

async function itemsAt(text: string): Promise<readonly vscode.CompletionItem[]> {
  const { document, cursor } = await open(text);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    cursor,
    undefined,
    500,
  );
  return list.items;
}

const labelOf = (item: vscode.CompletionItem): string => (typeof item.label === "string" ? item.label : item.label.label);

function find(items: readonly vscode.CompletionItem[], label: string): vscode.CompletionItem {
  return items.find((item) => labelOf(item) === label) ?? fail(`no "${label}" among ${items.length} items`);
}

describe("completion", () => {
  it("offers the target's keys, explained", async () => {
    const items = await itemsAt("net.netfilter.nf_conn|\n");
    const item = find(items, "net.netfilter.nf_conntrack_max");
    equal(item.insertText, "net.netfilter.nf_conntrack_max = ");
    includes(typeof item.documentation === "object" ? item.documentation.value : "", "Default");
    equal(
      items.some((other) => labelOf(other).includes("nf_conntrack_helper")),
      false,
      "keys the target has not",
    );
    equal(
      items.some((other) => labelOf(other).includes("nf_conntrack_count")),
      false,
      "keys nobody can write",
    );
  });

  it("keeps slashes where the author uses them", async () => {
    find(await itemsAt("net/netfilter/nf|\n"), "net/netfilter/nf_conntrack_max");
  });

  it("offers values with what they mean", async () => {
    const items = await itemsAt("net.netfilter.nf_conntrack_tcp_timeout_established = |\n");
    const label = find(items, "432000").label;
    includes(typeof label === "object" ? (label.description ?? "") : "", "default: 5 days");
    equal(find(await itemsAt("net.netfilter.nf_conntrack_acct =|\n"), "1").insertText, " 1");
  });

  it("offers nothing in a comment", async () => {
    // VS Code itself offers words of the file, as text.
    const ours = (await itemsAt("# net.netfilter.|\n")).filter((item) => item.kind !== vscode.CompletionItemKind.Text);
    equal(ours.map(labelOf), []);
  });
});
