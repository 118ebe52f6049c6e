// Parameters of the module, written as if they were sysctl keys.

import { keyAt } from "../../kernel/at-target.ts";
import { findKey } from "../../kernel/catalogue.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { commentOut, renameKey, renameSafety } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted, shortName } from "../engine/words.ts";

interface Data {
  readonly line: SettingLine;
  /** Path of the key that does the same, where the target kernel lets it be written. */
  readonly instead: string | undefined;
}

export const moduleParameter = defineRule<Data>({
  id: "module-parameter",
  title: "A module parameter is not a sysctl key",
  severity: "error",
  checkSetting({ line, subject }, { target }) {
    if (subject.kind !== "parameter") return;
    const fact = subject.instead === undefined ? undefined : findKey(subject.instead);
    const instead = fact && keyAt(fact, target).writable === "yes" && keyAt(fact, target).present === "yes" ? fact.path : undefined;
    const advice = instead ? `write ${dotted(instead)}` : `set ${subject.parameter} in modprobe.d`;
    const name = shortName(line.key.path);
    return {
      span: line.key,
      kernel: "refuses",
      message:
        name === subject.parameter
          ? `${quoted(name)} is a module parameter, not a sysctl key; ${advice}`
          : `${quoted(name)} is not a sysctl key, but the module parameter ${subject.parameter}; ${advice}`,
      key: dotted(line.key.path),
      data: { line, instead },
    };
  },
  fix: ({ line, instead }, context) => (instead ? [renameKey(line, instead, renameSafety(instead, line, context))] : [commentOut(line)]),
});
