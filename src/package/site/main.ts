// `npm run site [-- --out FOLDER --words TABLE]`: the calculator, the diagnosis and the reference as a static site, in out/site; with
// l10n/bundle.l10n.LANGUAGE.json in that language.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { speak } from "../../core/words/index.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const { out, words } = parseArgs({ options: { out: { type: "string" }, words: { type: "string" } } }).values;
const folder = out === undefined ? join(root, "out/site") : resolve(out);

// Only what is ours is emptied.
if (out === undefined) rmSync(folder, { recursive: true, force: true });
else if (existsSync(folder) && readdirSync(folder).length > 0) {
  process.stderr.write(`${folder} is not empty. Give a new or empty folder.\n`);
  process.exit(2);
}
if (words !== undefined) speak(JSON.parse(readFileSync(words, "utf8")));
const language = words && /\.([\w-]+)\.json$/.exec(words)?.[1];
// Modules say texts while they are loaded: the table is there before.
const { buildSite } = await import("./build.ts");
const pages = await buildSite(root, folder, language);
const parts = readdirSync(folder).filter((name) => /\.(?:js|css)$/.test(name));
const sizes = parts.map((name) => `  ${name.padEnd(16)}${(statSync(join(folder, name)).size / 1000).toFixed(1).padStart(7)} KB\n`);
process.stdout.write(`${pages} pages in ${relative(process.cwd(), folder)}\n${sizes.join("")}`);
