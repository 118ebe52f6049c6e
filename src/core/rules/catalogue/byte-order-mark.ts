// A byte-order mark before the first line.
import { defineRule } from "../engine/rule.ts";

export const byteOrderMark = defineRule<undefined>({
  id: "byte-order-mark",
  title: "A byte-order mark spoils the first line",
  severity: "error",
  docs: {
    why: "No applier knows byte-order marks. It becomes part of the first line: a key that begins with it names no file, and a comment that begins with it is no comment any more. The lines below are not touched. Save the file as UTF-8 without a mark.",
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
        ? "Byte-order mark: it becomes part of the key, and no such key exists; save as UTF-8 without it"
        : "Byte-order mark: appliers complain about the first line; save as UTF-8 without it",
      data: undefined,
    };
  },
  fix: (_, { document }) =>
    document.contentStart > 0 ? [{ title: "Remove the byte-order mark", safety: "safe", edits: [{ start: 0, end: 1, text: "" }] }] : [],
});
