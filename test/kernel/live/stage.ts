// Runs a command while three namespaces have flows and one of them is full, to be looked at on a page or in a terminal:
// CONNTRACK_VERIFY_GLOBALS=1 node test/kernel/live/stage.ts npm run screenshots -- FOLDER live
import { spawn } from "node:child_process";
import { readlinkSync } from "node:fs";
import { runScript } from "../../host/failure.ts";
import { withNamespaces } from "./namespaces.ts";

await runScript(async () => {
  const [program = "true", ...args] = process.argv.slice(2);
  let code = 1;
  const result = await withNamespaces("the stage", readlinkSync("/proc/self/ns/net"), async () => {
    code = await new Promise<number>((resolve, reject) => {
      const child = spawn(program, args, { stdio: "inherit" });
      child.on("error", reject);
      child.on("close", (status) => resolve(status ?? 1));
    });
  });
  if ("skipped" in result) process.stdout.write(`skipped: ${result.skipped}\n`);
  for (const path of result.stuck ?? []) process.stdout.write(`not put back: ${path}\n`);
  return code;
});
