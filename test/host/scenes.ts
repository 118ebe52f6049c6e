// What pictures show: each scene brings a workbench to its state. Nothing here takes a picture.
import { existsSync } from "node:fs";
import type { Page } from "playwright-core";
import { openCalculator } from "../e2e/calculator-page.ts";
import { beginCommand, clickAt, frameWith, hoverAt, hoverOf, openFile, pickRow, runCommand, until } from "../e2e/workbench.ts";
import { asShown } from "./as-shown.ts";
import { extensionId } from "./stage.ts";
import { sampleFile } from "./workspace.ts";

/** Milliseconds of the running table that a picture of it shows. */
const LIVE = 8000;

export interface Scene {
  /** What is open at first; the sample, where nothing is said. */
  readonly file?: string;
  /** Goes when a theme changes, and is made again for each. */
  readonly passing?: true;
  /** A page that is longer than a window: its pictures are as high as this, wide and narrow, in pixels. */
  readonly high?: readonly [wide: number, narrow: number];
  bring(page: Page): Promise<void>;
}

/** The command is there where something can be hidden. */
export async function maximize(page: Page): Promise<void> {
  const besides = [page.locator(".part.sidebar"), page.locator(".editor-group-container").nth(1)];
  const seen = await Promise.all(besides.map((one) => one.isVisible()));
  if (seen.includes(true)) await runCommand(page, "View: Maximize Editor Group and Hide Side Bars");
}

const isNarrow = (page: Page): boolean => (page.viewportSize()?.width ?? 0) < 1000;
const away = (page: Page): Promise<void> => page.mouse.move(5, 5);

const always = {
  workbench: {
    async bring(page) {
      await runCommand(page, "Problems: Focus on Problems View");
      await page.locator(".markers-panel .monaco-count-badge").first().waitFor();
      await page.keyboard.press("Control+1");
      await page.keyboard.press("ControlOrMeta+Home");
      await away(page);
    },
  },
  hover: {
    passing: true,
    async bring(page) {
      await hoverAt(page, "nf_conntrack_max");
    },
  },
  finding: {
    passing: true,
    async bring(page) {
      await hoverAt(page, "nf_contrack");
    },
  },
  "quick-fix": {
    passing: true,
    async bring(page) {
      await clickAt(page, "2097152");
      // A workbench that has only just opened may close the menu again.
      await until(page.getByText(asShown("Set 2,097,152 buckets")).first(), () => page.keyboard.press("ControlOrMeta+."));
    },
  },
  completion: {
    passing: true,
    async bring(page) {
      // Nothing is typed: a browser keeps what is not saved, and the next scene would show it.
      await clickAt(page, "nf_conntrack_helper");
      await page.keyboard.press("Control+Space");
      await page.locator(".suggest-widget .monaco-list-row").first().waitFor();
      await page.keyboard.press("Control+Space");
    },
  },
  "quick-pick": {
    passing: true,
    async bring(page) {
      await beginCommand(page, "Conntrack: Diagnose Log...");
      await page
        .locator(".quick-input-widget .monaco-list-row", { hasText: asShown("Clipboard") })
        .first()
        .waitFor();
    },
  },
  palette: {
    passing: true,
    async bring(page) {
      const box = page.locator(".quick-input-widget");
      await until(box.locator(".monaco-list-row", { hasText: asShown("Conntrack: Diagnose Log...") }).first(), async () => {
        await page.keyboard.press("F1");
        await box.locator(".quick-input-box input").fill(">Conntrack:");
      });
    },
  },
  settings: {
    high: [2600, 3600],
    async bring(page) {
      await runCommand(page, "Preferences: Open Settings (UI)");
      await maximize(page);
      await page.locator(".settings-editor .suggest-input-container .view-line").click();
      await page.keyboard.type(`@ext:${extensionId()}`);
      await page.locator(".settings-editor .setting-item-contents").first().waitFor();
      await page.waitForTimeout(1500);
      await away(page);
    },
  },
  "rule-page": {
    async bring(page) {
      await hoverAt(page, "2097152");
      await hoverOf(page).getByText("bucket-ratio").click();
      await page.locator(".tab", { hasText: "bucket-ratio" }).waitFor();
      await page.waitForTimeout(3000);
    },
  },
  effective: {
    file: "edge/etc/sysctl.d/90-nat.conf",
    async bring(page) {
      await runCommand(page, "Conntrack: Show Effective Configuration");
      await page.locator(".tab", { hasText: asShown("Effective") }).waitFor();
      await away(page);
    },
  },
  calculator: {
    high: [1500, 2400],
    async bring(page) {
      await openCalculator(page);
      await maximize(page);
      await away(page);
      await page.waitForTimeout(1500);
    },
  },
  drawings: {
    high: [3600, 5200],
    async bring(page) {
      const frame = await openCalculator(page);
      await maximize(page);
      await frame.locator("#preset").selectOption("nat-gateway");
      await frame.getByRole("button", { name: asShown("Use this preset") }).click();
      // All at once: what opens moves what comes after it.
      await frame.locator("details:not([open]) > summary").evaluateAll((all) => {
        for (const summary of all) (summary as HTMLElement).click();
      });
      // Where the whole page is not in sight, the drawings are.
      if ((page.viewportSize()?.height ?? 0) < 1000) await frame.locator("canvas").nth(2).scrollIntoViewIfNeeded();
      await page.waitForTimeout(1500);
    },
  },
  diagnosis: {
    high: [1500, 2400],
    async bring(page) {
      await diagnose(page, "conntrack.txt");
    },
  },
  "diagnosis-log": {
    high: [1200, 1600],
    async bring(page) {
      await diagnose(page, "gw.log");
    },
  },
  "walkthrough-log": walkthrough("Find out what was dropped"),
  "walkthrough-table": walkthrough("Find what fills the table"),
  "walkthrough-plan": walkthrough("Get values that fit"),
  "walkthrough-write": walkthrough("Write the file"),
  "firewall-web": { file: "web.nft", bring: firewall },
  "firewall-haproxy": { file: "haproxy.nft", bring: firewall },
  "firewall-docker": { file: "docker.rules", bring: firewall },
  "firewall-gateway": { file: "gateway.nft", bring: firewall },
  "firewall-page": {
    file: "gateway.nft",
    high: [1500, 2400],
    async bring(page) {
      await firewall(page);
      if (!isNarrow(page)) await maximize(page);
      await page.waitForTimeout(1000);
    },
  },
} satisfies Readonly<Record<string, Scene>>;

