// What a page in the pseudo-language shows of the faults of its texts. Every text of ours has brackets around it, so what has
// none did not go through the door, and what has brackets within brackets was put together from parts.
import type { Page } from "playwright-core";

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
  const told = [...new Set(texts)].map((text) => ({ text, ...outside(text) }));
  return {
    untranslated: told.filter(({ rest }) => ENGLISH.test(rest) && !NAMES.test(rest.trim())).map(({ text }) => text),
    glued: told.filter(({ inner }) => inner.some((one) => PHRASE.test(one))).map(({ text }) => text),
    cut: [...new Set(cut)],
  };
}

/** Two words in a row, or a word with a capital. Keys, addresses, units and names of states are none. */
const ENGLISH = /(?<![\w./-])[A-Za-z]?[a-z]{2,} [a-z]{2,}(?![\w/=-])|^\s*[A-Z][a-z]{3,}:?\s*$/;
/** Of timeouts, as their keys have them, and of states, as tables print them. */
const NAMES = /^(?:tcp|udp|udplite|sctp|dccp|gre|icmp|icmpv6|generic) (?:timeout\b.*|unreplied)$/;
/** A phrase within a text: a title, a sentence or a number with its noun may stand within one, and parts of sentences may not. */
const PHRASE = /^\p{Ll}[\p{Ll}\s]+$/u;

/** What is outside of all brackets, and what is within two. */
function outside(text: string): { readonly rest: string; readonly inner: readonly string[] } {
  const inner: string[] = [];
  let [open, rest] = [0, ""];
  for (const letter of text) {
    if (letter === "⟦") {
      open++;
      if (open > 1) inner.push("");
    } else if (letter === "⟧") open--;
    else if (open === 0) rest += letter;
    else if (open > 1) inner[inner.length - 1] += letter;
  }
  return { rest, inner };
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
