// What is said in a place of a page: as text, made visible.
import { visibleMessage } from "../core/language/index.ts";
import { say } from "../core/words/index.ts";

/** The message is a sentence for the person. */
export class Told extends Error {}

export function tellIn(id: string, words: string): void {
  const place = document.getElementById(id);
  if (place) place.textContent = visibleMessage(words);
}

export function whyOf(error: unknown): string {
  if (error instanceof Told) return error.message;
  return say("That failed: {message}", { message: error instanceof Error ? error.message : String(error) });
}
