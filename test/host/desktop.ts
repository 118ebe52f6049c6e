// Runs the same in-editor suite in a desktop VS Code, which `@vscode/test-electron` downloads from the vendor.
// Where it cannot be had or shown, ends non-zero with the reason.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { downloadAndUnzipVSCode, runTests, SilentReporter } from "@vscode/test-electron";
import { cacheRoot } from "./cache.ts";
import { Failure, messageOf, runScript } from "./failure.ts";
import { type Report, reportFile } from "./in-host/report.ts";
import { printReport } from "./print-report.ts";
import { projectRoot } from "./project.ts";
import { stageExtension } from "./stage.ts";
import { bundleSuite } from "./suite-bundle.ts";
import { makeTempFolder } from "./temp.ts";
import { makeWorkspace } from "./workspace.ts";

async function getDesktop(): Promise<string> {
  process.stderr.write("Looking for VS Code; its first download takes 400 MB.\n");
  try {
    const options = { version: process.env["VSCODE_VERSION"] ?? "stable", cachePath: join(cacheRoot(), "desktop"), timeout: 30_000 };
    return await downloadAndUnzipVSCode({ ...options, reporter: new SilentReporter() });
  } catch (error) {
    throw new Failure(`test:desktop did not run: VS Code cannot be downloaded from its vendor (${reasonOf(error)}).`);
  }
}

function reasonOf(error: unknown): string {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  return messageOf(inner).split("\n")[0] || String((inner as NodeJS.ErrnoException).code ?? inner);
}

function requireDisplay(): void {
  if (process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) {
    throw new Failure("test:desktop did not run: there is no display; use xvfb-run -a npm run test:desktop.");
  }
}

async function runDesktop(): Promise<number> {
  const vscodeExecutablePath = await getDesktop();
  requireDisplay();
  const temp = makeTempFolder();
  const workspace = makeWorkspace();
  const extension = join(temp.path, "extension");
  const suiteFolder = join(extension, ".tests");
  mkdirSync(suiteFolder, { recursive: true });
  const extensionRoot = process.env["CONNTRACK_PLANNER_EXTENSION"] ?? projectRoot;
  stageExtension("node", extension, extensionRoot);
  const suite = await bundleSuite({ host: "node", extensionRoot }, suiteFolder);
  const root = process.getuid?.() === 0;
  const ended = await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: extension,
    extensionTestsPath: suite.path,
    launchArgs: [
      workspace.folder,
      ...["--disable-workspace-trust", "--skip-welcome", "--skip-release-notes", "--disable-telemetry"],
      // Of its own, and short: the sockets of a desktop VS Code lie in it.
      `--user-data-dir=${join(temp.path, "u")}`,
      `--extensions-dir=${join(temp.path, "e")}`,
      ...(root ? ["--no-sandbox"] : []),
    ],
  }).catch((error: unknown) => messageOf(error));
  const path = workspace.file(reportFile);
  if (!existsSync(path)) {
    throw new Failure(`test:desktop failed: VS Code ended without a report (${ended}).`);
  }
  const { tests } = JSON.parse(readFileSync(path, "utf8")) as Report;
  const mapped = tests.map((test) => (test.error ? { ...test, error: suite.mapStack(test.error) } : test));
  const { passed, failed } = printReport("VS Code, desktop", mapped);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed > 0 ? 1 : 0;
}

await runScript(runDesktop);
