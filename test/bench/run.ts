// `npm run bench [core] [tree] [root] [cli] [analyze] [editor] [web] [server] [page] [linear] [languages]`: how fast we are, as ratios within one run. Never fails for being slow: machines
// differ, and a busy one says nothing.
import { cpus } from "node:os";
import { Failure, runScript } from "../host/failure.ts";
import { againstJson } from "./against-json.ts";
import { analyzeTables } from "./analyze.ts";
import { byLength } from "./by-length.ts";
import { calculator } from "./calculator.ts";
import { commandLine } from "./command-line.ts";
import { editor } from "./editor.ts";
import { linear } from "./linear.ts";
import { manyFiles } from "./many-files.ts";
import { opening } from "./opening.ts";
import { otherLanguages } from "./other-languages.ts";
import { manyFilesBelowRoot } from "./root.ts";
import { server } from "./server.ts";
import { web } from "./web.ts";

const PARTS: Readonly<Record<string, readonly (() => Promise<void>)[]>> = {
  core: [againstJson, byLength],
  tree: [manyFiles],
  root: [manyFilesBelowRoot],
  cli: [commandLine],
  analyze: [analyzeTables],
  editor: [editor],
  web: [web],
  server: [server],
  page: [calculator, opening],
  linear: [linear],
  languages: [otherLanguages],
};

await runScript(async () => {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !PARTS[name]);
  if (unknown !== undefined) throw new Failure(`There is no part ${unknown}; there are ${Object.keys(PARTS).join(", ")}.`);
  process.stdout.write(`Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim()}\n`);
  process.stdout.write(
    "Medians; in brackets the least and the most, round by round. Within a process: its own work, not the time that passes.\n",
  );
  for (const [name, parts] of Object.entries(PARTS)) {
    if (names.length === 0 || names.includes(name)) for (const part of parts) await part();
  }
  return 0;
});
