// Comments that speak to us and are misspelt: unheard, they would mislead.
import { readTargetWord } from "../../kernel/target-words.ts";
import type { Word } from "../../sysctl/control.ts";
import { nearestNames } from "../../text/edit-distance.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted } from "../engine/words.ts";

interface Data {
  readonly word: Word;
  readonly replacements: readonly string[];
}

export const controlComment = defineRule<Data>({
  id: "control-comment",
  title: "A control comment has an unknown word",
  severity: "warning",
  *checkDocument({ controls, ruleIds }) {
    for (const control of controls) {
      for (const word of control.words) {
        if (control.kind === "target") {
          const problem = readTargetWord(word.text).problem;
          if (problem !== undefined)
            yield {
              span: word,
              kernel: "accepts",
              message: `${quoted(word.text, 24)} is not recognized: ${problem}`,
              data: { word, replacements: [] },
            };
        } else if (!ruleIds.includes(word.text)) {
          const replacements = nearestNames(word.text, ruleIds);
          const hint = replacements[0] === undefined ? "rule names look like out-of-range" : `did you mean ${replacements[0]}?`;
          yield { span: word, kernel: "accepts", message: `${quoted(word.text, 40)} is not a rule; ${hint}`, data: { word, replacements } };
        }
      }
    }
  },
  fix: ({ word, replacements }) =>
    replacements.map((id) => ({ title: `Write ${id}`, safety: "suggestion", edits: [{ start: word.start, end: word.end, text: id }] })),
});
