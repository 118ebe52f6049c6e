// The workbench in the pseudo-language, where a run is in it.
import type { Page } from "playwright-core";
import { PSEUDO_LANGUAGE } from "./pseudo.ts";
import { isPseudo } from "./pseudo-letters.ts";

/** Its own texts stay English: it has none in that language, and asks extensions for theirs all the same. */
export async function speakPseudo(page: Page): Promise<void> {
  if (!isPseudo) return;
  await page.addInitScript((language) => {
    Object.defineProperty(globalThis, "_VSCODE_NLS_LANGUAGE", { get: () => language, set: () => {} });
  }, PSEUDO_LANGUAGE);
}
