// The texts that tests expect are written in English, whatever language the run is in: here are the ways between the two, for
// what is read and for what is looked for. In an ordinary run both leave a text alone. Runs in extension hosts too.
import { ACCENTED, isPseudo, LETTERS, PAD, plain } from "./pseudo-letters.ts";

/** The English of a text that was read off the product. */
export function english(text: string): string;
export function english(text: string | undefined): string | undefined;
export function english(text: string | undefined): string | undefined {
  return isPseudo && text !== undefined ? plain(text) : text;
}

/** What finds an English text where the product shows it, for locators: as they take a string, in any case and any spacing. */
export function asShown(text: string): string | RegExp {
  return isPseudo ? new RegExp(lettersOf(text), "i") : text;
}

/** As `asShown`, of a text with nothing before it or behind it. */
export function whollyShown(text: string): RegExp {
  return isPseudo ? new RegExp(`^${BETWEEN}${lettersOf(text)}$`) : new RegExp(`^${escaped(text)}$`);
}

/** Brackets, with the padding before those that close. */
const BETWEEN = `(?:⟦| ?${PAD}[${PAD} ]*⟧)*`;

/** Each letter with an accent or, in names and in texts of the editor's own, without one. No text begins or ends within a word. */
function lettersOf(text: string): string {
  return text
    .split(/(?<![A-Za-z])|(?![A-Za-z])/)
    .map((word) => `${[...word].map(either).join("")}${BETWEEN}`)
    .join("");
}

function either(letter: string): string {
  const accented = ACCENTED[LETTERS.indexOf(letter)];
  if (accented !== undefined) return `[${letter}${accented}]`;
  return letter === " " ? "\\s+" : escaped(letter);
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
