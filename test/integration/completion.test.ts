// Completion of keys and values.
import * as vscode from "vscode";
import { english } from "../host/as-shown.ts";
import { equal, fail, includes, open, settled } from "./editor.ts";

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

const labelOf = (item: vscode.CompletionItem): string => english(typeof item.label === "string" ? item.label : item.label.label);

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

  it("lists what people set most first", async () => {
    const items = await itemsAt("net.netfilter.|\n");
    const keys = items.filter(({ kind }) => kind === vscode.CompletionItemKind.Property);
    const sorted = [...keys].sort((one, other) => ((one.sortText ?? "") < (other.sortText ?? "") ? -1 : 1));
    equal(
      sorted.slice(0, 5).map((item) => labelOf(item).replace("net.netfilter.nf_conntrack_", "")),
      ["max", "buckets", "tcp_timeout_established", "tcp_timeout_time_wait", "udp_timeout"],
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

  it("offers the parts of a key, and goes on from there", async () => {
    const item = find(await itemsAt("net.|\n"), "netfilter");
    equal(
      [item.insertText, item.kind, item.command?.command],
      ["net.netfilter.", vscode.CompletionItemKind.Module, "editor.action.triggerSuggest"],
    );
    find(await itemsAt("net.|\n"), "net.netfilter.nf_conntrack_max");
  });

  it("offers the comments that steer, and what they take", async () => {
    equal(find(await itemsAt("# conntrack-|\n"), "conntrack-target:").insertText, "conntrack-target: ");
    find(await itemsAt("# conntrack-disable-file |\n"), "out-of-range");
    find(await itemsAt("# conntrack-target: kernel=|\n"), "5.10");
  });

  it("offers whole setups at an empty line, as snippets without findings", async () => {
    const item = find(await itemsAt("|\n"), "NAT gateway");
    equal(item.kind, vscode.CompletionItemKind.Snippet);
    const { document } = await open("");
    const editor = await vscode.window.showTextDocument(document);
    await editor.insertSnippet(item.insertText instanceof vscode.SnippetString ? item.insertText : fail("no snippet"));
    includes(document.getText(), "net.netfilter.nf_conntrack_max = 262144\n");
    equal(
      (await settled(document.uri)).map((found) => found.message),
      [],
    );
  });

  it("offers nothing in a comment", async () => {
    // VS Code itself offers words of the file, as text.
    const ours = (await itemsAt("# net.netfilter.|\n")).filter((item) => item.kind !== vscode.CompletionItemKind.Text);
    equal(ours.map(labelOf), []);
  });
});
