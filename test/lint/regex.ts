// `npm run lint:regex`: every regular expression of the product takes time in proportion to its text, whatever the text.
// Verdicts are recheck's; they are kept by hash, so that only what is new takes time.
import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkSync } from "recheck";
import { projectRoot } from "../host/project.ts";
import { BOUNDED } from "./bounded-expressions.ts";
import { type FoundExpression, findExpressions } from "./regular-expressions.ts";

const VERDICTS = join(projectRoot, "test", "lint", "regex-verdicts.json");
/** Milliseconds for one expression; what is not proven by then counts as unsafe. */
const PATIENCE = 20_000;

const known: Readonly<Record<string, string>> = JSON.parse(readFileSync(VERDICTS, "utf8"));
const verdicts = new Map<string, string>();
const problems: string[] = [];
const used = new Set<string>();

for (const file of globSync("{src,webview}/**/*.ts", { cwd: projectRoot }).sort()) {
  const { expressions, unknown } = findExpressions(file, readFileSync(join(projectRoot, file), "utf8"));
  for (const { line, text } of unknown) problems.push(`${file}:${line}: a pattern that is only known when it runs: ${text}`);
  for (const expression of expressions) judge(expression);
}
for (const written of Object.keys(BOUNDED))
  if (!used.has(written)) problems.push(`bounded-expressions.ts: ${written} is not used any more`);

const kept = Object.fromEntries([...verdicts].sort(([a], [b]) => (a < b ? -1 : 1)));
if (JSON.stringify(kept) !== JSON.stringify(known)) writeFileSync(VERDICTS, `${JSON.stringify(kept, undefined, 2)}\n`);
for (const problem of problems) console.error(problem);
console.log(`${verdicts.size} regular expressions, ${problems.length} of them to be mended`);
process.exitCode = problems.length > 0 ? 1 : 0;

function judge({ file, line, source, flags }: FoundExpression): void {
  const written = `/${source}/${flags}`;
  const hash = createHash("sha256").update(written).digest("hex").slice(0, 32);
  const verdict = verdicts.get(hash) ?? known[hash] ?? ask(source, flags);
  verdicts.set(hash, verdict);
  if (verdict === "safe") return;
  used.add(written);
  if (BOUNDED[written] === undefined) problems.push(`${file}:${line}: ${verdict}: ${written}`);
}

function ask(source: string, flags: string): string {
  const diagnostics = checkSync(source, flags, { timeout: PATIENCE });
  return diagnostics.status === "vulnerable" ? diagnostics.complexity.summary : diagnostics.status;
}
