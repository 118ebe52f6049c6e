// Editing in the real workbench, in both kinds of extension host: figures, status, fixing on save, formatting, commands.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { clickAt, openFile, runCommand, startWorkbench, visibleText, type Workbench } from "./workbench.ts";

const slow = 120_000;

const files = {
  "sysctl.conf": [
    "# Limits",
    "net.netfilter.nf_conntrack_max=262144",
    "net.netfilter.nf_conntrack_buckets = 262144",
    "",
    "# Timeouts",
    "net.netfilter.nf_conntrack_tcp_timeout_established = 432000",
    "",
  ].join("\n"),
  "sysctl.d/10-fix.conf": "net.netfilter.nf_contrack_max = 65536\nnet.netfilter.nf_conntrack_acct = yes\n",
  "sysctl.d/20-legacy.conf": "net.ipv4.netfilter.ip_conntrack_max = 65536\n",
  "sysctl.d/30-empty.conf": "",
  "notes.txt": "nothing of ours\n",
};

const fixOnSave = { "editor.codeActionsOnSave": { "source.fixAll.conntrack": "explicit" } };

const tableStatus = (page: Page) => page.locator('.statusbar-item[id$="conntrack.table"]');
const lens = (page: Page) => page.locator(".editor-group-container.active .codelens-decoration");

/** What hovering the `{}` of the status bar shows. */
async function languageStatus(page: Page): Promise<string> {
  const hover = page.locator(".hover-language-status").first();
  for (let attempt = 0; attempt < 5 && !(await hover.isVisible()); attempt += 1) {
    await page.mouse.move(5, 5);
    await page.locator("#status\\.languageStatus").hover();
    await hover.waitFor({ timeout: 3000 }).catch(() => undefined);
  }
  return (await page.locator(".hover-language-status").allInnerTexts()).join("\n");
}

