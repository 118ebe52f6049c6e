// Characters that are easily taken for others, by their names.

import { say } from "../words/say.ts";

const NAMES: Readonly<Record<string, string>> = {
  "\u00a0": say("a no-break space"),
  "\u2007": say("a figure space"),
  "\u202f": say("a narrow no-break space"),
  "\u200b": say("a zero-width space"),
  "\u200c": say("a zero-width non-joiner"),
  "\u200d": say("a zero-width joiner"),
  "\ufeff": say("a byte-order mark"),
  "\u2010": say("a non-ASCII hyphen"),
  "\u2011": say("a non-breaking hyphen"),
  "\u2012": say("a figure dash"),
  "\u2013": say("an en dash"),
  "\u2014": say("an em dash"),
  "\u2212": say("a non-ASCII minus sign"),
};

/** "a no-break space (U+00A0)" */
export function characterName(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `${NAMES[character] ?? "a character"} (U+${code})`;
}
