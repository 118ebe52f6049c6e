// Parameters of the module, written as if they were sysctl keys.

import { keyAt } from "../../kernel/at-target.ts";
import { findKey } from "../../kernel/catalogue.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
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
  severity: "error",
  checkOddSetting({ line, subject }, { target }) {
    if (subject.kind !== "parameter") return;
    const fact = subject.instead === undefined ? undefined : findKey(subject.instead);
    const instead = fact && keyAt(fact, target).writable === "yes" && keyAt(fact, target).present === "yes" ? fact.path : undefined;
    return {
      span: line.key,
      kernel: "refuses",
      message: message(shortName(line.key.path), subject.parameter, instead && dotted(instead)),
      key: dotted(line.key.path),
      data: { line, instead },
    };
  },
  fix: ({ line, instead }, context) => (instead ? [renameKey(line, instead, renameSafety(instead, line, context))] : [commentOut(line)]),
});

function message(written: string, parameter: string, instead: string | undefined): string {
  const name = quoted(written);
  if (written === parameter)
    return instead === undefined
      ? say("{name} is a module parameter, not a sysctl key; set {parameter} in modprobe.d", { name, parameter })
      : say("{name} is a module parameter, not a sysctl key; write {instead}", { name, instead });
  return instead === undefined
    ? say("{name} is not a sysctl key, but the module parameter {parameter}; set {parameter} in modprobe.d", { name, parameter })
    : say("{name} is not a sysctl key, but the module parameter {parameter}; write {instead}", { name, parameter, instead });
}
