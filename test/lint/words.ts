// `npm run lint:words`: keeps odd phrases out of what users read.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../host/project.ts";
import { ODD_PHRASES } from "./odd-phrases.ts";
import { jsonSentences, markdownSentences, type Sentence, sourceSentences } from "./sentences.ts";

const READERS: readonly (readonly [pattern: string, read: (file: string, text: string) => readonly Sentence[]])[] = [
  ["{src,webview}/**/*.{ts,tsx}", sourceSentences],
  ["{README,CONTRIBUTING,CHANGELOG,SECURITY,packages/cli/README}.md", (_, text) => markdownSentences(text)],
  ["docs/*.md", (_, text) => markdownSentences(text)],
  ["package{,.nls}.json", (_, text) => jsonSentences(text)],
];

const problems: string[] = [];
let sentences = 0;
for (const [pattern, read] of READERS) {
  for (const file of globSync(pattern, { cwd: projectRoot })
    .map((path) => path.replaceAll("\\", "/"))
    .sort()) {
    for (const { line, text } of read(file, readFileSync(join(projectRoot, file), "utf8"))) {
      sentences++;
      for (const { pattern: odd, better } of ODD_PHRASES) {
        const match = odd.exec(text);
        if (match) problems.push(`${file}:${line}: "${match[0].trim()}"; write: ${better}`);
      }
    }
  }
}

for (const problem of problems) console.error(problem);
console.log(`${sentences} sentences read, ${problems.length} odd phrases`);
process.exitCode = problems.length > 0 ? 1 : 0;
