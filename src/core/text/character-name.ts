// Characters that are easily taken for others, by their names.

const NAMES: Readonly<Record<string, string>> = {
  "\u00a0": "a no-break space",
  "\u2007": "a figure space",
  "\u202f": "a narrow no-break space",
  "\u200b": "a zero-width space",
  "\u200c": "a zero-width non-joiner",
  "\u200d": "a zero-width joiner",
  "\ufeff": "a byte-order mark",
  "\u2010": "a non-ASCII hyphen",
  "\u2011": "a non-breaking hyphen",
  "\u2012": "a figure dash",
  "\u2013": "an en dash",
  "\u2014": "an em dash",
  "\u2212": "a non-ASCII minus sign",
};

/** "a no-break space (U+00A0)" */
export function characterName(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `${NAMES[character] ?? "a character"} (U+${code})`;
}
