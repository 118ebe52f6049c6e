// A file that no program reads, because a file of the same name comes first.

import { dotted, keyPath } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
import { firstConntrackLine } from "../engine/host-words.ts";
import { defineRule, type HostReport } from "../engine/rule.ts";

export const maskedFile = defineRule<undefined>({
  id: "masked-file",
  severity: "information",
  *checkHost({ plan }) {
    for (const { file, why, by } of plan.passed) {
      if (why !== "masked" || !by) continue;
      const line = firstConntrackLine(plan.applier, file);
      if (!line) continue;
      const later = (): HostReport<undefined> => ({
        file,
        span: line.keySpan,
        kernel: "ignores",
        message: say("Never read: hidden by the file with the same name in {path}", { path: by.path.slice(0, -by.name.length) }),
        key: dotted(keyPath(line.key)),
        related: [{ file: by, start: 0, end: 0, message: say("The file that is read instead") }],
        data: undefined,
      });
      yield { file, severity: "information", later };
    }
  },
});
