// Comments that speak to us and are misspelt: unheard, they would mislead.

import { readTargetWord } from "../../kernel/target-words.ts";
import type { Word } from "../../sysctl/control.ts";
import { nearestNames } from "../../text/edit-distance.ts";
import { say } from "../../words/say.ts";
import { writeTitle } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted } from "../engine/words.ts";

interface Data {
  readonly word: Word;
  readonly replacements: readonly string[];
}

export const controlComment = defineRule<Data>({
  id: "control-comment",
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
              message: say("{word} is not recognized: {problem}", { word: quoted(word.text, 24), problem }),
              data: { word, replacements: [] },
            };
        } else if (!ruleIds.includes(word.text)) {
          const replacements = nearestNames(word.text, ruleIds);
          const [best] = replacements;
          yield {
            span: word,
            kernel: "accepts",
            message:
              best === undefined
                ? say('{word} is not a rule; a rule has a name such as "out-of-range"', { word: quoted(word.text, 40) })
                : say("{word} is not a rule; did you mean {rule}?", { word: quoted(word.text, 40), rule: best }),
            data: { word, replacements },
          };
        }
      }
    }
  },
  fix: ({ word, replacements }) =>
    replacements.map((id) => ({ title: writeTitle(id), safety: "suggestion", edits: [{ start: word.start, end: word.end, text: id }] })),
});
