// Runs the in-editor suite in both kinds of extension host: `run.ts [--host node|web] [--grep TEXT]`.
// Ends with a line `N passed, N failed`.
import { parseArgs } from "node:util";
import { Failure, runScript } from "../host/failure.ts";
import { addCounts, type Counts, printReport } from "../host/print-report.ts";
import { runInHost } from "../host/run-in-host.ts";
import type { HostKind } from "../host/stage.ts";

const titles = { node: "VS Code, Node extension host", web: "VS Code, web worker extension host" } as const;

async function runIntegration(hosts: readonly HostKind[] = ["node", "web"], grep = ""): Promise<Counts> {
  // Side by side: each of them waits for its workbench most of the time.
  const runs = await Promise.allSettled(hosts.map((host) => runInHost({ host, grep })));
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [index, host] of hosts.entries()) {
    const run = runs[index];
    if (run?.status === "fulfilled") counts = addCounts(counts, printReport(titles[host], run.value));
    else {
      if (!(run?.reason instanceof Failure)) throw run?.reason;
      process.stdout.write(`${titles[host]}\n  ✗ ${run.reason.message}\n\n`);
      counts = addCounts(counts, { passed: 0, failed: 1, skipped: 0 });
    }
  }
  return counts;
}

await runScript(async () => {
  const { values } = parseArgs({ options: { host: { type: "string" }, grep: { type: "string" } } });
  if (values.host !== undefined && values.host !== "node" && values.host !== "web") {
    throw new Failure("--host is node or web.");
  }
  const { passed, failed, skipped } = await runIntegration(values.host ? [values.host] : undefined, values.grep);
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
  return failed > 0 ? 1 : 0;
});
