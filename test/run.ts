// `npm test`: all suites, side by side where they do not need each other; what ran, what did not and why, and the closing line.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messageOf, runScript } from "./host/failure.ts";
import { ensureServer } from "./host/install.ts";
import { addCounts, type Counts } from "./host/print-report.ts";
import { projectRoot } from "./host/project.ts";

/** What a suite did, and what it printed. */
interface Result {
  readonly counts: Counts;
  readonly output: string;
  /** Names of the tests that were skipped. */
  readonly left?: readonly string[];
}

interface Suite {
  readonly title: string;
  readonly run: () => Promise<Result>;
}

const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };
const windows = process.platform === "win32";
const bin = (name: string): string => join(projectRoot, "node_modules", ".bin", windows ? `${name}.cmd` : name);

function start(command: string, args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: projectRoot, stdio: ["ignore", "pipe", "pipe"], shell: windows });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    child.on("error", (error) => resolve({ code: null, output: `${output}${error.message}\n` }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** A tool whose exit code is the result. */
async function tool(name: string, ...args: readonly string[]): Promise<Result> {
  const { code, output } = await start(bin(name), args);
  return { counts: code === 0 ? { ...NONE, passed: 1 } : { ...NONE, failed: 1 }, output };
}

/** Vitest with the counts of its JSON report. A run that reports no test has failed. */
async function vitest(config: string): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "conntrack-planner-vitest-"));
  try {
    const report = join(folder, "report.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const { code, output } = await start(bin("vitest"), ["run", "--config", config, ...reporters]);
    try {
      const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
      const counts: Counts = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
      return { counts: settle(counts, code), output, left: skippedIn(testResults) };
    } catch (error) {
      return { counts: { ...NONE, failed: 1 }, output: `${output}${messageOf(error)}\n` };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface VitestFile {
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
}

function skippedIn(files: readonly VitestFile[]): readonly string[] {
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  return tests.filter(({ status }) => status !== "passed" && status !== "failed").map(({ fullName }) => fullName.trim());
}

/** A script of ours that ends with a line `N passed, N failed`. */
async function script(path: string): Promise<Result> {
  const { code, output } = await start(process.execPath, [path]);
  const [, passed, failed, skipped] = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/m.exec(output) ?? [];
  return { counts: settle({ passed: Number(passed ?? 0), failed: Number(failed ?? 0), skipped: Number(skipped ?? 0) }, code), output };
}

/** A run that passed nothing or ended badly has failed, whatever it counted. */
function settle(counts: Counts, code: number | null): Counts {
  return code === 0 && counts.passed > 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

/** What the others stand on. */
const FIRST: readonly Suite[] = [
  { title: "Format and lint", run: () => tool("biome", "ci", "--error-on-warnings", ".") },
  { title: "Unused exports and files", run: () => tool("knip", "--config", "test/lint/knip.json", "--no-progress") },
  { title: "Regular expressions", run: () => tool("node", "test/lint/regex.ts") },
  { title: "Wording", run: () => tool("node", "test/lint/words.ts") },
  { title: "Types", run: () => tool("tsc", "-b") },
  { title: "Bundles", run: () => tool("node", "esbuild.mjs") },
];

/** Two rows of suites, one for each core that there is at least; they wait more than they work. */
const ROWS: readonly (readonly Suite[])[] = [
  [
    { title: "Grammar", run: () => tool("vscode-tmgrammar-test", "test/grammar/*") },
    { title: "Unit, property and project tests", run: () => vitest("test/vitest.config.ts") },
  ],
  [
    { title: "In the workbench: browser suite", run: () => vitest("test/e2e/vitest.config.ts") },
    { title: "In VS Code: Node host and web worker host", run: () => script("test/integration/run.ts") },
  ],
];

const NOT_RUN = [
  "test:desktop (VS Code from its vendor's site, for macOS and Windows too): runs in the project's CI",
  "test:pseudo (the pages and the editor in a pseudo-language): npm run test:pseudo",
  "verify:editors (needs Neovim): npm run verify:editors",
  "verify:kernel (needs root on Linux with conntrack): npm run verify:kernel",
  "verify:live (needs root, conntrack, nftables and iproute2): npm run verify:live",
  "verify:host (needs root on Linux with conntrack and the programs): npm run verify:host",
  "verify:firewall (needs root, nftables and both backends of iptables): npm run verify:firewall",
  "verify:tracking (boots a virtual machine, which takes qemu and downloads): npm run verify:tracking",
  "verify:advice (boots virtual machines for hours): npm run verify:advice",
  "verify:fleet (needs Prometheus, its node_exporter and VictoriaMetrics): npm run verify:fleet",
  "verify:kernels (boots the kernels of distributions, which takes qemu and downloads): npm run verify:kernels",
  "fuzz (the same properties over 500,000 documents): npm run fuzz",
];

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

/** Runs a suite and says how it went; all that it printed where it failed. */
async function report({ title, run }: Suite): Promise<Counts> {
  const since = performance.now();
  process.stdout.write(`  … ${title}\n`);
  const { counts, output, left = [] } = await run();
  const { passed, failed, skipped } = counts;
  if (failed > 0) process.stdout.write(`\n── ${title}\n${output}\n`);
  process.stdout.write(
    `  ${failed > 0 ? "✗" : "✓"} ${title}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds(since)} s)\n`,
  );
  for (const name of left) process.stdout.write(`    - skipped: ${name}\n`);
  return counts;
}

async function inTurn(suites: readonly Suite[]): Promise<readonly Counts[]> {
  const counts: Counts[] = [];
  for (const suite of suites) counts.push(await report(suite));
  return counts;
}

await runScript(async () => {
  // First, so that a download that cannot be had is known at once and not after the rest.
  await ensureServer();
  const since = performance.now();
  const counts = [...(await Promise.all(FIRST.map(report))), ...(await Promise.all(ROWS.map(inTurn))).flat()];
  const { passed, failed, skipped } = counts.reduce(addCounts, NONE);
  process.stdout.write(`\nNot part of this run:\n${NOT_RUN.map((line) => `  - ${line}`).join("\n")}\n\n`);
  process.stdout.write(`All suites took ${seconds(since)} s.\n`);
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
  return failed > 0 ? 1 : 0;
});
