// Hovers, as the editor asks for them.
import * as vscode from "vscode";
import { equal, includes, open } from "./editor.ts";

async function hoverText(text: string): Promise<string> {
  const { document, cursor } = await open(text);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, cursor);
  return hovers.flatMap((hover) => hover.contents.map((content) => (typeof content === "string" ? content : content.value))).join("\n");
}

/** Markdown as a person reads it. */
const plain = (markdown: string): string => markdown.replace(/\\(.)/g, "$1");

describe("hover", () => {
  it("explains a key: meaning, default, yours, range, and what can be done", async () => {
    const text = plain(await hoverText("net.netfilter.nf_conn|track_tcp_timeout_established = 432000\n"));
    for (const part of ["5 days", "432000", "Default", "Yours", "Accepts", "[More](command:conntrack.explainKey"]) includes(text, part);
  });

  it("explains a value in its unit", async () => {
    includes(plain(await hoverText("net.netfilter.nf_conntrack_tcp_timeout_established = 74|40\n")), "2 h 4 min");
    includes(plain(await hoverText("net.netfilter.nf_conntrack_log_invalid = 5|8\n")), "ICMPv6");
  });

  it("says what a table costs", async () => {
    // 1,048,576 x 256 bytes + 262,144 x 8 bytes = 258 MiB on 6.18.
    includes(plain(await hoverText("# conntrack-target: memory=8G\nnet.netfilter.nf_conntrack_max = 1048|576\n")), "258 MiB");
    includes(plain(await hoverText("net.netfilter.nf_conntrack_buckets = 1048|576\n")), "8 MiB");
  });

  it("offers the buckets that a limit needs, and the calculator", async () => {
    const few = await hoverText("net.netfilter.nf_conn|track_max = 1000000\nnet.netfilter.nf_conntrack_buckets = 16384\n");
    for (const command of ["matchBuckets", "openCalculator"]) includes(few, `command:conntrack.${command}?`);
    const enough = await hoverText("net.netfilter.nf_conn|track_max = 65536\nnet.netfilter.nf_conntrack_buckets = 65536\n");
    equal(enough.includes("matchBuckets"), false);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    const { document } = await open("net.netfilter.nf_conntrack_max = 1000000\nnet.netfilter.nf_conntrack_buckets = 16384\n|");
    await vscode.commands.executeCommand("conntrack.matchBuckets", document.uri);
    equal(document.getText(), "net.netfilter.nf_conntrack_max = 1000000\nnet.netfilter.nf_conntrack_buckets = 1000448\n");
  });

  it("says that related keys leave the table alone", async () => {
    includes(plain(await hoverText("net.ipv4.tcp_fin_|timeout = 30\n")), "conntrack entries have separate timeouts");
  });

  it("explains old names by the new ones", async () => {
    includes(plain(await hoverText("net.ipv4.netfilter.ip_conntrack_|max = 65536\n")), "net.netfilter.nf_conntrack_max");
  });

  it("says nothing on foreign keys", async () => {
    equal(await hoverText("kernel.pa|nic = 10\n"), "");
  });
});
