// What a person sees and does in the workbench and no interface of the editor tells, in both kinds of extension host:
// marks, figures, the status bar, menus, the palette, our pages of rules.
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { asShown } from "../host/as-shown.ts";
import { makeTempFolder } from "../host/temp.ts";
import { attributeOf, textOf, textsOf } from "./texts.ts";
import {
  clickAt,
  hoverAt,
  hoverOf,
  openFile,
  pickRow,
  problems,
  runCommand,
  startWorkbench,
  takeQuickFix,
  until,
  visibleText,
  type Workbench,
} from "./workbench.ts";

const SETTINGS = ".vscode/settings.json";

const files = {
  "sysctl.conf": [
    "# A gateway",
    "net.netfilter.nf_conntrack_max = 262144",
    "net.netfilter.nf_contrack_buckets = 65536",
    "net.netfilter.nf_conntrack_tcp_timeout_established = 1h",
    "net.netfilter.nf_conntrack_generic_timeout = 600",
    "net.ipv4.ip_forward = 1",
    "",
  ].join("\n"),
  "sysctl.d/30-empty.conf": "",
  "notes.txt": "nothing of ours\n",
  "gateway.sh": "#!/bin/sh\niptables -F\nsysctl -w net.netfilter.nf_conntrack_max='256k'\n",
  "playbook.yml":
    '- hosts: all\n  tasks:\n    - ansible.posix.sysctl:\n        name: "net.ipv4.netfilter.ip_conntrack_max"\n        value: "262144"\n',
  "compose.yaml": "services:\n  web:\n    sysctls:\n      - net.netfilter.nf_conntrack_max=262144\n",
  [SETTINGS]: "{}",
};

const tableStatus = (page: Page) => page.locator('.statusbar-item[id$="conntrack.table"]');
const lens = (page: Page) => page.locator(".editor-group-container.active .codelens-decoration");

/** What hovering the `{}` of the status bar shows. */
async function languageStatus(page: Page): Promise<string> {
  const hover = page.locator(".hover-language-status");
  await until(hover.first(), async () => {
    await page.mouse.move(5, 5);
    await page.locator("#status\\.languageStatus").hover();
  });
  return (await textsOf(hover)).join("\n");
}

