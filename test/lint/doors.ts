// `npm run lint:doors`: every text that people read goes through a door (`say`, `l10n.t`), whole.
import { globSync, readFileSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { projectRoot } from "../host/project.ts";
import { looseTexts } from "./literals.ts";
import { LOOSE_FILES, LOOSE_PROPERTIES, LOOSE_STARTS, LOOSE_TEXTS } from "./loose-texts.ts";

const WHERE = "{src/core,src/editor,src/linux,webview}/**/*.{ts,tsx}";

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

for (const file of globSync(WHERE, { cwd: projectRoot })
  .map((path) => path.replaceAll("\\", "/"))
  .sort()) {
  for (const { line, text, property } of looseTexts(file, readFileSync(join(projectRoot, file), "utf8"))) {
    const entry = reasonFor(file, text, property);
    if (entry === undefined) problems.push(`${file}:${line}: not through a door: ${JSON.stringify(text)}`);
    else {
      used.add(entry);
      kept++;
    }
  }
}
for (const entry of [...texts.keys(), ...starts, ...properties, ...patterns])
  if (!used.has(entry)) problems.push(`loose-texts.ts: ${JSON.stringify(entry)} allows nothing any more`);

for (const problem of problems) console.error(problem);
console.log(`${problems.length} texts not through a door, ${kept} others allowed`);
process.exitCode = problems.length > 0 ? 1 : 0;
