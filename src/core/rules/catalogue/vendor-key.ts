// Keys of patched kernels.

import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
import { allowFailure, commentOut } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted, shortName } from "../engine/words.ts";

export const vendorKey = defineRule<{ readonly line: SettingLine }>({
  id: "vendor-key",
  severity: "information",
  checkOddSetting({ line, subject }) {
    if (subject.kind !== "vendor" || line.ignoreFailure) return;
    const { vendor } = subject;
    return {
      span: line.key,
      kernel: "refuses",
      message: say("{path} is not a mainline key; it comes with {origin}", {
        path: quoted(shortName(line.key.path), 50),
        origin: vendor.origin,
      }),
      key: dotted(line.key.path),
      data: { line },
    };
  },
  fix: ({ line }, { applier }) => (applier === "busybox" ? [commentOut(line)] : [allowFailure(line), commentOut(line)]),
});
