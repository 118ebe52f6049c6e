// `npm run lint:doors`: every text that people read goes through a door (`say`, `l10n.t`), whole, and none stands in another one.
import { globSync, readFileSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { projectRoot } from "../host/project.ts";
import { looseTexts } from "./literals.ts";
import { LOOSE_FILES, LOOSE_PROPERTIES, LOOSE_STARTS, LOOSE_TEXTS } from "./loose-texts.ts";
import { phraseValues } from "./phrases.ts";
import { PHRASES_ALLOWED, TELLERS_ALLOWED } from "./phrases-allowed.ts";

const WHERE = "{src/core,src/editor,src/linux,src/package/site,src/site,webview}/**/*.{ts,tsx}";

const problems: string[] = [];
const used = new Set<string>();
const texts = new Map(LOOSE_TEXTS.flatMap(({ texts: some }) => some.map((text) => [text, text] as const)));
const properties = LOOSE_PROPERTIES.flatMap(({ names }) => names);
const starts = LOOSE_STARTS.flatMap(({ starts: some }) => some);
const patterns = LOOSE_FILES.flatMap(({ files }) => files);
let kept = 0;

/** The entry that allows it. */
function reasonFor(file: string, text: string, property: string | undefined): string | undefined {
  return (
    texts.get(text) ??
    starts.find((start) => text.startsWith(start)) ??
    properties.find((name) => name === property) ??
    patterns.find((pattern) => matchesGlob(file, pattern))
  );
}

const sources = globSync(WHERE, { cwd: projectRoot })
  .map((path) => path.replaceAll("\\", "/"))
  .sort()
  .map((file) => ({ file, text: readFileSync(join(projectRoot, file), "utf8") }));

for (const { file, text: source } of sources) {
  for (const { line, text, property } of looseTexts(file, source)) {
    const entry = reasonFor(file, text, property);
    if (entry === undefined) problems.push(`${file}:${line}: not through a door: ${JSON.stringify(text)}`);
    else {
      used.add(entry);
      kept++;
    }
  }
}

const tellers = TELLERS_ALLOWED.flatMap(({ tellers: some }) => some);
const phrases = PHRASES_ALLOWED.flatMap(({ texts: some }) => some);
for (const { file, line, text, name, teller } of phraseValues(sources)) {
  const entry = tellers.find((one) => one === teller) ?? phrases.find((one) => one === text);
  if (entry === undefined) problems.push(`${file}:${line}: a text as {${name}} in another one: ${JSON.stringify(text)}`);
  else used.add(entry);
}
for (const entry of [...tellers, ...phrases])
  if (!used.has(entry)) problems.push(`phrases-allowed.ts: ${JSON.stringify(entry)} allows nothing any more`);
for (const entry of [...texts.keys(), ...starts, ...properties, ...patterns])
  if (!used.has(entry)) problems.push(`loose-texts.ts: ${JSON.stringify(entry)} allows nothing any more`);

for (const problem of problems) console.error(problem);
console.log(`${problems.length} texts not through a door or within another one, ${kept} others allowed`);
process.exitCode = problems.length > 0 ? 1 : 0;
