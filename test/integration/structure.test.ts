// Outline, folding, highlights and growing selections, as the editor asks for them.
import * as vscode from "vscode";
import { equal, open } from "./editor.ts";

const text = [
  "# Limits",
  "net.netfilter.nf_conntrack_max = 262144",
  "net/nf_conntrack_max=262144",
  "",
  "# Timeouts",
  "# of the gateway",
  "net.netfilter.nf_conntrack_udp_timeout = 60",
  "net.netfilter.nf_conntrack_icmp_timeout = 30",
  "",
].join("\n");

describe("structure", () => {
  it("outlines settings under the headings of comments", async () => {
    const { document } = await open(text);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", document.uri);
    equal(
      symbols.map(({ name, children }) => [name, children.map((child) => `${child.name} ${child.detail}`)]),
      [
        ["Limits", ["net.netfilter.nf_conntrack_max 262144", "net/nf_conntrack_max 262144"]],
        ["Timeouts", ["net.netfilter.nf_conntrack_udp_timeout 60", "net.netfilter.nf_conntrack_icmp_timeout 30"]],
      ],
    );
    equal(symbols[1] && document.getText(symbols[1].selectionRange), "# Timeouts");
  });

  it("folds comments and sections", async () => {
    const { document } = await open(text);
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>("vscode.executeFoldingRangeProvider", document.uri);
    equal(
      ranges.map(({ start, end, kind }) => [start, end, kind]),
      [
        [0, 2, vscode.FoldingRangeKind.Region],
        [4, 5, vscode.FoldingRangeKind.Comment],
        [5, 7, vscode.FoldingRangeKind.Region],
      ],
    );
  });

  it("highlights a key in all its spellings", async () => {
    const { document, cursor } = await open(text.replace("net/nf", "net/n|f"));
    const found = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      "vscode.executeDocumentHighlights",
      document.uri,
      cursor,
    );
    equal(
      found.map(({ range }) => document.getText(range)),
      ["net.netfilter.nf_conntrack_max", "net/nf_conntrack_max"],
    );
  });

  it("grows a selection from a part of a key to the file", async () => {
    const { document, cursor } = await open("# a\nnet.netfilter.nf_conn|track_max = 5\n\nb = 1\n");
    const [range] = await vscode.commands.executeCommand<vscode.SelectionRange[]>("vscode.executeSelectionRangeProvider", document.uri, [
      cursor,
    ]);
    const texts: string[] = [];
    for (let at = range; at; at = at.parent as typeof at) texts.push(document.getText(at.range));
    for (const part of [
      "nf_conntrack_max",
      "net.netfilter.nf_conntrack_max",
      "net.netfilter.nf_conntrack_max = 5",
      "# a\nnet.netfilter.nf_conntrack_max = 5",
    ])
      equal(texts.includes(part), true, part);
    equal(texts.at(-1), document.getText());
  });
});