describe.each(["node", "web"] as const)("editing, %s host", (host) => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench({ host, files });
  });

  afterAll(async () => {
    await workbench?.stop();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.page.screenshot({ path: `out/e2e/editing ${host} ${task.name}.png` });
  });

  test("marks mistakes, and shows what values mean beside them and over the limit", async () => {
    const { page } = workbench;
    await page.locator(".squiggly-error").first().waitFor();
    // 262,144 x 256 bytes + 262,144 x 8 bytes = 66 MiB
    await expect.poll(() => visibleText(page)).toMatch(/= 262144\s*66 MiB when full/);
    await expect.poll(() => visibleText(page)).toMatch(/= 600\s*10 min/);
    await expect.poll(() => textsOf(lens(page))).toEqual([expect.stringMatching(/^Full table: 66 MiB · average chain when full 2\.0/)]);
  });

  test("shows the memory of the table in the status bar, with words for screen readers", async () => {
    const item = tableStatus(workbench.page);
    await expect.poll(() => textOf(item)).toContain("66 MiB");
    const label = await attributeOf(item.locator("[aria-label]").first(), "aria-label");
    expect(label).toMatch(/^Conntrack: A full table takes 66 MiB of kernel memory/);
  });

  test("hides it where no such file is active, and offers commands where they make sense", async () => {
    const { page } = workbench;
    await openFile(page, "notes.txt");
    await tableStatus(page).waitFor({ state: "hidden" });
    const rows = page.locator(".quick-input-widget .monaco-list-row");
    // In another language each has a second line, in English, and the last ones are out of sight.
    for (const [typed, title] of [
      ["Conntrack: Show Rule", "Conntrack: Show Rule"],
      ["Conntrack:", "Conntrack: Analyze Table Dump"],
    ] as const)
      await until(rows.filter({ hasText: asShown(title) }).first(), async () => {
        await page.keyboard.press("F1");
        await page.locator(".quick-input-widget .quick-input-box input").fill(`>${typed}`);
      });
    expect((await textsOf(rows)).join("\n")).not.toContain("Change Target Kernel");
    await page.keyboard.press("Escape");
    await openFile(page, "sysctl.conf");
    await tableStatus(page).waitFor();
  });

  test.each([
    ["table full", ["Walkthrough: nf_conntrack Table Full"]],
    ["sysctl", ["Walkthrough: nf_conntrack Table Full", "Open Sample Log or sysctl.conf", "Validate All sysctl Files"]],
    ["nf_conntrack", ["Walkthrough: nf_conntrack Table Full", "Explain nf_conntrack Key"]],
  ])("is found in the palette by %s", async (typed, titles) => {
    const { page } = workbench;
    const rows = page.locator(".quick-input-widget .monaco-list-row");
    for (const title of titles) {
      await until(rows.filter({ hasText: asShown(`Conntrack: ${title}`) }).first(), async () => {
        await page.keyboard.press("F1");
        await page.locator(".quick-input-widget .quick-input-box input").fill(`>${typed}`);
      });
    }
    await page.keyboard.press("Escape");
  });

  test("goes without figures where they are switched off", async () => {
    const { page } = workbench;
    const figures = ["inlayHints", "codeLens", "statusBar", "languageStatus"];
    const write = async (on: boolean): Promise<void> =>
      writeFileSync(workbench.file(SETTINGS), JSON.stringify(Object.fromEntries(figures.map((name) => [`conntrack.${name}.enabled`, on]))));
    // Again, as the workbench may not watch the file yet.
    await until(
      async () => !(await tableStatus(page).isVisible()),
      () => write(false),
    );
    await page.locator("#status\\.languageStatus").waitFor({ state: "hidden" });
    await expect.poll(() => lens(page).count()).toBe(0);
    await expect.poll(async () => (await visibleText(page)).trimEnd()).toBe(files["sysctl.conf"].trimEnd());
    await write(true);
    await tableStatus(page).waitFor();
    await expect.poll(() => lens(page).count()).toBe(1);
  });

  test("opens the rule's page, rendered, from the hover of a finding", async () => {
    const { page } = workbench;
    expect(await hoverAt(page, "nf_contrack_buckets")).toContain("unknown-key");
    await hoverOf(page).getByText("unknown-key").click();
    await page.locator(".tab", { hasText: "unknown-key" }).waitFor();
    const headings = (): Promise<readonly string[][]> =>
      Promise.all(page.frames().map((frame) => textsOf(frame.locator("h1")).catch(() => [])));
    await expect.poll(async () => (await headings()).flat()).toContain("No kernel has this key");
    await openFile(page, "sysctl.conf");
  });

  test("lists the mistakes in the Problems view, with a link to the rule's page", async () => {
    const { page } = workbench;
    await expect
      .poll(async () => (await problems(page)).map(({ severity, line, column }) => [severity, line, column]).sort())
      .toEqual([
        ["error", 3, 1],
        ["error", 4, 54],
      ]);
    await page
      .locator(".markers-panel .monaco-list-row", { hasText: "invalid-value" })
      .locator("a", { hasText: "invalid-value" })
      .click({ modifiers: ["ControlOrMeta"] });
    await page.locator(".tab", { hasText: "invalid-value" }).waitFor();
    await runCommand(page, "View: Hide Panel");
    await openFile(page, "sysctl.conf");
  });

  test("mends a line with the keyboard alone", async () => {
    const { page } = workbench;
    await openFile(page, "sysctl.conf");
    // Figures within the text move lines.
    await lens(page).first().waitFor();
    await clickAt(page, "1h");
    await takeQuickFix(page, "Write 3600 (1h in seconds)", "established = 3600");
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => visibleText(page)).toContain("established = 1h");
  });

  test("names the target and where it is from, and changes it from there, to a version that is typed", async () => {
    const { page } = workbench;
    await clickAt(page, "# A gateway");
    const text = await languageStatus(page);
    for (const part of ["Linux 6.18", "x86_64, memory unknown, from default settings", "Change"]) expect(text).toContain(part);
    const input = page.locator(".quick-input-widget .quick-input-box input");
    await until(input, async () => {
      await languageStatus(page);
      await page.locator(".hover-language-status").getByText(asShown("Change")).first().click({ timeout: 5000 });
    });
    await input.fill("5.9.16");
    await pickRow(page, "5.9.16");
    await pickRow(page, "This file");
    await expect.poll(() => visibleText(page)).toContain("# conntrack-target: kernel=5.9.16");
    await expect.poll(() => languageStatus(page)).toContain("from line 1 of the file");
    await page.keyboard.press("Escape");
    await clickAt(page, "# A gateway");
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => visibleText(page)).not.toContain("conntrack-target");
  });

  // Their readers are loaded in Node alone.
  test.skipIf(host === "web")(
    "shell, Ansible, Compose: marks where the author wrote, and fixes in the quotes that stand there",
    async () => {
      const { page } = workbench;
      const mark = page.locator(".editor-group-container.active .squiggly-error");
      await openFile(page, "gateway.sh");
      await mark.first().waitFor();
      await clickAt(page, "256k");
      await takeQuickFix(page, "Write 262144 (256k: 262,144)", "nf_conntrack_max='262144'");
      await mark.first().waitFor({ state: "detached" });
      await page.keyboard.press("ControlOrMeta+z");
      await openFile(page, "playbook.yml");
      await mark.first().waitFor();
      await clickAt(page, "ip_conntrack_max");
      await takeQuickFix(page, "Rename to net.netfilter.nf_conntrack_max", 'name: "net.netfilter.nf_conntrack_max"');
      await page.keyboard.press("ControlOrMeta+z");
      await openFile(page, "compose.yaml");
      await mark.first().waitFor();
      await expect
        .poll(async () => (await problems(page)).map(({ line, message }) => `${line} ${message}`))
        .toContainEqual(expect.stringMatching(/^4 "nf_conntrack_max" is machine-wide: the container does not start/));
      await page.keyboard.press("ControlOrMeta+Shift+m");
      await openFile(page, "sysctl.conf");
    },
  );

  test("completes a key part by part, and then its value", async () => {
    const { page } = workbench;
    const rows = page.locator(".suggest-widget.visible .monaco-list-row");
    const focused = page.locator(".suggest-widget.visible .monaco-list-row.focused");
    await openFile(page, "30-empty.conf");
    await page.locator(".editor-group-container.active .view-line").first().click();
    await page.keyboard.type("net.");
    await expect.poll(() => textsOf(focused)).toEqual([expect.stringMatching(/^netfilter\n/)]);
    await page.keyboard.press("Enter");
    await expect.poll(() => visibleText(page)).toBe("net.netfilter.");
    await page.keyboard.type("acct");
    await expect.poll(() => textsOf(focused)).toEqual([expect.stringContaining("net.netfilter.nf_conntrack_acct")]);
    await page.keyboard.press("Enter");
    await expect.poll(() => textsOf(rows)).toEqual(["0\ndefault: 0 (off)", "1\ncounters on new entries"]);
    await expect.poll(() => textsOf(focused)).toEqual(["0\ndefault: 0 (off)"]);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => textsOf(focused)).toEqual(["1\ncounters on new entries"]);
    await page.keyboard.press("Enter");
    await expect.poll(() => visibleText(page)).toBe("net.netfilter.nf_conntrack_acct = 1");
  });

  test("opens the calculator of the file from the lens", async () => {
    const { page } = workbench;
    await openFile(page, "sysctl.conf");
    await lens(page).locator("a").first().click();
    await page.locator(".tab.active", { hasText: asShown("Capacity: sysctl.conf") }).waitFor();
  });
});

