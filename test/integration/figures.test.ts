// Hints beside values, and the lens over the limit.
import * as vscode from "vscode";
import { english } from "../host/as-shown.ts";
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

/** Whether the extension runs on a Linux where a table runs. */
const hasTable = (): Promise<boolean> => canSee("/proc/sys/net/netfilter/nf_conntrack_udp_timeout");
const isLinux = (): Promise<boolean> => canSee("/proc/meminfo");

/** Whether the extension runs in Node, on a machine with such a file. */
async function canSee(file: string): Promise<boolean> {
  const path = vscode.Uri.file(file);
  const onNode = typeof (globalThis as { process?: { versions?: { node?: string } } }).process?.versions?.node === "string";
  return (
    onNode &&
    (await vscode.workspace.fs.stat(path).then(
      () => true,
      () => false,
    ))
  );
}

describe("running values", () => {
  // No table runs with it.
  const odd = "net.netfilter.nf_conntrack_udp_timeout = 12345\n";

  it("stand in the text of files for this host only, and in hovers wherever a table runs", async () => {
    const { document } = await open(odd);
    const running = await hasTable();
    const label = async (): Promise<string> => english(String((await hintsIn(document))[0]?.label));
    equal(await label(), "3 h 25 min 45 s");
    await withSettings({ "target.kernel": "auto" }, async () =>
      equal(/ · now .+/.test(await label()), running, "a running value in the hint"),
    );
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      new vscode.Position(0, 5),
    );
    const text = english(
      hovers.flatMap(({ contents }) => contents.map((part) => (typeof part === "string" ? part : part.value))).join("\n"),
    );
    equal(/On this host now/.test(text), running, "a running value in the hover");
  });

  it("stay away from a file that names another kernel", async () => {
    const { document } = await open(`# conntrack-target: kernel=5.10\n${odd}`);
    await withSettings({ "target.kernel": "auto" }, async () =>
      equal(
        (await hintsIn(document)).map(({ label }) => label),
        ["3 h 25 min 45 s"],
      ),
    );
  });
});

describe("a target of auto", () => {
  it("takes the memory of the host, and where there is no Linux says that it is not known", async () => {
    const { document } = await open("net.netfilter.nf_conntrack_max = 1\n");
    const said = async (): Promise<string> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        new vscode.Position(0, 5),
      );
      return english(hovers.flatMap(({ contents }) => contents.map((part) => (typeof part === "string" ? part : part.value))).join("\n"));
    };
    const known = /entries \\?\(with [\d.]+ .iB of memory/;
    equal(known.test(await said()), false, "memory without a setting");
    await withSettings({ "target.kernel": "auto", "target.memory": "auto" }, async () =>
      equal(known.test(await said()), await isLinux(), "memory of auto"),
    );
  });
});

describe("code lens", () => {
  it("tells over the limit what the table costs, and opens the calculator", async () => {
    const { document } = await open(text);
    const [lens, ...others] = await lensesIn(document);
    equal(others.length, 0);
    equal(lens?.range.start.line, 0);
    equal(lens?.command?.title, "Full table: 66 MiB · average chain when full 2.0");
    equal([lens?.command?.command, String(lens?.command?.arguments?.[0])], ["conntrack.openCalculator", document.uri.toString()]);
  });

  it("can be switched off", async () => {
    const { document } = await open(text);
    await withSettings({ "codeLens.enabled": false }, async () => equal((await lensesIn(document)).length, 0));
  });
});
