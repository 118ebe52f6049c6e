// A byte-order mark before the first line.
import { defineRule } from "../engine/rule.ts";

export const byteOrderMark = defineRule<undefined>({
  id: "byte-order-mark",
  title: "A byte-order mark breaks the first line",
  severity: "error",
  docs: {
    why: "No applier recognizes a byte-order mark. It becomes part of the first line: a key that starts with it does not match any file, and a comment that starts with it is not a comment. Later lines are not affected. Save the file as UTF-8 without a byte-order mark.",
    examples: [
      { bad: "\ufeffnet.netfilter.nf_conntrack_max = 262144\n", good: "net.netfilter.nf_conntrack_max = 262144\n" },
      { bad: "\ufeff# Connection tracking\n", good: "# Connection tracking\n" },
    ],
    sources: ["measured with systemd-sysctl 252, procps 4.0.2 and BusyBox 1.35"],
  },
  *checkDocument({ document }) {
    const first = document.lines[0];
    if (!document.byteOrderMark || !first) return;
    const setting = first.kind === "setting";
    yield {
      span: { start: 0, end: Math.max(first.end, document.contentStart) },
      // A commented line has no value to lose, a blank one nothing at all.
      severity: setting ? "error" : "warning",
      kernel: setting ? "refuses" : "ignores",
      message: setting
        ? "The byte-order mark becomes part of the key, so the key does not exist; save as UTF-8 without it"
        : "Appliers report the first line because of its byte-order mark; save as UTF-8 without it",
      data: undefined,
    };
  },
  fix: (_, { document }) =>
    document.contentStart > 0 ? [{ title: "Remove the byte-order mark", safety: "safe", edits: [{ start: 0, end: 1, text: "" }] }] : [],
});
