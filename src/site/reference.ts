// The search box of the reference: shows the entries that have every word that was typed.
import "./words.ts";
import "./offline.ts";
import "./theme.ts";
import { say } from "../core/words/index.ts";

const box = document.querySelector<HTMLInputElement>("#search");
const found = document.getElementById("found");
const entries = [...document.querySelectorAll<HTMLElement>("[data-entry]")].map((entry) => ({
  entry,
  words: (entry.textContent ?? "").toLowerCase(),
}));

function search(): void {
  const wanted = (box?.value ?? "").toLowerCase().split(/\s+/);
  let count = 0;
  for (const { entry, words } of entries) {
    entry.hidden = !wanted.every((word) => words.includes(word));
    if (!entry.hidden) count++;
  }
  for (const section of document.querySelectorAll<HTMLElement>("section"))
    section.hidden = section.querySelector("[data-entry]:not([hidden])") === null;
  if (found) found.textContent = say("{count} of {all} pages", { count, all: entries.length });
}

if (box) {
  box.addEventListener("input", search);
  // After going back the box may hold what was searched for.
  search();
}
