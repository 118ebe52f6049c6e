// Settings that a script makes in the running kernel and keeps nowhere.
import { say } from "../../words/say.ts";
import { defineRule } from "../engine/rule.ts";

export const lostAtReboot = defineRule<undefined>({
  id: "lost-at-reboot",
  severity: "information",
  *checkDocument({ embedding, settings }) {
    if (!embedding || embedding.lasting || !embedding.isFirst || embedding.scope !== "machine" || embedding.saved.size > 0) return;
    const [first] = settings;
    if (!first) return;
    yield {
      span: first.line.key,
      kernel: first.verdict?.outcome ?? "accepts",
      message: say("Lost at reboot: the script does not write it to a file in sysctl.d"),
      data: undefined,
    };
  },
});
