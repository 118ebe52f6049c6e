// `npm test`: every suite in turn, a summary of what ran, what did not and why, and the closing line.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript } from "./host/failure.ts";
import { ensureServer } from "./host/install.ts";
import { addCounts, type Counts } from "./host/print-report.ts";
import { projectRoot } from "./host/project.ts";
import { runIntegration } from "./integration/run.ts";

interface Suite {
  readonly title: string;
  readonly run: () => Counts | Promise<Counts>;
}

const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };
const bin = (name: string): string => join(projectRoot, "node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);

/** A tool whose exit code is the result. */
function tool(name: string, ...args: readonly string[]): Counts {
  const { status, error } = spawnSync(bin(name), args, { cwd: projectRoot, stdio: "inherit", shell: process.platform === "win32" });
  if (error) console.error(error.message);
  return status === 0 ? { ...NONE, passed: 1 } : { ...NONE, failed: 1 };
}

/** Vitest with the counts of its JSON report. A run that reports no test has failed. */
function vitest(config: string): Counts {
  const folder = mkdtempSync(join(tmpdir(), "conntrack-planner-vitest-"));
  try {
    const report = join(folder, "report.json");
    const { status } = spawnSync(
      bin("vitest"),
      ["run", "--config", config, "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`],
      { cwd: projectRoot, stdio: "inherit", shell: process.platform === "win32" },
    );
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, "utf8"));
    const failed = numFailedTests > 0 || status === 0 ? numFailedTests : 1;
    return { passed: numPassedTests, failed: numPassedTests === 0 ? Math.max(1, failed) : failed, skipped: numPendingTests + numTodoTests };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { ...NONE, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const SUITES: readonly Suite[] = [
  { title: "Format and lint", run: () => tool("biome", "ci", "--error-on-warnings", ".") },
  { title: "Regular expressions", run: () => tool("node", "test/lint/regex.ts") },
  { title: "Types", run: () => tool("tsc", "-b") },
  { title: "Bundles", run: () => tool("node", "esbuild.mjs") },
  { title: "Grammar", run: () => tool("vscode-tmgrammar-test", "test/grammar/*") },
  { title: "Unit, property and project tests", run: () => vitest("test/vitest.config.ts") },
  { title: "In VS Code: Node host and web worker host", run: () => runIntegration() },
  { title: "In the workbench: browser suite", run: () => vitest("test/e2e/vitest.config.ts") },
];

const NOT_RUN = [
  "test:desktop (VS Code from its vendor's site, for macOS and Windows too): runs in the project's CI",
  "verify:kernel (needs root on Linux with conntrack): npm run verify:kernel",
  "verify:live (needs root, conntrack, nftables and iproute2): npm run verify:live",
  "verify:host (needs root on Linux with conntrack and the programs): npm run verify:host",
  "fuzz (the same properties over 500,000 documents): npm run fuzz",
];

await runScript(async () => {
  // First, so that a download that cannot be had is known at once and not after the rest.
  await ensureServer();
  let total = NONE;
  const rows: string[] = [];
  for (const { title, run } of SUITES) {
    process.stdout.write(`\n── ${title}\n`);
    const start = performance.now();
    const counts = await run();
    total = addCounts(total, counts);
    const { passed, failed, skipped } = counts;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    rows.push(`  ${failed > 0 ? "✗" : "✓"} ${title}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`);
  }
  process.stdout.write(`\n── Summary\n${rows.join("\n")}\n\nNot part of this run:\n${NOT_RUN.map((line) => `  - ${line}`).join("\n")}\n\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}\n`);
  return total.failed > 0 ? 1 : 0;
});
