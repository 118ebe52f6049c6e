// From firewall rules to their page in the workbench: what a person sees and presses.
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { asShown } from "../host/as-shown.ts";
import { violations } from "./accessibility.ts";
import { textOf, textsOf } from "./texts.ts";
import { beginCommand, chooseTheme, frameWith, pickRow, reload, startWorkbench, type Workbench } from "./workbench.ts";

const GATEWAY = [
  "table inet filter {",
  "\tchain input {",
  "\t\ttype filter hook input priority 0; policy drop;",
  "\t\tct state established,related accept",
  '\t\tiifname "lan0" tcp dport 22 accept',
  "\t}",
  "}",
  "table ip nat {",
  "\tchain postrouting {",
  "\t\ttype nat hook postrouting priority srcnat; policy accept;",
  '\t\toifname "wan0" masquerade',
  "\t}",
  "\tchain prerouting {",
  "\t\ttype nat hook prerouting priority dstnat; policy accept;",
  '\t\tiifname "wan0" tcp dport 8080 dnat to 10.9.0.2:80',
  "\t}",
  "}",
  "",
].join("\n");

const VERDICT = "All forwarded and translated traffic (NAT) needs tracking, on every port; this host's own service on tcp 22 does not";

const THEMES = ["light", "high-contrast-light", "high-contrast-dark", "dark"] as const;

describe.each(["node", "web"] as const)("firewall, %s host", (host) => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench({ host, files: { "nftables.conf": GATEWAY } });
  });

  afterAll(async () => {
    await workbench?.stop();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.page.screenshot({ path: `out/e2e/firewall ${host} ${task.name}.png` });
  });

  test("of the active document has its answer first, and stands beside the rules", async () => {
    const { page } = workbench;
    await beginCommand(page, "Conntrack: Do I Need Tracking?");
    await pickRow(page, "The active document");
    const frame = await frameWith(page, "header .severity");
    await expect.poll(() => textOf(frame.locator("h1"))).toBe(VERDICT);
    await expect.poll(() => page.locator(".squiggly-info").count()).toBeGreaterThan(0);
    // Its own and no other: a rule can bring none.
    expect(
      await frame.locator("body script").evaluateAll((scripts) => scripts.map((one) => one.getAttribute("src")?.replace(/.*\//, ""))),
    ).toEqual(["diagnosis.js"]);
    // The page is the same in both hosts.
    for (const theme of host === "node" ? THEMES : []) {
      await chooseTheme(page, theme);
      await expect.poll(() => violations(frame)).toEqual([]);
    }
  });

  test("is there again after a reload, and leads to a line", async () => {
    const { page } = workbench;
    await reload(page, "Tracking: nftables.conf", '"whole"');
    const frame = await frameWith(page, "header .severity");
    await expect.poll(() => textOf(frame.locator("h1"))).toBe(VERDICT);
    await frame
      .locator("table a", { hasText: asShown("line 15") })
      .first()
      .click();
    await expect.poll(() => page.locator(".statusbar-item", { hasText: /Ln 15/ }).count()).toBe(1);
  });

  test("writes the rules into the document by keyboard, and one undo takes them back", async () => {
    const { page } = workbench;
    const frame = await frameWith(page, "header .severity");
    const insert = frame.locator("a.button", { hasText: asShown("Insert into nftables.conf") });
    await insert.focus();
    await insert.press("Enter");
    await expect.poll(() => textsOf(page.locator(".view-lines"))).toContainEqual(expect.stringMatching(/conntrack.planner/));
    // Saved by itself: what is undone while it is being written counts as saved, and stays on the disk.
    await expect.poll(() => readFileSync(workbench.file("nftables.conf"), "utf8")).toMatch(/conntrack.planner/);
    await page.locator(".monaco-editor .view-line", { hasText: "masquerade" }).first().click();
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => textsOf(page.locator(".view-lines"))).not.toContainEqual(expect.stringMatching(/conntrack.planner/));
    await expect.poll(() => readFileSync(workbench.file("nftables.conf"), "utf8")).toBe(GATEWAY);
  });
});
