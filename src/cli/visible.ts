// Makes text from files, file names and arguments safe to print: nothing in it can steer a terminal.

/** Controls of C0 and C1, line separators, marks that change the writing direction, and halves of surrogate pairs. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\ufeff]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The text with `\x1b` and the like spelled out. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return SHORT[character] ?? (code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`);
  });
}

/** An argument in double quotes, cut to a length that leaves room for the sentence. */
export function quoted(text: string): string {
  const shown = visible(text);
  return `"${shown.length > 80 ? `${shown.slice(0, 79)}…` : shown}"`;
}