describe.each(["node", "web"] as const)("editing, %s host", (host) => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench({ host, files, settings: fixOnSave });
  }, slow);

  afterAll(async () => {
    await workbench?.stop();
  }, slow);

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.page.screenshot({ path: `out/e2e/editing ${host} ${task.name}.png` });
  });

  test("shows what values mean beside them", { timeout: slow }, async () => {
    await expect.poll(() => visibleText(workbench.page), { timeout: 30_000 }).toMatch(/= 432000\s*5 days/);
    expect(await visibleText(workbench.page)).toMatch(/=262144\s*66 MiB when full/);
  });

  test("shows over the limit what the table costs", { timeout: slow }, async () => {
    await expect
      .poll(() => lens(workbench.page).allInnerTexts(), { timeout: 20_000 })
      .toEqual(["Full table: 66 MiB · average chain when full 2.0"]);
  });

  test("shows the memory of the table in the status bar, with words for screen readers", { timeout: slow }, async () => {
    const item = tableStatus(workbench.page);
    await expect.poll(() => item.innerText(), { timeout: 20_000 }).toContain("66 MiB");
    const label = await item.locator("[aria-label]").first().getAttribute("aria-label");
    expect(label).toMatch(/^Conntrack: A full table takes 66 MiB of kernel memory/);
  });

  test("hides it where no such file is active", { timeout: slow }, async () => {
    const { page } = workbench;
    await openFile(page, "notes.txt");
    await tableStatus(page).waitFor({ state: "hidden", timeout: 20_000 });
    await openFile(page, "sysctl.conf");
    await tableStatus(page).waitFor({ timeout: 20_000 });
  });

  test("names the target, and where it is from", { timeout: slow }, async () => {
    const text = await languageStatus(workbench.page);
    for (const part of ["Linux 6.18", "x86_64, memory not known, from default settings", "Change"]) expect(text).toContain(part);
    await workbench.page.keyboard.press("Escape");
  });

  test("changes the target from there, to a version that is typed", { timeout: slow }, async () => {
    const { page } = workbench;
    await clickAt(page, "# Limits");
    await languageStatus(page);
    await page.locator(".hover-language-status").getByText("Change").first().click();
    const input = page.locator(".quick-input-widget .quick-input-box input");
    await input.waitFor();
    await input.fill("5.9.16");
    await page.locator(".quick-input-widget .monaco-list-row.focused", { hasText: "5.9.16" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-widget .monaco-list-row.focused", { hasText: "This file" }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => visibleText(page), { timeout: 10_000 }).toContain("# conntrack-target: kernel=5.9.16");
    expect(await languageStatus(page)).toContain("from line 1 of the file");
    await page.keyboard.press("Escape");
    await clickAt(page, "# Limits");
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => visibleText(page), { timeout: 10_000 }).not.toContain("conntrack-target");
  });

  test("completes a key part by part, and then its value", { timeout: slow }, async () => {
    const { page } = workbench;
    const rows = page.locator(".suggest-widget.visible .monaco-list-row");
    await openFile(page, "30-empty.conf");
    await page.locator(".editor-group-container.active .view-line").first().click();
    await page.keyboard.type("net.", { delay: 50 });
    await expect.poll(() => rows.first().innerText(), { timeout: 20_000 }).toMatch(/^netfilter\n/);
    await page.keyboard.press("Enter");
    await expect.poll(() => visibleText(page)).toBe("net.netfilter.");
    await page.keyboard.type("acct", { delay: 50 });
    await expect.poll(() => rows.first().innerText()).toContain("net.netfilter.nf_conntrack_acct");
    await page.keyboard.press("Enter");
    await expect.poll(() => rows.allInnerTexts()).toEqual(["0\ndefault: 0 (off)", "1\ncounters on new entries"]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => visibleText(page)).toBe("net.netfilter.nf_conntrack_acct = 1");
    await page.keyboard.press("ControlOrMeta+s");
  });

  test("formats by the keyboard", { timeout: slow }, async () => {
    const { page } = workbench;
    await openFile(page, "sysctl.conf");
    await clickAt(page, "# Limits");
    await page.keyboard.press(process.platform === "linux" ? "Control+Shift+I" : "Alt+Shift+F");
    await expect.poll(() => visibleText(page), { timeout: 10_000 }).toContain("nf_conntrack_max     = 262144");
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => visibleText(page), { timeout: 10_000 }).toContain("nf_conntrack_max=262144");
  });

  test("mends on save", { timeout: slow }, async () => {
    const { page } = workbench;
    await openFile(page, "10-fix.conf");
    await page.locator(".squiggly-error").first().waitFor({ timeout: 20_000 });
    await clickAt(page, "acct");
    await page.keyboard.press("ControlOrMeta+s");
    await expect
      .poll(() => readFileSync(workbench.file("sysctl.d/10-fix.conf"), "utf8"), { timeout: 20_000 })
      .toBe("net.netfilter.nf_conntrack_max = 65536\nnet.netfilter.nf_conntrack_acct = 1\n");
  });

  test("finds by command what is in files that nobody has open", { timeout: slow }, async () => {
    const { page } = workbench;
    await openFile(page, "sysctl.conf");
    await runCommand(page, "Conntrack: Validate All sysctl Files in the Workspace");
    await runCommand(page, "Problems: Focus on Problems View");
    await page.locator(".markers-panel .monaco-list-row", { hasText: "ip_conntrack_max" }).waitFor({ timeout: 20_000 });
    await runCommand(page, "View: Hide Panel");
  });

  test("offers commands where they make sense", { timeout: slow }, async () => {
    const { page } = workbench;
    await openFile(page, "notes.txt");
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget .quick-input-box input").fill(">Conntrack:");
    const rows = page.locator(".quick-input-widget .monaco-list-row");
    await rows.filter({ hasText: "Conntrack: Show Rule" }).waitFor();
    expect((await rows.allInnerTexts()).join("\n")).not.toContain("Change Target Kernel");
    await page.keyboard.press("Escape");
    await openFile(page, "sysctl.conf");
  });

  test("opens the calculator of the file from the lens", { timeout: slow }, async () => {
    const { page } = workbench;
    await lens(page).locator("a").first().click();
    await page.locator(".tab.active", { hasText: "Capacity: sysctl.conf" }).waitFor({ timeout: 20_000 });
    await openFile(page, "sysctl.conf");
  });
});
