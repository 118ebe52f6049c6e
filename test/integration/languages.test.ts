// Which files are ours.
import * as vscode from "vscode";
import { equal, withFiles } from "./editor.ts";

describe("the language of a file", () => {
  for (const [name, language] of [
    ["sysctl.conf", "sysctl"],
    ["sysctl.d/10-limits.conf", "sysctl"],
    ["sysctl.d/10-limits.conf.dpkg-old", "sysctl"],
    ["limits.sysctl", "sysctl"],
    ["nginx.conf", "properties"],
  ] as const)
    it(`${name}: ${language}`, async () => {
      await withFiles({ [`named/${name}`]: "net.netfilter.nf_conntrack_max = 262144\n" }, async (uri) => {
        equal((await vscode.workspace.openTextDocument(uri(`named/${name}`))).languageId, language);
      });
    });
});
