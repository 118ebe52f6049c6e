// A real key in a directory where it never was.

import { keyAt } from "../../kernel/at-target.ts";
import { findKey } from "../../kernel/catalogue.ts";
import { withOwnSeparators } from "../../kernel/misplaced.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { characterName } from "../../text/character-name.ts";
import { say } from "../../words/say.ts";
import { renameKey, renameSafety } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted, shortName } from "../engine/words.ts";

export const misplacedKey = defineRule<{ readonly line: SettingLine; readonly right: string }>({
  id: "misplaced-key",
  severity: "error",
  checkOddSetting({ line, subject }, { target }) {
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
    const [whole, short] = [right, shortName(right)].map((key) => (shown: string) => slip(path, { path: shown, key })) as [Slip, Slip];
    const room = ({ length }: string): number => LONGEST_MESSAGE - 2 - length;
    return path.length <= Math.min(40, room(whole(""))) ? whole(quoted(path, 40)) : short(quoted(path, Math.min(40, room(short("")))));
  }
  if (!path.includes("/")) return say("{path} has no directory; the key is {key}", { path: quoted(path, 28), key: dotted(right) });
  const [directory, home] = [path, right].map((name) => name.slice(0, name.lastIndexOf("/"))) as [string, string];
  if (directory === home) return say("There is no such key in {folder}; write {key}", { folder: dotted(home), key: shortName(right) });
  return say("{directory} is the wrong directory; the key is {key}", { directory: quoted(dotted(directory), 24), key: dotted(right) });
}

type Slip = (shown: string) => string;

/** What is wrong with the separators of a key. */
function slip(path: string, values: { readonly path: string; readonly key: string }): string {
  const [odd] = /[^\x21-\x7e]/.exec(path) ?? [];
  if (odd !== undefined) return say("{path} contains {character}; write {key}", { ...values, character: characterName(odd) });
  if (/[-]/.test(path)) return say("{path} has hyphens instead of underscores; write {key}", values);
  return path.includes(".")
    ? say("{path} mixes dots and slashes; write {key}", values)
    : say("{path} has dots instead of underscores; write {key}", values);
}
