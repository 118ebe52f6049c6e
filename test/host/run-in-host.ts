// Runs the integration tests inside a real extension host, served here and opened in a browser, and brings back the report.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { Failure } from "./failure.ts";
import { type Report, reportFile, type TestResult } from "./in-host/report.ts";
import { projectRoot } from "./project.ts";
import { speakPseudo } from "./pseudo-page.ts";
import { type Server, startServer } from "./server.ts";
import { stillSettings } from "./settings.ts";
import { stageExtension } from "./stage.ts";
import { bundleSuite, type SuiteOptions } from "./suite-bundle.ts";
import { makeTempFolder } from "./temp.ts";
import { workbenchUrl } from "./workbench-url.ts";
import { makeWorkspace } from "./workspace.ts";

export interface HostRunOptions extends SuiteOptions {
  readonly timeoutMs?: number;
  /** See `ServerOptions`. */
  readonly globalStorage?: string;
}

export async function runInHost(options: HostRunOptions): Promise<readonly TestResult[]> {
  const temp = makeTempFolder();
  const workspace = makeWorkspace();
  const extension = join(temp.path, "extension");
  // Inside the extension: VS Code runs the tests in the host that runs the extension they lie in.
  const suiteFolder = join(extension, ".tests");
  mkdirSync(suiteFolder, { recursive: true });
  const extensionRoot = options.extensionRoot ?? process.env["CONNTRACK_PLANNER_EXTENSION"] ?? projectRoot;
  stageExtension(options.host, extension, extensionRoot);
  const suite = await bundleSuite({ ...options, extensionRoot }, suiteFolder);
  const { globalStorage } = options;
  const server = await startServer({
    ...{ token: "none", smokeTestDriver: true, settings: stillSettings },
    ...(globalStorage === undefined ? {} : { globalStorage }),
  });
  const browser = await launchBrowser().catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await speakPseudo(page);
    const watch = watchFor(page, server);
    const url = workbenchUrl({
      origin: server.origin,
      folder: workspace.folder,
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite.path,
    });
    await page.goto(url);
    const report = await waitForReport(workspace.file(reportFile), watch, options.timeoutMs ?? 600_000);
    return report.tests.map((test) => (test.error ? { ...test, error: suite.mapStack(test.error) } : test));
  } finally {
    await browser.close();
    await server.stop();
    workspace.remove();
    temp.remove();
  }
}

interface Watch {
  /** Why no report can come any more. */
  fault(): string | undefined;
  /** The end of the browser's console and of the server's log. */
  tail(): string;
}

function watchFor(page: Page, server: Server): Watch {
  const lines: string[] = [];
  let crashed = false;
  page.on("console", (message) => lines.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => lines.push(`error: ${error.message}`));
  page.on("crash", () => {
    crashed = true;
  });
  return {
    fault: () => {
      if (crashed) {
        return "the browser page crashed";
      }
      const ended = /Extension Host Process exited with code: [^\n]*/.exec(server.log())?.[0];
      const lost = lines.find((line) => /extension host.*(terminated|crashed|exited) unexpectedly/i.test(line));
      return ended ?? lost;
    },
    tail: () =>
      [
        "--- browser console",
        ...lines.slice(-25).map((line) => line.slice(0, 400)),
        "--- server log",
        ...server.log().trim().split("\n").slice(-25),
      ].join("\n"),
  };
}

async function waitForReport(path: string, watch: Watch, timeoutMs: number): Promise<Report> {
  const deadline = Date.now() + timeoutMs;
  let fault: string | undefined;
  while (Date.now() < deadline) {
    if (existsSync(path)) {
      return JSON.parse(readFileSync(path, "utf8")) as Report;
    }
    if (fault !== undefined) {
      throw new Failure(`The tests ended without a report: ${fault}\n${watch.tail()}`);
    }
    // The host may end right after it left its report: look once more before giving up.
    fault = watch.fault();
    await sleep(100);
  }
  throw new Failure(`The tests gave no report within ${timeoutMs / 1000} s.\n${watch.tail()}`);
}
