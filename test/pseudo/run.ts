// `npm run test:pseudo`: the pages, then the editor, in the pseudo-language. Both run, whatever becomes of the first.
import { join } from "node:path";
import { startChild } from "../host/child.ts";
import { runScript } from "../host/failure.ts";
import { projectRoot } from "../host/project.ts";

const COMMANDS = [
  [join("node_modules", "vitest", "vitest.mjs"), "run", "--config", "test/pseudo/vitest.config.ts"],
  ["test/integration/run.ts", "--host", "node", "--grep", "pseudo-language"],
] as const;

await runScript(async () => {
  let failed = 0;
  for (const args of COMMANDS) {
    const env = { ...process.env, CONNTRACK_PLANNER_PSEUDO: "1" };
    const code = await startChild(process.execPath, args, { cwd: projectRoot, stdio: "inherit", env }).ended;
    if (code !== 0) failed++;
  }
  return failed === 0 ? 0 : 1;
});
