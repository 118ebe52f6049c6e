// Quick fixes, applied as a person would.
import * as vscode from "vscode";
import { diagnostics, equal, fail, open } from "./editor.ts";

async function actionsFor(document: vscode.TextDocument): Promise<readonly vscode.CodeAction[]> {
  const [found] = await diagnostics(document.uri);
  if (!found) fail("no finding");
  return vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, found.range);
}

async function apply(document: vscode.TextDocument, title: string): Promise<string> {
  const actions = await actionsFor(document);
  const action = actions.find((candidate) => candidate.title === title);
  if (!action?.edit) fail(`no action "${title}" among ${actions.map((candidate) => candidate.title).join(", ")}`);
  await vscode.workspace.applyEdit(action.edit);
  return document.getText();
}

describe("quick fixes", () => {
  it("rename an old key, keeping the author's slashes", async () => {
    const { document } = await open("net/ipv4/netfilter/ip_conntrack_max = 65536\n");
    equal(await apply(document, "Rename to net/netfilter/nf_conntrack_max"), "net/netfilter/nf_conntrack_max = 65536\n");
  });

  it("write the number that was meant", async () => {
    const { document } = await open("net.netfilter.nf_conntrack_tcp_timeout_established = 1h30m\n");
    equal(await apply(document, "Write 5400 (1h30m in seconds)"), "net.netfilter.nf_conntrack_tcp_timeout_established = 5400\n");
  });

  it("keep a glued comment on a line of its own", async () => {
    const { document } = await open("net.netfilter.nf_conntrack_udp_timeout = 60#voip\n");
    equal(await apply(document, "Write 60"), "#voip\nnet.netfilter.nf_conntrack_udp_timeout = 60\n");
  });

  it("put the one that a single keystroke applies first", async () => {
    const { document } = await open("net.netfilter.nf_contrack_max = 65536\n");
    const actions = await actionsFor(document);
    equal(
      actions.filter((action) => action.isPreferred).map((action) => action.title),
      ["Rename to net.netfilter.nf_conntrack_max"],
    );
    equal(actions[0]?.title, "Rename to net.netfilter.nf_conntrack_max");
  });

  it("silence a rule for a line and for the file", async () => {
    const first = await open("net.netfilter.nf_conntrack_count = 1\n");
    equal(
      await apply(first.document, "Disable read-only-key for this line"),
      "# conntrack-disable-next-line read-only-key\nnet.netfilter.nf_conntrack_count = 1\n",
    );
    equal((await diagnostics(first.document.uri, (found) => found.length === 0)).length, 0, "findings after silencing the line");
    const second = await open("net.netfilter.nf_conntrack_count = 1\n");
    await apply(second.document, "Disable read-only-key for this file");
    equal((await diagnostics(second.document.uri, (found) => found.length === 0)).length, 0, "findings after silencing the file");
  });
});