test("restricted mode: the folder neither silences rules nor has files read that are outside of it", async () => {
  const silent = { "conntrack.rules": { "unknown-key": "off", "invalid-value": "off", "raised-elsewhere": "off" } };
  const kubeProxy = (least: number): string =>
    `apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nconntrack:\n  min: ${least}\n`;
  const limit = { "sysctl.d/60-limit.conf": "net.netfilter.nf_conntrack_max = 262144\n" };
  const hostile = { ...files, ...limit, [SETTINGS]: JSON.stringify(silent) };
  const outside = makeTempFolder();
  const workbench = await startWorkbench({ host: "node", files: hostile, workspaceTrust: true });
  const { page } = workbench;
  const messages = (): Promise<string> => textOf(page.locator(".markers-panel"));
  try {
    await page.getByText("Restricted Mode").first().waitFor();
    await runCommand(page, "Problems: Focus on Problems View");
    await expect.poll(messages).toMatch(/Unknown key "nf_contrack_buckets"/);
    writeFileSync(join(outside.path, "kube-proxy.yaml"), kubeProxy(999_999));
    symlinkSync(join(outside.path, "kube-proxy.yaml"), workbench.file("a-kube-proxy.yaml"));
    symlinkSync(outside.path, workbench.file("b"));
    writeFileSync(workbench.file("c-kube-proxy.yaml"), kubeProxy(777_777));
    await expect.poll(messages).toMatch(/Raised by kube-proxy to 777,777/);
    rmSync(workbench.file("c-kube-proxy.yaml"));
    await expect.poll(messages).not.toMatch(/Raised by kube-proxy/);
  } catch (error) {
    await page.screenshot({ path: "out/e2e/restricted mode, hostile.png" });
    throw error;
  } finally {
    await workbench.stop();
    outside.remove();
  }
});

test("restricted mode: finds, mends, formats and shows figures as in a trusted folder", async () => {
  // A day: what all fixes together make of it is worth no word.
  const mendable = { ...files, "sysctl.conf": files["sysctl.conf"].replace("= 1h", "= 1d") };
  const workbench = await startWorkbench({ host: "node", files: mendable, workspaceTrust: true });
  const { page } = workbench;
  try {
    await page.locator(".squiggly-error").first().waitFor();
    await page.getByText("Restricted Mode").first().waitFor();
    await expect.poll(() => visibleText(page)).toContain("66 MiB when full");
    await tableStatus(page).waitFor();
    await clickAt(page, "nf_contrack_buckets");
    await takeQuickFix(page, "Fix all in this file", "established = 86400");
    await runCommand(page, "Format Document");
    await expect.poll(() => visibleText(page)).toContain("net.ipv4.ip_forward                                = 1");
  } catch (error) {
    await page.screenshot({ path: "out/e2e/restricted mode.png" });
    throw error;
  } finally {
    await workbench.stop();
  }
});
