// The moving picture of the README: the sample, a hover, a fix, and the calculator, in the real workbench.
import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { openCalculator } from "../e2e/calculator-page.ts";
import { clickAt, hoverAt, hoverOf, runCommand, until } from "../e2e/workbench.ts";
import { asShown } from "./as-shown.ts";
import { movingPicture, type PictureFrame } from "./moving-picture.ts";
import type { WorkbenchServer } from "./workbench.ts";
import { sampleFile } from "./workspace.ts";

const SIZE = { width: 1100, height: 640 } as const;
/** Milliseconds that the workbench draws on after what was waited for. */
const SETTLE = 600;

export async function takeTour(workbench: WorkbenchServer, path: string): Promise<void> {
  const page = await workbench.open({ file: sampleFile, theme: "dark", ...SIZE });
  const frames: PictureFrame[] = [];
  const show = async (delay: number): Promise<void> => {
    await page.waitForTimeout(SETTLE);
    frames.push({ png: await page.screenshot({ animations: "disabled", caret: "hide" }), delay });
  };
  try {
    for (const part of [".squiggly-error", ".codelens-decoration"]) await page.locator(part).first().waitFor();
    await runCommand(page, "View: Toggle Primary Side Bar Visibility");
    await runCommand(page, "Problems: Focus on Problems View");
    await page.locator(".markers-panel .monaco-list-row").first().waitFor();
    await page.keyboard.press("Control+1");
    await page.mouse.move(5, 5);
    await show(2500);
    await hoverAt(page, "nf_conntrack_max");
    await show(3500);
    await page.keyboard.press("Escape");
    await fixBuckets(page, show);
    await openCalculator(page);
    await runCommand(page, "View: Maximize Editor Group and Hide Side Bars");
    await page.mouse.move(5, 5);
    await page.waitForTimeout(1500);
    await show(4500);
    writeFileSync(path, movingPicture(frames));
  } finally {
    await page.context().close();
  }
}

/** The hash table that is too small, its fix, and what is left to report. */
async function fixBuckets(page: Page, show: (delay: number) => Promise<void>): Promise<void> {
  const fix = page.getByText(asShown("Set 2,097,152 buckets")).first();
  await clickAt(page, "2097152");
  await until(fix, () => page.keyboard.press("ControlOrMeta+."));
  await show(2500);
  await fix.click();
  await hoverOf(page).waitFor({ state: "hidden" });
  await page.locator(".view-line", { hasText: "nf_conntrack_buckets" }).first().waitFor();
  await show(2500);
}
