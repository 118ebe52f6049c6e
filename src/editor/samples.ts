// The walkthrough by name, and samples that it can be walked with where no host is broken.
import { commands, l10n, ViewColumn, window, workspace } from "vscode";
import { LANGUAGE_ID } from "./language.ts";

/** As package.json names them together. */
const WALKTHROUGH = "conntrack-planner.conntrack-planner#tableFull";

const LOG = [
  "Jan 12 03:14:07 gw1 kernel: [81234.100211] nf_conntrack: nf_conntrack: table full, dropping packet",
  "Jan 12 03:14:07 gw1 kernel: [81234.100987] nf_conntrack: nf_conntrack: table full, dropping packet",
  "Jan 12 03:14:12 gw1 kernel: [81239.112004] net_ratelimit: 2019 callbacks suppressed",
  "Jan 12 03:14:12 gw1 kernel: [81239.112010] nf_conntrack: nf_conntrack: table full, dropping packet",
  "Jan 12 03:14:17 gw1 kernel: [81244.121377] net_ratelimit: 1987 callbacks suppressed",
  "Jan 12 03:14:17 gw1 kernel: [81244.121381] nf_conntrack: nf_conntrack: table full, dropping packet",
  "",
].join("\n");

const SYSCTL = [
  "# A gateway: the limit was raised, the hash table was not.",
  "net.netfilter.nf_conntrack_max = 1000000",
  "net.netfilter.nf_conntrack_buckets = 16384",
  "",
  "# Not a number to the kernel.",
  "net.netfilter.nf_conntrack_tcp_timeout_established = 1d",
  "",
].join("\n");

const SAMPLES = [
  {
    name: "log",
    label: `$(output) ${l10n.t("Sample log")}`,
    detail: l10n.t("A kernel log with a full table"),
    language: "log",
    content: LOG,
  },
  {
    name: "sysctl",
    label: `$(file) ${l10n.t("Sample sysctl.conf")}`,
    detail: l10n.t("A large limit with a small hash table"),
    language: LANGUAGE_ID,
    content: SYSCTL,
  },
];

export const samples = {
  async openWalkthrough(): Promise<void> {
    await commands.executeCommand("workbench.action.openWalkthrough", WALKTHROUGH, false);
  },
  /** Without a known name the person is asked. */
  async openSample(name: unknown): Promise<void> {
    const known = SAMPLES.find((sample) => sample.name === name);
    const sample = known ?? (await window.showQuickPick(SAMPLES, { title: l10n.t("Conntrack: Open Sample") }));
    if (!sample) return;
    const { language, content } = sample;
    await window.showTextDocument(await workspace.openTextDocument({ language, content }), known ? ViewColumn.Beside : ViewColumn.Active);
  },
};
