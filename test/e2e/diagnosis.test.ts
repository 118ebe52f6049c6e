// From a log to a diagnosis page in the workbench: what a person sees and presses.
import { existsSync } from "node:fs";
import type { Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openFile, runCommand, startWorkbench, type Workbench } from "./workbench.ts";

const slow = 120_000;

const files = {
  "dmesg.txt": [
    "[10.000000] nf_conntrack: table full, dropping packet.",
    "[16.000000] net_ratelimit: 282 callbacks suppressed",
    "net.netfilter.nf_conntrack_max = 65536",
    "",
  ].join("\n"),
  "sysctl.d/90-a.conf": "net.netfilter.nf_conntrack_max = 1234567\nnet.netfilter.nf_conntrack_helper_of_nobody = 1\n",
};

/** Where a table runs: elsewhere there is nothing to be shown of it. */
const running = existsSync("/proc/sys/net/netfilter/nf_conntrack_count");

/** As runCommand, for commands that ask something next: the box does not close in between. */
async function begin(page: Page, title: string): Promise<void> {
  const row = page.locator(".quick-input-widget .monaco-list-row", { hasText: title }).first();
  // The list is made when the box opens; what the extension adds later shows when it opens again.
  await expect
    .poll(
      async () => {
        await page.keyboard.press("Escape");
        await page.keyboard.press("F1");
        await page.locator(".quick-input-widget .quick-input-box input").fill(`>${title}`);
        await page.waitForTimeout(500);
        return row.isVisible();
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  await row.click();
}

async function frameWith(page: Page, selector: string): Promise<Frame> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const shown = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (shown > 0) return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`no page with ${selector}`);
}

describe.each(["node", "web"] as const)("diagnosis, %s host", (host) => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench({ host, files });
  }, slow);

  afterAll(async () => {
    await workbench?.stop();
  }, slow);

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.page.screenshot({ path: `out/e2e/diagnosis ${host} ${task.name}.png` });
  });

  test("of the active document has its verdict, its styles, and buttons that work", { timeout: slow }, async () => {
    const { page } = workbench;
    await begin(page, "Conntrack: Diagnose Log...");
    await page.locator(".quick-input-widget .monaco-list-row", { hasText: "The active document" }).click();
    const other = page.locator(".quick-input-widget .monaco-list-row", { hasText: "From another machine" });
    // Asked only where a table is there; the page comes at once elsewhere.
    const frame = await Promise.race([
      frameWith(page, "header .severity:visible"),
      other
        .waitFor({ timeout: 30_000 })
        .then(() => other.click())
        .then(() => frameWith(page, "header .severity:visible")),
    ]);
    expect(await frame.locator("h1").innerText()).toBe(
      "The conntrack table was full: at least 1 packet was dropped, about 283 by the estimate",
    );
    await expect.poll(() => frame.locator("header").evaluate((element) => getComputedStyle(element).borderLeftWidth)).toBe("4px");
    expect(await frame.locator("script").count()).toBe(0);
    await page.screenshot({ path: `out/e2e/diagnosis-${host}.png` });
    await frame.locator("a.button", { hasText: "Create the modules-load.d file" }).click();
    await expect
      .poll(() => page.locator(".view-lines").allInnerTexts(), { timeout: 20_000 })
      .toContainEqual(expect.stringContaining("nf_conntrack"));
  });
});

describe("the running host", () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench({ host: "node", files: { "sysctl.d/90-a.conf": files["sysctl.d/90-a.conf"] } });
  }, slow);

  afterAll(async () => {
    await workbench?.stop();
  }, slow);

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.page.screenshot({ path: `out/e2e/${task.name}.png` });
  });

  test.skipIf(!running)("is in the status bar, which opens the live table", { timeout: slow }, async () => {
    const { page } = workbench;
    const item = page.locator('.statusbar-item[id$="conntrack.host"]');
    await expect.poll(() => item.innerText(), { timeout: 20_000 }).toMatch(/conntrack \d+ %/);
    expect(await item.locator("[aria-label]").first().getAttribute("aria-label")).toMatch(/^Conntrack table \d+ % full: /);
    await item.click();
    const frame = await frameWith(page, "#headline:visible");
    await expect.poll(() => frame.locator("#headline").innerText(), { timeout: 20_000 }).toMatch(/^Conntrack table \d+ % full/);
    expect(await frame.locator("canvas").count()).toBe(2);
    await frame.getByText("Read the table").first().click();
    await expect.poll(() => frame.locator("#table").innerText(), { timeout: 20_000 }).toMatch(/^The table (lists|was not read)/);
    await page.waitForTimeout(4000);
    await page.screenshot({ path: "out/e2e/live.png" });
  });

  test.skipIf(!running)("is asked about before anything is applied, and left alone", { timeout: slow }, async () => {
    const { page } = workbench;
    await openFile(page, "90-a.conf");
    await runCommand(page, "Conntrack: Apply to This Host...");
    const dialog = page.locator(".monaco-dialog-box");
    await expect.poll(() => dialog.innerText(), { timeout: 20_000 }).toMatch(/nf_conntrack_max: [\d,]+ → 1,234,567/);
    const text = await dialog.innerText();
    expect(text).toContain("A full table will take");
    expect(text).toContain("net.netfilter.nf_conntrack_helper_of_nobody: there is no such key");
    await page.screenshot({ path: "out/e2e/apply.png" });
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await page.locator(".terminal-wrapper").count()).toBe(0);
  });
});
