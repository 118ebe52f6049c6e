// From a log to a diagnosis page in the workbench: what a person sees and presses.
import { spawnSync } from "node:child_process";
import { closeSync, constants, existsSync, openSync, rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./accessibility.ts";
import { beginCommand, chooseTheme, frameWith, openFile, reload, runCommand, startWorkbench, type Workbench } from "./workbench.ts";

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

/** Whether somebody waits at the other end of a named pipe; who does is let go. */
function hasReader(pipe: string): boolean {
  try {
    closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    return true;
  } catch {
    return false;
  }
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
    await beginCommand(page, "Conntrack: Diagnose Log...");
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
    // Its own and no other: a log can bring none.
    expect(
      await frame.locator("body script").evaluateAll((scripts) => scripts.map((one) => one.getAttribute("src")?.replace(/.*\//, ""))),
    ).toEqual(["diagnosis.js"]);
    await page.screenshot({ path: `out/e2e/diagnosis-${host}.png` });
    for (const theme of ["light", "high-contrast-light", "high-contrast-dark", "dark"] as const) {
      await chooseTheme(page, theme);
      await expect.poll(() => violations(frame), { timeout: 20_000 }).toEqual([]);
    }
    await frame.locator("a.button", { hasText: "Create the modules-load.d file" }).click();
    await expect
      .poll(() => page.locator(".view-lines").allInnerTexts(), { timeout: 20_000 })
      .toContainEqual(expect.stringContaining("nf_conntrack"));
  });

  test("is there again after a reload, and its buttons work", { timeout: slow }, async () => {
    const { page } = workbench;
    await page.locator(".tab", { hasText: "Diagnosis: dmesg.txt" }).click();
    // In a browser the workbench writes down what is open every few seconds, once it has nothing else to do.
    await page.waitForTimeout(12_000);
    await reload(page);
    await page.locator(".tab", { hasText: "Diagnosis: dmesg.txt" }).click({ timeout: 60_000 });
    const frame = await frameWith(page, "header .severity:visible");
    expect(await frame.locator("h1").innerText()).toContain("about 283 by the estimate");
    await frame.locator("a.button", { hasText: "Open the calculator" }).first().click();
    await page.locator(".tab", { hasText: "Capacity Calculator" }).waitFor({ timeout: 20_000 });
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
    // Who may not read the table is told what would.
    const mayRead = process.getuid?.() === 0 && existsSync("/proc/net/nf_conntrack");
    const expected = mayRead ? /^[\d,]+ entr(y is|ies are) listed, .* Reading it took \d+ ms;/ : /^The table was not read: .*root/;
    await expect.poll(() => frame.locator("#table").innerText(), { timeout: 20_000 }).toMatch(expected);
    if (mayRead) expect(await frame.locator('[data-chart="live-states"]').count()).toBe(1);
    await page.screenshot({ path: "out/e2e/live.png" });
    for (const theme of ["light", "high-contrast-light", "high-contrast-dark", "dark"] as const) {
      await chooseTheme(page, theme);
      await expect.poll(() => violations(frame), { timeout: 20_000 }).toEqual([]);
    }
  });

  test.skipIf(!running)("has its live table again after a reload", { timeout: slow }, async () => {
    const { page } = workbench;
    await page.waitForTimeout(12_000);
    await reload(page);
    const frame = await frameWith(page, "#headline:visible");
    await expect.poll(() => frame.locator("#headline").innerText(), { timeout: 20_000 }).toMatch(/^Conntrack table \d+ % full/);
    expect(await page.locator(".tab", { hasText: "Live Table" }).count()).toBe(1);
  });

  test.skipIf(!running)(
    "is the target where the person chooses it, and its values stand beside the file's",
    { timeout: slow },
    async () => {
      const { page } = workbench;
      await openFile(page, "90-a.conf");
      await beginCommand(page, "Conntrack: Change Target Kernel...");
      const rows = page.locator(".quick-input-widget .monaco-list-row");
      await rows.filter({ hasText: "This host" }).click();
      await rows.filter({ hasText: "This folder" }).click();
      const hint = page.locator(".view-line", { hasText: "1234567" });
      await expect.poll(() => hint.innerText(), { timeout: 20_000 }).toMatch(/full.{1,6}now.{1,3}[\d,]+/u);
      await page.screenshot({ path: "out/e2e/running.png" });
    },
  );

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

  // Anybody else would be asked for a password.
  test.skipIf(!running || process.getuid?.() !== 0 || spawnSync("sysctl", ["--version"]).error)(
    "has a file applied in a terminal that is in sight, once that is confirmed",
    { timeout: slow },
    async () => {
      const { page } = workbench;
      const file = workbench.file("sysctl.d/90-a.conf");
      await openFile(page, "90-a.conf");
      await runCommand(page, "Conntrack: Apply to This Host...");
      const yes = page.locator(".monaco-dialog-box").getByText("Run sysctl -p in a Terminal");
      await yes.waitFor({ timeout: 20_000 });
      // Nothing of this machine is changed: a pipe takes the file's place, with nothing in it. That somebody reads from it
      // shows that the program was run, and on which file.
      rmSync(file);
      expect(spawnSync("mkfifo", [file]).status).toBe(0);
      await yes.click();
      await page.locator(".terminal-wrapper:visible").first().waitFor({ timeout: 20_000 });
      await expect.poll(() => hasReader(file), { timeout: 20_000 }).toBe(true);
    },
  );
});
