// Keys that can be read and not written.

import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
import { commentOut } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { kernelName, quoted, shortName } from "../engine/words.ts";

export const readOnlyKey = defineRule<{ readonly line: SettingLine }>({
  id: "read-only-key",
  severity: "error",
  checkOddSetting({ line, subject }, { target }) {
    if (subject.kind !== "key" || subject.key.present === "no" || subject.key.writable === "yes") return;
    const { fact, writable } = subject.key;
    const sure = writable === "no";
    return {
      span: line.key,
      kernel: sure ? "refuses" : "unknown",
      severity: sure ? "error" : "information",
      message: message(sure, fact.unit === "buckets", { name: quoted(shortName(fact.path), 60), kernel: kernelName(target) }),
      key: dotted(fact.path),
      data: { line },
    };
  },
  fix: ({ line }) => [commentOut(line)],
});

function message(sure: boolean, buckets: boolean, values: { readonly name: string; readonly kernel: string }): string {
  if (buckets)
    return sure
      ? say("{name} is read-only in {kernel}; set hashsize in modprobe.d", values)
      : say("{name} may be read-only in {kernel}; set hashsize in modprobe.d", values);
  return sure ? say("{name} is read-only in {kernel}", values) : say("{name} may be read-only in {kernel}", values);
}
