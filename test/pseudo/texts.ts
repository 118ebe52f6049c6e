// What is wrong with a text in the pseudo-language. Every text of ours has brackets around it, so what has none did not go through
// the door, what has brackets within brackets was put together from parts, and what has half of them was cut.

/** What is wrong, piece by piece. */
export interface TextFaults {
  /** English outside of all brackets. */
  readonly untranslated: readonly string[];
  /** Parts of sentences within a text, or in a row. */
  readonly glued: readonly string[];
  /** A bracket that nothing closes, or the other way round. */
  readonly cut: readonly string[];
}

export function faultsIn(text: string): TextFaults {
  const { rest, inner, whole } = outside(text);
  const row = IN_A_ROW.exec(text);
  return {
    untranslated: rest.split("\n").filter((line) => ENGLISH.test(line) && !NAMES.test(line.trim())),
    glued: [
      ...inner.filter((one) => PHRASE.test(one)).map((one) => around(text, one)),
      ...(row ? [text.slice(Math.max(0, row.index - 40), row.index + 60)] : []),
    ],
    cut: whole ? [] : [text],
  };
}

function around(text: string, part: string): string {
  const at = text.indexOf(`⟦${part}`);
  return text.slice(text.lastIndexOf("\n", at) + 1, at + part.length + 2);
}

/** Two words in a row, or a word with a capital. Keys, addresses, units and names of states are none. */
const ENGLISH = /(?<![\w./-])[A-Za-z]?[a-z]{2,} [a-z]{2,}(?![\w/=-])|^\s*[A-Z][a-z]{3,}:?\s*$/;
/** Of timeouts, as their keys have them, and of states, as tables print them. */
const NAMES = /^(?:tcp|udp|udplite|sctp|dccp|gre|icmp|icmpv6|generic) (?:timeout\b.*|unreplied)$/;
/** A phrase within a text: a title, a sentence or a number with its noun may stand within one, and parts of sentences may not. */
const PHRASE = /^\p{Ll}[\p{Ll}\s]+$/u;
/** A text that goes on in small letters after another one, with no more between them than a space or a number. */
const IN_A_ROW = /[^.:?!…ɤ ][ ɤ]*⟧ (?:[\d,.]+ )?⟦\p{Ll}/u;

/** What is outside of all brackets, and what is within two. */
function outside(text: string): { readonly rest: string; readonly inner: readonly string[]; readonly whole: boolean } {
  const inner: string[] = [];
  let [open, rest, whole] = [0, "", true];
  for (const letter of text) {
    if (letter === "⟦") {
      open++;
      if (open > 1) inner.push("");
      else rest += "\n";
    } else if (letter === "⟧") {
      open--;
      if (open < 0) [open, whole] = [0, false];
    } else if (open === 0) rest += letter;
    else if (open > 1) inner[inner.length - 1] += letter;
  }
  return { rest, inner, whole: whole && open === 0 };
}