/** Scenes that show a running table; there is none everywhere. */
const withTable = {
  live: {
    high: [1100, 1500],
    async bring(page) {
      await runCommand(page, "Conntrack: Live Table");
      await maximize(page);
      const frame = await frameWith(page, "#headline");
      await frame.getByText(asShown("Read the table")).first().click();
      await page.waitForTimeout(LIVE);
    },
  },
  running: {
    file: "host.sysctl",
    async bring(page) {
      await beginCommand(page, "Conntrack: Change Target Kernel...");
      await pickRow(page, "This host");
      await pickRow(page, "This folder");
      // The one figure that no window breaks over two lines.
      await page.getByText(asShown("now 2 min")).first().waitFor();
      await away(page);
    },
  },
  apply: {
    file: "90-nat.sysctl",
    passing: true,
    async bring(page) {
      await beginCommand(page, "Conntrack: Apply to This Host...");
      await page.locator(".monaco-dialog-box").getByText("kernel.panic").first().waitFor();
      await away(page);
    },
  },
  "walkthrough-apply": walkthrough("Apply the file"),
} satisfies Readonly<Record<string, Scene>>;

export type SceneName = keyof typeof always | keyof typeof withTable;

const running = existsSync("/proc/sys/net/netfilter/nf_conntrack_count");
const scenes: Readonly<Record<string, Scene>> = { ...always, ...(running ? withTable : {}) };

export const sceneNames: readonly SceneName[] = Object.keys(scenes) as SceneName[];

/** Brings a page with the scene's file open to what the scene shows. */
export function sceneOf(name: SceneName): Scene {
  const scene = scenes[name];
  if (!scene) throw new Error(`the scene ${name} needs a running table`);
  return scene;
}

async function diagnose(page: Page, file: string): Promise<void> {
  await openFile(page, file);
  await beginCommand(page, "Conntrack: Diagnose Log...");
  await pickRow(page, "The active document");
  await page.locator(".tab", { hasText: asShown("Diagnosis") }).waitFor();
  await maximize(page);
  await page.waitForTimeout(1500);
}

/** The walkthrough with one of its steps open. */
function walkthrough(step: string): Scene {
  return {
    // Escape, which a theme is chosen after, leads away from it.
    passing: true,
    async bring(page) {
      await maximize(page);
      await runCommand(page, "Conntrack: Walkthrough: nf_conntrack Table Full, from Log to sysctl.conf");
      await page.locator(".getting-started-step").first().waitFor();
      const wanted = page.locator(".getting-started-step", { hasText: asShown(step) });
      await until(page.locator(".getting-started-step.expanded", { hasText: asShown(step) }), () => wanted.click({ timeout: 2000 }));
      await page.waitForTimeout(1500);
      await away(page);
    },
  };
}

/** Rules and their page, side by side. */
async function firewall(page: Page): Promise<void> {
  await beginCommand(page, "Conntrack: Do I Need Tracking?");
  await pickRow(page, "The active document");
  await page.locator(".tab", { hasText: asShown("Tracking") }).waitFor();
  await frameWith(page, "header .severity");
  // Side by side they want room.
  if (isNarrow(page)) await maximize(page);
  await away(page);
  await page.waitForTimeout(1000);
}

export const fileOf = (name: SceneName): string => sceneOf(name).file ?? sampleFile;
