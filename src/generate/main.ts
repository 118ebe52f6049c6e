// `npm run generate`: writes every generated file anew.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generate } from "./generate.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

for (const { path, before, after } of generate(root)) {
  if (before === after) continue;
  writeFileSync(`${root}${path}`, after);
  process.stdout.write(`${path} written\n`);
}
