// Hints beside values, and the lens over the limit.
import * as vscode from "vscode";
import { equal, fail, includes, open, withSettings } from "./editor.ts";

const text = [
  "net.netfilter.nf_conntrack_max = 262144",
  "net.netfilter.nf_conntrack_buckets = 262144",
  "net.netfilter.nf_conntrack_tcp_timeout_established = 432000",
  "net.netfilter.nf_conntrack_udp_timeout = 30",
  "",
].join("\n");

async function hintsIn(document: vscode.TextDocument): Promise<readonly vscode.InlayHint[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  return vscode.commands.executeCommand<vscode.InlayHint[]>("vscode.executeInlayHintProvider", document.uri, whole);
}

async function lensesIn(document: vscode.TextDocument): Promise<readonly vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 10);
}

describe("inlay hints", () => {
  it("stand behind values, with a plain sentence each", async () => {
    const { document } = await open(text);
    const hints = await hintsIn(document);
    equal(
      hints.map(({ position, label }) => [position.line, position.character, label]),
      [
        [0, 39, "66 MiB when full"],
        [1, 43, "2 MiB"],
        [2, 59, "5 days"],
      ],
    );
    const tooltip = hints[0]?.tooltip;
    includes(typeof tooltip === "string" ? tooltip : fail("no plain tooltip"), "64 MiB for entries");
  });

  it("can be switched off", async () => {
    const { document } = await open(text);
    await withSettings({ "inlayHints.enabled": false }, async () => equal((await hintsIn(document)).length, 0));
    equal((await hintsIn(document)).length, 3);
  });
});

describe("code lens", () => {
  it("tells over the limit what the table costs, and opens the calculator", async () => {
    const { document } = await open(text);
    const [lens, ...others] = await lensesIn(document);
    equal(others.length, 0);
    equal(lens?.range.start.line, 0);
    equal(lens?.command?.title, "Full table: 66 MiB · mean chain 2.0");
    equal([lens?.command?.command, String(lens?.command?.arguments?.[0])], ["conntrack.openCalculator", document.uri.toString()]);
  });

  it("can be switched off", async () => {
    const { document } = await open(text);
    await withSettings({ "codeLens.enabled": false }, async () => equal((await lensesIn(document)).length, 0));
  });
});
