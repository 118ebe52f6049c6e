// Runs suites as programs of their own, and says how each of them went: what ran, what was skipped, and the closing line.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messageOf } from "./failure.ts";
import { addCounts, type Counts } from "./print-report.ts";
import { projectRoot } from "./project.ts";

/** What a suite did, and what it printed. */
interface Result {
  readonly counts: Counts;
  readonly output: string;
  /** Names of the tests that were skipped. */
  readonly left?: readonly string[];
}

export interface Suite {
  readonly title: string;
  readonly run: () => Promise<Result>;
  /** What it prints is wanted where it passes, too. */
  readonly told?: boolean;
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
export async function tool(name: string, ...args: readonly string[]): Promise<Result> {
  const { code, output } = await start(bin(name), args);
  return { counts: code === 0 ? { ...NONE, passed: 1 } : { ...NONE, failed: 1 }, output };
}

/** Vitest with the counts of its JSON report. A run that reports no test has failed. */
export async function vitest(config: string): Promise<Result> {
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
export async function script(path: string): Promise<Result> {
  const { code, output } = await start(process.execPath, [path]);
  const [, passed, failed, skipped] = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/m.exec(output) ?? [];
  return { counts: settle({ passed: Number(passed ?? 0), failed: Number(failed ?? 0), skipped: Number(skipped ?? 0) }, code), output };
}

/** A run that passed nothing or ended badly has failed, whatever it counted. */
function settle(counts: Counts, code: number | null): Counts {
  return code === 0 && counts.passed > 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

export const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

/** Runs a suite and says how it went; all that it printed where it failed or that is wanted. */
export async function report({ title, run, told = false }: Suite): Promise<Counts> {
  const since = performance.now();
  process.stdout.write(`  … ${title}\n`);
  const { counts, output, left = [] } = await run();
  const { passed, failed, skipped } = counts;
  if (failed > 0 || told) process.stdout.write(`\n── ${title}\n${output}\n`);
  process.stdout.write(
    `  ${failed > 0 ? "✗" : "✓"} ${title}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds(since)} s)\n`,
  );
  for (const name of left) process.stdout.write(`    - skipped: ${name}\n`);
  return counts;
}

export async function inTurn(suites: readonly Suite[]): Promise<readonly Counts[]> {
  const counts: Counts[] = [];
  for (const suite of suites) counts.push(await report(suite));
  return counts;
}

/** The closing line, and the exit code. */
export function close(counts: readonly Counts[]): number {
  const { passed, failed, skipped } = counts.reduce(addCounts, NONE);
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
  return failed > 0 ? 1 : 0;
}
