// Takes pictures of the workbench in each theme and width: `screenshots.ts OUTDIR [FILE]`, where FILE is one of the sample's.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { Failure, runScript } from "./failure.ts";
import { type Theme, themes } from "./settings.ts";
import { type OpenOptions, startWorkbenchServer, type WorkbenchServer } from "./workbench.ts";
import { sampleFile } from "./workspace.ts";

export interface Shot extends OpenOptions {
  /** Without `.png`. */
  readonly name: string;
  /** Brings the page to what the picture is to show; by default waits for a squiggle. */
  readonly prepare?: (page: Page) => Promise<void>;
}

export async function takeScreenshot(workbench: WorkbenchServer, folder: string, shot: Shot): Promise<string> {
  const page = await workbench.open(shot);
  try {
    await (shot.prepare ?? waitForSquiggle)(page);
    const path = join(folder, `${shot.name}.png`);
    await page.screenshot({ path, animations: "disabled", caret: "initial" });
    return path;
  } finally {
    await page.context().close();
  }
}

/** Not every file has a squiggle: after some seconds the picture is taken as it is. */
export async function waitForSquiggle(page: Page): Promise<void> {
  const squiggle = page.locator(".squiggly-error, .squiggly-warning, .squiggly-info").first();
  await squiggle.waitFor({ timeout: 10_000 }).catch(() => undefined);
  // Decorations of tabs and of the explorer follow a moment later.
  await page.waitForTimeout(500);
}

if (import.meta.main) {
  await runScript(async () => {
    const [folder, file = sampleFile] = process.argv.slice(2);
    if (folder === undefined) {
      throw new Failure("usage: screenshots.ts OUTDIR [FILE]");
    }
    mkdirSync(folder, { recursive: true });
    const workbench = await startWorkbenchServer({ host: "node" });
    try {
      for (const theme of Object.keys(themes) as Theme[]) {
        for (const width of [1400, 700]) {
          const shot = { name: `${theme}-${width}`, theme, width, height: 900, file };
          process.stdout.write(`${await takeScreenshot(workbench, resolve(folder), shot)}\n`);
        }
      }
    } finally {
      await workbench.stop();
    }
    return 0;
  });
}
