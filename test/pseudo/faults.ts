// What a page in the pseudo-language shows of the faults of its texts, and what has no room on it.
import type { Page } from "playwright-core";
import { faultsIn, type TextFaults } from "./texts.ts";

export interface Faults {
  /** English in sight: two words or more, or one that is no name, unit or key. */
  readonly untranslated: readonly string[];
  /** Parts of sentences within texts. */
  readonly glued: readonly string[];
  /** What is wider than its place, and can be scrolled nowhere. */
  readonly cut: readonly string[];
}

export async function faultsOf(page: Page): Promise<Faults> {
  const { texts, cut } = await page.evaluate(lookAt);
  const told = [...new Set(texts)].map((text) => ({ text, ...faultsIn(text) }));
  const having = (fault: keyof TextFaults): readonly string[] => told.filter((one) => one[fault].length > 0).map(({ text }) => text);
  // A bracket may be closed in a text of its own, after code or a link.
  return { untranslated: having("untranslated"), glued: having("glued"), cut: [...new Set(cut)] };
}

/** Runs in the page. */
function lookAt(): { readonly texts: readonly string[]; readonly cut: readonly string[] } {
  const texts: string[] = [];
  const cut: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent ?? "";
    if (parent && text.trim() !== "" && !parent.closest("code, pre, script, style")) texts.push(text);
  }
  for (const element of document.querySelectorAll<HTMLElement>("body *")) {
    for (const name of ["title", "aria-label", "placeholder", "aria-valuetext"]) {
      const text = element.getAttribute(name);
      if (text !== null) texts.push(text);
    }
    const style = getComputedStyle(element);
    // A line of text that is typed scrolls by itself.
    const hides = element.tagName !== "INPUT" && (style.overflowX === "hidden" || style.overflowX === "clip");
    const isShown = element.checkVisibility() && element.clientWidth > 1;
    if (hides && isShown && element.scrollWidth > element.clientWidth + 1)
      cut.push(`${element.tagName} ${element.className}: ${element.textContent}`);
    if (
      (element instanceof HTMLSelectElement || element instanceof HTMLButtonElement) &&
      isShown &&
      element.scrollWidth > element.clientWidth + 1
    )
      cut.push(`${element.tagName}: ${element.textContent}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) {
    const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
    const named = wide.filter((one) => one.closest(".scroll, .list, pre") === null).map((one) => `${one.tagName} ${one.className}`);
    cut.push(`the page, ${document.documentElement.scrollWidth - innerWidth} pixels: ${[...new Set(named)].join(", ")}`);
  }
  return { texts, cut };
}
