// The extension in the real workbench, in both kinds of extension host: what a person sees and does.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  clickAt,
  hoverAt,
  hoverOf,
  languageMode,
  openFile,
  openQuickFixes,
  problems,
  runCommand,
  startWorkbench,
  visibleText,
  type Workbench,
} from "./workbench.ts";

const slow = 120_000;

const files = {
  "sysctl.conf": [
    "# A gateway",
    "net.netfilter.nf_conntrack_max = 262144",
    "net.netfilter.nf_contrack_buckets = 65536",
    "net.netfilter.nf_conntrack_tcp_timeout_established = 1h",
    "net.ipv4.ip_forward = 1",
    "",
  ].join("\n"),
  "sysctl.d/10-limits.conf": "net.netfilter.nf_conntrack_count = 1\n",
  "sysctl.d/10-limits.conf.dpkg-old": "net.netfilter.nf_conntrack_count = 1\n",
  "nginx.conf": "net.netfilter.nf_conntrack_count = 1\n",
};

/** What editing.test.ts looks at; without it the editor shows the file as it is. */
const figures = ["inlayHints", "codeLens", "statusBar", "languageStatus"];
const settings = Object.fromEntries(figures.map((name) => [`conntrack.${name}.enabled`, false]));

describe.each(["node", "web"] as const)("workbench, %s host", (host) => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench({ host, files, settings });
  }, slow);

  afterAll(async () => {
    await workbench?.stop();
  }, slow);

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.page.screenshot({ path: `out/e2e/${host} ${task.name}.png` });
  });

  test("names the language in the status bar", { timeout: slow }, async () => {
    await expect.poll(() => languageMode(workbench.page), { timeout: 20_000 }).toBe("sysctl.conf");
  });

  test("underlines the mistakes and lists just those", { timeout: slow }, async () => {
    await workbench.page.locator(".squiggly-error").first().waitFor({ timeout: 30_000 });
    await expect
      .poll(async () => (await problems(workbench.page)).map(({ severity, line, column }) => [severity, line, column]).sort(), {
        timeout: 20_000,
      })
      .toEqual([
        // In sysctl.d, which is judged whether open or not; copies beside it are not.
        ["error", 1, 1],
        ["error", 3, 1],
        ["error", 4, 54],
      ]);
  });

  test("goes without figures where they are switched off", { timeout: slow }, async () => {
    const { page } = workbench;
    expect(await page.locator(".codelens-decoration").count()).toBe(0);
    expect(await page.locator('.statusbar-item[id$="conntrack.table"]').count()).toBe(0);
    expect(await page.locator("#status\\.languageStatus").count()).toBe(0);
    expect(await visibleText(page)).toContain("nf_conntrack_max = 262144\n");
  });

  test("explains a key on hover, with what the table costs", { timeout: slow }, async () => {
    const text = await hoverAt(workbench.page, "nf_conntrack_max");
    // 262,144 x 256 bytes + 262,144 x 8 bytes = 66 MiB
    for (const part of ["66 MiB", "Default", "Accepts", "Scope", "Source"]) expect(text).toContain(part);
  });

  test("opens the rule's page, rendered, from the hover of a finding", { timeout: slow }, async () => {
    const { page } = workbench;
    expect(await hoverAt(page, "nf_contrack_buckets")).toContain("unknown-key");
    await hoverOf(page).getByText("unknown-key").click();
    const tab = page.locator(".tab", { hasText: "unknown-key" });
    await tab.waitFor({ timeout: 20_000 });
    await expect
      .poll(
        async () =>
          (
            await Promise.all(
              page.frames().map((frame) =>
                frame
                  .locator("h1")
                  .allInnerTexts()
                  .catch(() => []),
              ),
            )
          ).flat(),
        { timeout: 20_000 },
      )
      .toContain("No kernel has this key");
    await page.keyboard.press("Escape");
    await openFile(page, "sysctl.conf");
  });

  test("opens the rule's page from the Problems view", { timeout: slow }, async () => {
    const { page } = workbench;
    await problems(page);
    await page
      .locator(".markers-panel .monaco-list-row", { hasText: "invalid-value" })
      .locator("a", { hasText: "invalid-value" })
      .click({ modifiers: ["ControlOrMeta"] });
    await page.locator(".tab", { hasText: "invalid-value" }).waitFor({ timeout: 20_000 });
    await openFile(page, "sysctl.conf");
  });

  test("mends a line with the keyboard alone", { timeout: slow }, async () => {
    const { page } = workbench;
    await clickAt(page, "1h");
    await openQuickFixes(page, "Write 3600 (1h in seconds)");
    await page.getByText("Write 3600 (1h in seconds)").first().waitFor({ timeout: 10_000 });
    await page.keyboard.press("Enter");
    await expect.poll(() => visibleText(page), { timeout: 10_000 }).toContain("established = 3600");
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => visibleText(page), { timeout: 10_000 }).toContain("established = 1h");
  });

  test.each([
    ["10-limits.conf", "sysctl.conf"],
    ["10-limits.conf.dpkg-old", "sysctl.conf"],
    ["nginx.conf", "Properties"],
  ])("takes %s for %s", { timeout: slow }, async (name, mode) => {
    await openFile(workbench.page, name);
    await expect.poll(() => languageMode(workbench.page), { timeout: 20_000 }).toBe(mode);
  });
});

describe("restricted mode", () => {
  test("finds, mends, formats and shows figures as in a trusted folder", { timeout: slow }, async () => {
    const workbench = await startWorkbench({ host: "node", files, workspaceTrust: true });
    const { page } = workbench;
    try {
      await page.locator(".squiggly-error").first().waitFor({ timeout: 30_000 });
      await page.getByText("Restricted Mode").first().waitFor({ timeout: 10_000 });
      await expect.poll(() => visibleText(page), { timeout: 20_000 }).toContain("66 MiB when full");
      await page.locator('.statusbar-item[id$="conntrack.table"]').waitFor({ timeout: 20_000 });
      await clickAt(page, "nf_contrack_buckets");
      await openQuickFixes(page, "Fix all in this file");
      await page.getByText("Fix all in this file").first().click({ timeout: 10_000 });
      await expect.poll(() => visibleText(page), { timeout: 10_000 }).toContain("established = 3600");
      await runCommand(page, "Format Document");
      await expect.poll(() => visibleText(page), { timeout: 10_000 }).toContain("net.ipv4.ip_forward                                = 1");
    } finally {
      await workbench.stop();
    }
  });
});
