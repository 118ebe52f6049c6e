// A real key in a directory where it never was.

import { keyAt } from "../../kernel/at-target.ts";
import { findKey } from "../../kernel/catalogue.ts";
import { withOwnSeparators } from "../../kernel/misplaced.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { characterName } from "../../text/character-name.ts";
import { renameKey, renameSafety } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted, shortName } from "../engine/words.ts";

export const misplacedKey = defineRule<{ readonly line: SettingLine; readonly right: string }>({
  id: "misplaced-key",
  title: "The key is in the wrong directory",
  severity: "error",
  checkSetting({ line, subject }, { target }) {
    if (subject.kind !== "misplaced") return;
    const fact = findKey(subject.right);
    if (!fact || keyAt(fact, target).present === "no") return;
    return {
      span: line.key,
      kernel: "refuses",
      message: message(line.key.path, subject.right),
      key: dotted(subject.right),
      data: { line, right: subject.right },
    };
  },
  fix: ({ line, right }, context) => [renameKey(line, right, renameSafety(right, line, context))],
});

/** Of any finding. */
const LONGEST_MESSAGE = 120;

function message(path: string, right: string): string {
  if (withOwnSeparators(path) === right) {
    const [whole, short] = [right, shortName(right)].map((name) => ` ${slipIn(path)}; write ${name}`) as [string, string];
    const most = LONGEST_MESSAGE - 2 - short.length;
    return path.length + 2 + whole.length <= LONGEST_MESSAGE && path.length <= 40
      ? quoted(path, 40) + whole
      : quoted(path, Math.min(40, most)) + short;
  }
  if (!path.includes("/")) return `${quoted(path, 28)} has no directory; the key is ${dotted(right)}`;
  const [directory, home] = [path, right].map((name) => name.slice(0, name.lastIndexOf("/"))) as [string, string];
  if (directory === home) return `There is no such key in ${dotted(home)}; write ${shortName(right)}`;
  return `${quoted(dotted(directory), 24)} is the wrong directory; the key is ${dotted(right)}`;
}

/** What is wrong with the separators of a key. */
function slipIn(path: string): string {
  const [odd] = /[^\x21-\x7e]/.exec(path) ?? [];
  if (odd !== undefined) return `contains ${characterName(odd)}`;
  if (/[-]/.test(path)) return "has hyphens instead of underscores";
  return path.includes(".") ? "mixes dots and slashes" : "has dots instead of underscores";
}
