// The letters of the pseudo-language, and the way back from it. Runs in extension hosts too: nothing of Node here.

/** Set for runs in it. A suite that goes into an extension host is bundled with its value. */
export const isPseudo: boolean = process.env["CONNTRACK_PLANNER_PSEUDO"] === "1";

export const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
export const ACCENTED = [..."àƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÀƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ"];
export const PAD = "ɤ";

/** The English again, of text that has such texts in it. */
export function plain(text: string): string {
  const bare = text.replaceAll(/ ?ɤ[ɤ ]*⟧|[⟦⟧]/g, "");
  return [...bare].map((letter) => LETTERS[ACCENTED.indexOf(letter)] ?? letter).join("");
}
