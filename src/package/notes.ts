// The notes of a release: its part of the change log, on standard output.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const parts = readFileSync(`${root}CHANGELOG.md`, "utf8").split(/^(?=## )/m);
const part = parts.find((text) => text.startsWith(`## ${version}, `));
if (part === undefined) throw new Error(`CHANGELOG.md says nothing of ${version}`);
process.stdout.write(`${part.slice(part.indexOf("\n")).trim()}\n`);
