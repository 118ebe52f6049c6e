// The ip_conntrack names, kept as copies until 4.8.

import type { LegacyKey } from "../../kernel/legacy.ts";
import { removedText } from "../../kernel/presence-words.ts";
import { possibleAt } from "../../kernel/timeline.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { commentOut, renameKey, renameSafety } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted, shortName } from "../engine/words.ts";

interface Data {
  readonly line: SettingLine;
  readonly legacy: LegacyKey;
}

export const removedKey = defineRule<Data>({
  id: "removed-key",
  severity: "error",
  checkOddSetting({ line, subject }, { target }) {
    if (subject.kind !== "legacy") return;
    const present = possibleAt(subject.legacy.present, target.kernel);
    if (present.includes(true)) return;
    const { modern, modernValue } = subject.legacy;
    const name = shortName(subject.legacy.path);
    const gone = { name: quoted(name, 60), present: subject.legacy.present, at: target.kernel };
    const equals = modernValue === undefined ? "" : ` = ${modernValue}`;
    const [whole, short] =
      modern === undefined ? [] : [dotted(modern), shortName(modern)].map((key) => removedText(gone, `${key}${equals}`));
    const message = whole === undefined || whole.length <= 120 ? whole : short;
    return {
      span: line.key,
      kernel: "refuses",
      message: message ?? removedText(gone, undefined),
      key: dotted(modern ?? line.key.path),
      data: { line, legacy: subject.legacy },
    };
  },
  fix({ line, legacy }, context) {
    if (legacy.modern === undefined) return [commentOut(line)];
    const rename = renameKey(line, legacy.modern, renameSafety(legacy.modern, line, context));
    if (legacy.modernValue === undefined) return [rename];
    // Another meaning than on/off: 0 stays 0, anything else becomes the protocol.
    const value = /^0+$/.test(line.value.text) ? "0" : String(legacy.modernValue);
    return [
      {
        title: `${rename.title} = ${value}`,
        safety: "suggestion",
        edits: [...rename.edits, { start: line.value.start, end: line.value.end, text: value }],
      },
    ];
  },
});
