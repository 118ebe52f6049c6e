// A byte-order mark before the first line.
import { say } from "../../words/say.ts";
import { defineRule } from "../engine/rule.ts";

export const byteOrderMark = defineRule<undefined>({
  id: "byte-order-mark",
  severity: "error",
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
        ? say("The byte-order mark becomes part of the key, so the key does not exist; save as UTF-8 without it")
        : say("Appliers report the first line because of its byte-order mark; save as UTF-8 without it"),
      data: undefined,
    };
  },
  fix: (_, { document }) =>
    document.contentStart > 0
      ? [{ title: say("Remove the byte-order mark"), safety: "safe", edits: [{ start: 0, end: 1, text: "" }] }]
      : [],
});
