// Keys of patched kernels.

import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { allowFailure, commentOut } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted, shortName } from "../engine/words.ts";

export const vendorKey = defineRule<{ readonly line: SettingLine }>({
  id: "vendor-key",
  title: "Only patched kernels have this key",
  severity: "information",
  docs: {
    why: "Some router systems patch conntrack keys into their kernels. On such a system the line is correct; on any other the file does not exist and nothing is set.",
    examples: [
      {
        bad: "net.netfilter.nf_conntrack_tcp_no_window_check = 1\n",
        good: "# net.netfilter.nf_conntrack_tcp_no_window_check = 1\n",
        fixable: false,
      },
    ],
    exceptions:
      "The file is for OpenWrt or for the vendor's own kernel. Mark the line with a leading `-` if the file is also used elsewhere.",
    sources: ["OpenWrt and Keenetic kernel trees, 2.6.22 to 6.6"],
  },
  checkSetting({ line, subject }) {
    if (subject.kind !== "vendor" || line.ignoreFailure) return;
    const { vendor } = subject;
    return {
      span: line.key,
      kernel: "refuses",
      message: `${quoted(shortName(line.key.path), 50)} is not a mainline key; it comes with ${vendor.origin}`,
      key: dotted(line.key.path),
      data: { line },
    };
  },
  fix: ({ line }, { applier }) => (applier === "busybox" ? [commentOut(line)] : [allowFailure(line), commentOut(line)]),
});
