// The letters of the pseudo-language, and the way back from it. Runs in extension hosts too: nothing of Node here.

export const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
export const ACCENTED = [..."àƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÀƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ"];
export const PAD = "ɤ";

/** The English again, of text that has such texts in it. */
export function plain(text: string): string {
  const bare = text.replaceAll(/(?: ?ɤ{1,9})+⟧|[⟦⟧]/g, "");
  return [...bare].map((letter) => LETTERS[ACCENTED.indexOf(letter)] ?? letter).join("");
}
