// `npm run lint:words`: keeps odd phrases out of what users read. Rooms that still have some are listed with how many; more
// are a mistake. `-- --count` prints the list anew.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../host/project.ts";
import { ODD_PHRASES } from "./odd-phrases.ts";
import { jsonSentences, markdownSentences, type Sentence, sourceSentences } from "./sentences.ts";
import { STILL_ODD } from "./still-odd.ts";

const READERS: readonly (readonly [pattern: string, read: (file: string, text: string) => readonly Sentence[]])[] = [
  ["{src,webview}/**/*.{ts,tsx}", sourceSentences],
  ["{README,CONTRIBUTING}.md", (_, text) => markdownSentences(text)],
  ["docs/*.md", (_, text) => markdownSentences(text)],
  ["package{,.nls}.json", (_, text) => jsonSentences(text)],
];

const rooms = Object.keys(STILL_ODD);
const found = new Map<string, string[]>();
let sentences = 0;
for (const [pattern, read] of READERS) {
  for (const file of globSync(pattern, { cwd: projectRoot })
    .map((path) => path.replaceAll("\\", "/"))
    .sort()) {
    for (const { line, text } of read(file, readFileSync(join(projectRoot, file), "utf8"))) {
      sentences++;
      for (const { pattern: odd, better } of ODD_PHRASES) {
        const match = odd.exec(text);
        if (!match) continue;
        const room = rooms.find((name) => file.startsWith(name)) ?? file;
        const problem = `${file}:${line}: "${match[0].trim()}"; write: ${better}`;
        found.set(room, [...(found.get(room) ?? []), problem]);
      }
    }
  }
}

if (process.argv.includes("--count")) {
  for (const room of rooms) console.log(`  ${JSON.stringify(room)}: ${found.get(room)?.length ?? 0},`);
} else {
  const problems = [...found].flatMap(([room, list]) => (list.length > (STILL_ODD[room] ?? 0) ? list : []));
  for (const problem of problems) console.error(problem);
  const left = [...found].reduce((sum, [, list]) => sum + list.length, 0) - problems.length;
  console.log(`${sentences} sentences read, ${problems.length} odd phrases, ${left} in rooms that are yet to be rewritten`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
