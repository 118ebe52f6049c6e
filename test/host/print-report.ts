// Prints test results the way mocha does, and counts them.
import type { TestResult } from "./in-host/report.ts";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function countTests(tests: readonly TestResult[]): Counts {
  const count = (state: TestResult["state"]): number => tests.filter((test) => test.state === state).length;
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
}

export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

export function printReport(title: string, tests: readonly TestResult[]): Counts {
  const marks = { passed: "✓", failed: "✗", skipped: "-" } as const;
  const lines = [title];
  let shown: readonly string[] = [];
  for (const { path, state, milliseconds } of tests) {
    const suites = path.slice(0, -1);
    const same = suites.findIndex((suite, index) => suite !== shown[index]);
    for (let depth = same === -1 ? suites.length : same; depth < suites.length; depth += 1) {
      lines.push(`${"  ".repeat(depth + 1)}${suites[depth]}`);
    }
    shown = suites;
    const time = milliseconds > 200 ? ` (${milliseconds} ms)` : "";
    lines.push(`${"  ".repeat(path.length)}${marks[state]} ${path.at(-1)}${time}`);
  }
  for (const test of tests.filter(({ state }) => state === "failed")) {
    lines.push("", `  ✗ ${test.path.join(" › ")}`, ...(test.error ?? "").split("\n").map((line) => `    ${line}`));
  }
  process.stdout.write(`${lines.join("\n")}\n\n`);
  return countTests(tests);
}
