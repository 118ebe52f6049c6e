// What VS Code calls to run the suite. Leaves a report in the workspace folder,
// through `vscode.workspace.fs`, which both hosts have.
import * as vscode from "vscode";
import { type Report, reportFile, type TestResult } from "./report.ts";

/** `load` loads mocha and the tests. */
export async function run(load: () => void): Promise<void> {
  const tests = await loadAndRun(load);
  await leaveReport({ tests });
  const failed = tests.filter((test) => test.state === "failed").length;
  if (failed > 0) {
    throw new Error(`${failed} failed`);
  }
}

async function loadAndRun(load: () => void): Promise<readonly TestResult[]> {
  try {
    load();
  } catch (error) {
    return [{ path: ["loading the tests"], state: "failed", milliseconds: 0, error: describeError(error) }];
  }
  return runMocha();
}

function runMocha(): Promise<readonly TestResult[]> {
  return new Promise((resolve) => {
    const results: TestResult[] = [];
    // Not `mocha.run()`: in the browser build that one reads `location` and `document`, which hosts lack.
    const runner = Mocha.prototype.run.call(mocha, () => resolve(results));
    const add = (test: Mocha.Runnable, state: TestResult["state"], error?: unknown): void => {
      const base = { path: test.titlePath(), state, milliseconds: test.duration ?? 0 };
      results.push(error === undefined ? base : { ...base, error: describeError(error) });
    };
    runner.on("test", (test) => console.log(`running: ${test.fullTitle()}`));
    runner.on("pass", (test) => add(test, "passed"));
    runner.on("fail", (test, error) => add(test, "failed", error ?? "failed without an error"));
    runner.on("pending", (test) => add(test, "skipped"));
  });
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const stack = error.stack ?? "";
  const text = stack.includes(error.message) ? stack : `${error.name}: ${error.message}\n${stack}`;
  const { actual, expected } = error as { readonly actual?: unknown; readonly expected?: unknown };
  return expected === undefined ? text : `${text}\nexpected: ${show(expected)}\nactual:   ${show(actual)}`;
}

function show(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

async function leaveReport(report: Report): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) {
    throw new Error("the tests need a workspace folder");
  }
  const target = vscode.Uri.joinPath(folder, reportFile);
  const part = vscode.Uri.joinPath(folder, `${reportFile}.part`);
  // Renamed into place, so that nobody reads half of it.
  await vscode.workspace.fs.writeFile(part, new TextEncoder().encode(JSON.stringify(report)));
  await vscode.workspace.fs.rename(part, target, { overwrite: true });
}
