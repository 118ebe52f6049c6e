// From a log line, a file or a dump to written values, as a newcomer goes: every action is counted, and what is written is looked at.
import { existsSync } from "node:fs";
import type { Frame, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { asShown } from "../host/as-shown.ts";
import { textOf } from "./texts.ts";
import { beginCommand, frameWith, openFile, pickRow, runCommand, startWorkbench, until, visibleText, type Workbench } from "./workbench.ts";

const LINE = "[1000.100000] nf_conntrack: nf_conntrack: table full, dropping packet\n";

/** Half of it in TIME_WAIT, spread over its two minutes: 25,000 / 120 s = 208 connections a second. */
function dump(): string {
  const line = (index: number): string => {
    const tuple = `src=10.${index >> 16}.${(index >> 8) & 255}.${index & 255} dst=192.0.2.7 sport=${1024 + (index % 60_000)} dport=443`;
    const reply = `src=192.0.2.7 dst=10.${index >> 16}.${(index >> 8) & 255}.${index & 255} sport=443 dport=${1024 + (index % 60_000)}`;
    const head = index % 2 === 0 ? `${Math.floor(((index / 2) * 120) / 25_000)} TIME_WAIT` : `${431_000 + (index % 900)} ESTABLISHED`;
    return `ipv4     2 tcp      6 ${head} ${tuple} ${reply} [ASSURED] mark=0 zone=0 use=2\n`;
  };
  return Array.from({ length: 50_000 }, (_, index) => line(index)).join("");
}

const files = {
  "sysctl.conf": "net.netfilter.nf_conntrack_max = 1000000\nnet.netfilter.nf_conntrack_buckets = 16384\n",
  "this-host.log": LINE,
  "other-host.log": `${LINE}[1005.200000] net_ratelimit: 2019 callbacks suppressed\n`,
  "table.txt": dump(),
  "sysctl.d/90-nat.conf": "net.ipv4.ip_forward = 1\n",
};

const MOST_ACTIONS = 12;
const running = existsSync("/proc/sys/net/netfilter/nf_conntrack_max");

const row = (page: Page, label: string): Locator => page.locator(".quick-input-widget .monaco-list-row", { hasText: asShown(label) });

/** Of the walkthrough: a step, a button of it, and what the button brings. */
const STEPS: readonly (readonly [step: string, button: string, effect: (page: Page) => Locator])[] = [
  ["Find out what was dropped", "Open the Sample Log", (page) => page.locator(".view-line", { hasText: "dropping" }).first()],
  ["Find out what was dropped", "Diagnose a Log", (page) => row(page, "The clipboard")],
  ["Find what fills the table", "Analyze a Table Dump", (page) => row(page, "The clipboard")],
  ["Get values that fit", "Open the Sample sysctl.conf", (page) => page.locator(".view-line", { hasText: /A.gateway:.the.limit/ }).first()],
  ["Get values that fit", "Open the Calculator", (page) => page.locator(".tab.active", { hasText: asShown("Capacity") }).first()],
  ["Write the file", "Create a File", (page) => page.locator('.tab.active[data-resource-name^="Untitled"]').first()],
  ["Apply the file", "Diagnose This Host", (page) => page.locator(".tab.active", { hasText: asShown("Diagnosis") }).first()],
];

/** Counts what a person does; a command is two actions, the palette and its row. */
class Walk {
  readonly began = performance.now();
  actions = 0;
  readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  async command(title: string): Promise<void> {
    this.actions += 2;
    await beginCommand(this.workbench.page, title);
  }

  async pick(row: string): Promise<void> {
    this.actions++;
    await pickRow(this.workbench.page, row);
  }

  async press(frame: Frame, name: string): Promise<void> {
    this.actions++;
    const role = (kind: "link" | "button") => frame.getByRole(kind, { name: asShown(name) });
    await role("link").or(role("button")).first().click();
  }

  async fill(frame: Frame, label: string, text: string): Promise<void> {
    this.actions++;
    await frame.getByLabel(asShown(label)).fill(text);
  }

  /** The values of the keys in the active editor, once there are some. */
  async written(name: string): Promise<ReadonlyMap<string, number>> {
    const read = async (): Promise<ReadonlyMap<string, number>> => {
      const lines = (await visibleText(this.workbench.page)).matchAll(/^net\.netfilter\.nf_conntrack_(max|buckets) = (\d+)/gm);
      return new Map([...lines].map(([, key = "", value]) => [key, Number(value)]));
    };
    await expect.poll(async () => (await read()).size).toBeGreaterThan(0);
    const values = await read();
    const seconds = ((performance.now() - this.began) / 1000).toFixed(1);
    console.log(`${name}: ${this.actions} actions, ${seconds} s by script, wrote ${JSON.stringify(Object.fromEntries(values))}`);
    expect(this.actions).toBeLessThan(MOST_ACTIONS);
    return values;
  }
}

describe("the way to written values", () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench({ host: "node", files, settings: { "files.autoSave": "off", "conntrack.inlayHints.enabled": false } });
  });

  afterAll(async () => {
    await workbench?.stop();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.page.screenshot({ path: `out/e2e/walk ${task.name}.png` });
    await workbench.page.keyboard.press("Escape");
  });

  test("from a sysctl.conf and no workload: the limit stays, and the buckets match it", async () => {
    await openFile(workbench.page, "sysctl.conf");
    const walk = new Walk(workbench);
    await walk.command("Conntrack: Open Capacity Calculator");
    const frame = await frameWith(workbench.page, "#headline");
    await walk.press(frame, "Write 1 change");
    await openFile(workbench.page, "sysctl.conf");
    await expect.poll(() => visibleText(workbench.page)).toContain("nf_conntrack_buckets = 1000448");
    const values = await walk.written("sysctl.conf, no workload");
    // A whole page of buckets: 1,000,000 rounded up to 512.
    expect(Object.fromEntries(values)).toEqual({ max: 1_000_000, buckets: 1_000_448 });
    await runCommand(workbench.page, "File: Revert File");
  });

  test("from the log of another machine: two numbers, and the plan is there", async () => {
    await openFile(workbench.page, "other-host.log");
    const walk = new Walk(workbench);
    await walk.command("Conntrack: Diagnose Log...");
    await walk.pick("The active document");
    const frame = await frameWith(workbench.page, "form.numbers");
    await walk.fill(frame, "Limit at that time", "262144");
    await walk.fill(frame, "Memory", "8 GiB");
    await walk.press(frame, "Show the plan");
    const planned = await frameWith(workbench.page, "table.plan");
    await walk.press(planned, "Write to a file...");
    await walk.pick("New file");
    const values = await walk.written("log of another machine");
    // Doubled at least, with a bucket for each entry.
    expect(values.get("max")).toBeGreaterThanOrEqual(524_288);
    expect(values.get("buckets")).toBe(values.get("max"));
  });

  test("from a table of 50,000 entries of another machine: the traffic is measured, no smaller table proposed, and another file written", async () => {
    await openFile(workbench.page, "table.txt");
    const walk = new Walk(workbench);
    await walk.command("Conntrack: Analyze Table Dump...");
    await walk.pick("The active document");
    const page = await frameWith(workbench.page, "svg.bar");
    await walk.press(page, "Open the calculator with this workload");
    const frame = await frameWith(workbench.page, "#headline");
    await expect.poll(() => textOf(frame.locator(".basis"))).toContain("traffic");
    await walk.press(frame, "Write to another file...");
    await walk.pick("90-nat.conf");
    await openFile(workbench.page, "90-nat.conf");
    // The limit of sysctl.conf holds many times what the dump needs, and stays; the buckets are rounded up to 512.
    const values = await walk.written("dump of another machine");
    expect(Object.fromEntries(values)).toEqual({ max: 1_000_000, buckets: 1_000_448 });
    expect(await visibleText(workbench.page)).toContain("net.ipv4.ip_forward = 1");
    await openFile(workbench.page, "sysctl.conf");
    await expect.poll(() => visibleText(workbench.page)).toContain("nf_conntrack_buckets = 16384");
  });

  test.skipIf(!running)("from a log line of this host: it says whose it seems to be, and plans with this host's limit", async () => {
    await openFile(workbench.page, "this-host.log");
    const walk = new Walk(workbench);
    await walk.command("Conntrack: Diagnose Log...");
    await walk.pick("The active document");
    let frame = await frameWith(workbench.page, "header.loss");
    // A host that has dropped nothing since boot is no host of this line, as far as anybody can tell.
    const foreign = frame.getByRole("link", { name: asShown("From this host") });
    if (await foreign.isVisible()) await walk.press(frame, "From this host");
    frame = await frameWith(workbench.page, "table.plan");
    const now = Number((await textOf(frame.locator("table.plan td.number").first())).replaceAll(",", ""));
    await walk.press(frame, "Write to a file...");
    await walk.pick("New file");
    const values = await walk.written("log line of this host");
    expect(values.get("max")).toBeGreaterThanOrEqual(2 * now);
  });

  test.for(STEPS)("the walkthrough's step %s: %s", async ([title, name, effect], { skip }) => {
    skip(title === "Apply the file" && !running, "no running table");
    const { page } = workbench;
    await runCommand(page, "View: Close All Editors");
    await runCommand(page, "Conntrack: Walkthrough: nf_conntrack Table Full");
    const step = page.locator(".getting-started-step", { hasText: asShown(title) });
    await until(page.locator(".getting-started-step.expanded", { hasText: asShown(title) }), () => step.click({ timeout: 5000 }));
    await page.locator(".getting-started-step.expanded .monaco-button", { hasText: asShown(name) }).click();
    await effect(page).waitFor();
    await page.keyboard.press("Escape");
  });
});
