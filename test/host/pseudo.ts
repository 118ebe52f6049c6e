// A language nobody speaks, to see what a translation would do to the product: English that can still be read, a third longer,
// with accents on its letters and brackets around each text. What is a name in braces, code or a key stays as it is.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ACCENTED, LETTERS, PAD } from "./pseudo-letters.ts";

/** As VS Code calls it. */
export const PSEUDO_LANGUAGE = "qps-ploc";

/** Names in braces, code, targets of links, icons, and words that are paths, keys, numbers or options. */
const KEPT = /(`[^`]*`|\]\([^)]*\)|\$\(\w+\)|\S*[{}_\d/\\=@<>"]\S*|\S*[a-z]\.[a-z]\S*)/;

/** A link that has a line to itself is a button of the walkthrough, as long as nothing comes before or behind it. */
const BUTTON = /^\[(.+)\](\(command:.+\))$/;

function pseudo(text: string): string {
  const lines = text.split("\n");
  if (!lines.some((line) => BUTTON.test(line))) return inBrackets(text);
  const told = lines.map((line) => {
    const [, label, target] = BUTTON.exec(line) ?? [];
    return label === undefined ? inBrackets(line) : `[${inBrackets(label)}]${target}`;
  });
  return told.join("\n");
}

function inBrackets(text: string): string {
  const parts = text.split(KEPT).map((part, index) => (index % 2 === 1 ? part : [...part].map(accented).join("")));
  const longer = Math.ceil(text.length * 0.35);
  const padding = (text.includes(" ") ? PAD.repeat(longer).match(/.{1,9}/g) : [PAD.repeat(longer)]) ?? [];
  return `⟦${parts.join("")}${padding.map((word) => (text.includes(" ") ? ` ${word}` : word)).join("")}⟧`;
}

function accented(letter: string): string {
  return ACCENTED[LETTERS.indexOf(letter)] ?? letter;
}

type Table = Readonly<Record<string, string>>;

/** A translation of one of the tables of the project. */
export function pseudoTable(root: string, path: "l10n/bundle.l10n.json" | "package.nls.json"): Table {
  const english = JSON.parse(readFileSync(join(root, path), "utf8")) as Table;
  return Object.fromEntries(Object.entries(english).map(([key, text]) => [key, pseudo(text)]));
}

/** Puts both translations into a folder that holds the extension. */
export function writePseudo(root: string, target: string): void {
  for (const path of ["l10n/bundle.l10n.json", "package.nls.json"] as const)
    writeFileSync(join(target, path.replace(".json", `.${PSEUDO_LANGUAGE}.json`)), JSON.stringify(pseudoTable(root, path)));
}
