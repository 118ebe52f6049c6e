// From a log to a diagnosis page in the workbench: what a person sees and presses.
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { asShown } from "../host/as-shown.ts";
import { violations } from "./accessibility.ts";
import { attributeOf, textOf, textsOf } from "./texts.ts";
import {
  beginCommand,
  chooseTheme,
  frameWith,
  notifications,
  openFile,
  pickRow,
  reload,
  runCommand,
  startWorkbench,
  until,
  type Workbench,
} from "./workbench.ts";

const files = {
  "dmesg.txt": [
    "[10.000000] nf_conntrack: table full, dropping packet.",
    "[16.000000] net_ratelimit: 282 callbacks suppressed",
    "net.netfilter.nf_conntrack_max = 65536",
    "",
  ].join("\n"),
  "sysctl.d/90-a.conf": "net.netfilter.nf_conntrack_max = 1234567\nnet.netfilter.nf_conntrack_helper_of_nobody = 1\nvm.swappiness = 10\n",
};

const THEMES = ["light", "high-contrast-light", "high-contrast-dark", "dark"] as const;

/** Where a table runs: elsewhere there is nothing to be shown of it. */
const running = existsSync("/proc/sys/net/netfilter/nf_conntrack_count");

describe.each(["node", "web"] as const)("diagnosis, %s host", (host) => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench({ host, files });
  });

  afterAll(async () => {
    await workbench?.stop();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.page.screenshot({ path: `out/e2e/diagnosis ${host} ${task.name}.png` });
  });

  test("of the active document has its verdict, its styles, and buttons that work", async () => {
    const { page } = workbench;
    await beginCommand(page, "Conntrack: Diagnose Log...");
    await pickRow(page, "The active document");
    const frame = await frameWith(page, "header .severity");
    await expect
      .poll(() => textOf(frame.locator("h1")))
      .toBe("The conntrack table was full: at least 1 packet was dropped (estimate: 283)");
    await expect.poll(() => frame.locator("header").evaluate((element) => getComputedStyle(element).borderLeftWidth)).toBe("4px");
    // Its own and no other: a log can bring none.
    expect(
      await frame.locator("body script").evaluateAll((scripts) => scripts.map((one) => one.getAttribute("src")?.replace(/.*\//, ""))),
    ).toEqual(["diagnosis.js"]);
    await page.screenshot({ path: `out/e2e/diagnosis-${host}.png` });
    // The page is the same in both hosts.
    for (const theme of host === "node" ? THEMES : []) {
      await chooseTheme(page, theme);
      await expect.poll(() => violations(frame)).toEqual([]);
    }
    // The log names a limit; what the file does not show is asked for where it is missing.
    await frame.getByLabel(asShown("Memory")).fill("a lot");
    await frame.getByRole("button", { name: asShown("Update the plan") }).click();
    await expect.poll(() => textOf(frame.locator("form.numbers .problem"))).toContain("is not a memory size");
    await frame.getByLabel(asShown("Memory")).fill("8 GiB");
    await frame.getByRole("button", { name: asShown("Update the plan") }).click();
    const planned = await frameWith(page, 'input[name="memory"][value="8 GiB"]');
    await planned.locator("a.button", { hasText: asShown("Create the modules-load.d file") }).click();
    await expect.poll(() => textsOf(page.locator(".view-lines"))).toContainEqual(expect.stringContaining("nf_conntrack"));
  });

  test("is there again after a reload, and its buttons work", async () => {
    const { page } = workbench;
    await page.locator(".tab", { hasText: asShown("Diagnosis: dmesg.txt") }).click();
    await reload(page, "Diagnosis: dmesg.txt", '"tableFull"');
    await page.locator(".tab", { hasText: asShown("Diagnosis: dmesg.txt") }).click();
    const frame = await frameWith(page, "header .severity");
    await expect.poll(() => textOf(frame.locator("h1"))).toContain("estimate: 283");
    // An editor that comes back late may lie over the page: it is brought to the front again.
    await until(page.locator(".tab", { hasText: asShown("Capacity Calculator") }), async () => {
      await page.locator(".tab", { hasText: asShown("Diagnosis: dmesg.txt") }).click({ timeout: 2000 });
      const button = frame.locator("a.button", { hasText: asShown("Open the calculator") }).first();
      // The first cause alone is unfolded.
      const folded = frame.locator("details:not([open])", { has: button });
      if ((await folded.count()) > 0) await folded.first().locator("summary").first().click({ timeout: 2000 });
      await button.click({ timeout: 2000 });
    });
  });
});

describe("the running host", () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench({ host: "node", files: { "sysctl.d/90-a.conf": files["sysctl.d/90-a.conf"] } });
  });

  afterAll(async () => {
    await workbench?.stop();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.page.screenshot({ path: `out/e2e/${task.name}.png` });
  });

  test.skipIf(!running)("is in the status bar, which opens the live table", async () => {
    const { page } = workbench;
    const item = page.locator('.statusbar-item[id$="conntrack.host"]');
    await expect.poll(() => textOf(item)).toMatch(/conntrack \d+ %/);
    expect(await attributeOf(item.locator("[aria-label]").first(), "aria-label")).toMatch(/^Conntrack table \d+ % full: /);
    await item.click();
    const frame = await frameWith(page, "#headline");
    await expect.poll(() => textOf(frame.locator("#headline"))).toMatch(/^Conntrack table \d+ % full/);
    // What was never lost is said in words.
    const missing = async (): Promise<number> =>
      ((await frame.locator("#quiet").isVisible()) ? 1 : 2) - (await frame.locator("canvas").count());
    await expect.poll(missing).toBe(0);
    await frame.getByText(asShown("Read the table")).first().click();
    // Who may not read the table is told what would.
    const mayRead = process.getuid?.() === 0 && existsSync("/proc/net/nf_conntrack");
    const expected = mayRead ? /^[\d,]+ entr(y is|ies are) listed, .* Reading it took \d+ ms;/ : /^The table was not read: .*root/;
    await expect.poll(() => textOf(frame.locator("#table"))).toMatch(expected);
    if (mayRead) expect(await frame.locator('[data-chart="live-states"]').count()).toBe(1);
    await page.screenshot({ path: "out/e2e/live.png" });
    for (const theme of THEMES) {
      await chooseTheme(page, theme);
      await expect.poll(() => violations(frame)).toEqual([]);
    }
  });

  test.skipIf(!running)("has its live table again after a reload", async () => {
    const { page } = workbench;
    await reload(page, "conntrack.live");
    const frame = await frameWith(page, "#headline");
    await expect.poll(() => textOf(frame.locator("#headline"))).toMatch(/^Conntrack table \d+ % full/);
    expect(await page.locator(".tab", { hasText: asShown("Live Table") }).count()).toBe(1);
  });

  test.skipIf(!running)("is the target where the person chooses it, and its values stand beside the file's", async () => {
    const { page } = workbench;
    await openFile(page, "90-a.conf");
    await beginCommand(page, "Conntrack: Change Target Kernel...");
    await pickRow(page, "This host");
    await pickRow(page, "This folder");
    const hint = page.locator(".view-line", { hasText: "1234567" });
    await expect.poll(() => textOf(hint)).toMatch(/full.{1,6}now.{1,3}[\d,]+/u);
    await page.screenshot({ path: "out/e2e/running.png" });
  });

  test.skipIf(!running)("is asked about before anything is applied, and left alone", async () => {
    const { page } = workbench;
    await openFile(page, "90-a.conf");
    await runCommand(page, "Conntrack: Apply to This Host...");
    const dialog = page.locator(".monaco-dialog-box");
    await expect.poll(() => textOf(dialog)).toMatch(/nf_conntrack_max: [\d,]+ → 1,234,567/);
    const text = await textOf(dialog);
    expect(text).toContain("A full table will take");
    expect(text).toContain("vm.swappiness = 10");
    expect(text).toContain("net.netfilter.nf_conntrack_helper_of_nobody: the key does not exist");
    await page.screenshot({ path: "out/e2e/apply.png" });
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await page.locator(".terminal-wrapper").count()).toBe(0);
  });

  test.skipIf(!running || spawnSync("sysctl", ["--version"]).error)(
    "has nothing applied from a file that changes while the question stands",
    async () => {
      const { page } = workbench;
      await openFile(page, "90-a.conf");
      await runCommand(page, "Conntrack: Apply to This Host...");
      const yes = page.locator(".monaco-dialog-box").getByText(asShown("sysctl -p in a Terminal"));
      await yes.waitFor();
      writeFileSync(workbench.file("sysctl.d/90-a.conf"), "kernel.core_pattern = |/tmp/x\n");
      await yes.click();
      const told = async () => (await notifications(page)).join("\n");
      await expect.poll(told).toContain("has changed since it was shown, so nothing was applied");
      expect(await page.locator(".terminal-wrapper").count()).toBe(0);
    },
  );
});
