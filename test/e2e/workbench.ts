// What the browser suite does with a workbench: starts one in a given extension host, and works it as a person does.
import type { Frame, Locator, Page } from "playwright-core";
import type { Settings, Theme } from "../host/settings.ts";
import type { HostKind } from "../host/stage.ts";
import { startWorkbenchServer } from "../host/workbench.ts";
import { sampleFile } from "../host/workspace.ts";

export interface StartOptions {
  readonly host: HostKind;
  /** Name to content; without it, a copy of the sample folder. The first one is opened. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly settings?: Settings;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** True starts in restricted mode. */
  readonly workspaceTrust?: boolean;
}

export interface Workbench {
  readonly page: Page;
  /** Absolute path of a file in the workspace. */
  file(name: string): string;
  /** What the browser's console and the server said, for a failing test to show. */
  log(): string;
  stop(): Promise<void>;
}

export async function startWorkbench(options: StartOptions): Promise<Workbench> {
  const { theme, width, height, ...serverOptions } = options;
  const running = await startWorkbenchServer(serverOptions);
  try {
    const page = await running.open({
      file: Object.keys(options.files ?? {})[0] ?? sampleFile,
      ...(theme === undefined ? {} : { theme }),
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    });
    return {
      page,
      file: running.file,
      log: () => `${running.console()}\n${running.server.log()}`,
      stop: running.stop,
    };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/** Loads the window again as a person would who has it open: nothing is asked to be opened but what was open. */
export async function reload(page: Page): Promise<void> {
  const url = new URL(page.url());
  const payload: readonly (readonly [string, string])[] = JSON.parse(url.searchParams.get("payload") ?? "[]");
  url.searchParams.set("payload", JSON.stringify(payload.filter(([name]) => name !== "openFile")));
  await page.goto(url.href);
  await page.locator(".monaco-workbench .statusbar-item").first().waitFor({ timeout: 60_000 });
}

/** Runs a command by its title, from the command palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await beginCommand(page, title);
  await closed(page);
}

/** As runCommand, for commands that ask something next: the box does not close in between. */
export async function beginCommand(page: Page, title: string): Promise<void> {
  await choose(page, "F1", `>${title}`, title);
}

/** Brings a file of the workspace to the front, by its name: its tab where it has one. */
export async function openFile(page: Page, name: string): Promise<void> {
  const tab = page.locator(`.tab[data-resource-name="${name}"]`);
  if (await tab.isVisible()) await tab.click();
  else {
    await choose(page, "Control+P", name, name);
    await closed(page);
  }
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

async function choose(page: Page, key: string, typed: string, wanted: string): Promise<void> {
  const box = page.locator(".quick-input-widget");
  const input = box.locator(".quick-input-box input");
  const row = box.locator(".monaco-list-row", { hasText: wanted }).first();
  const combination = process.platform === "darwin" ? key.replace("Control", "Meta") : key;
  // The list is made when the box opens. What an extension or the file search adds later shows when it opens again.
  for (let attempt = 0; attempt < 10 && !(await row.isVisible()); attempt += 1) {
    await page.keyboard.press("Escape");
    await page.keyboard.press(combination);
    // A box that is closing can be seen, and takes nothing.
    const taken = await input.fill(typed, { timeout: 3000 }).then(
      () => true,
      () => false,
    );
    if (taken) await appears(row);
  }
  await row.click({ timeout: 5000 });
}

async function closed(page: Page): Promise<void> {
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

async function appears(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
}

export interface Problem {
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** What the Problems view lists, hints apart: VS Code shows none there. Opens the view. */
export async function problems(page: Page): Promise<readonly Problem[]> {
  const panel = page.locator(".markers-panel");
  if (!(await panel.isVisible())) {
    await runCommand(page, "Problems: Focus on Problems View");
    await panel.waitFor();
  }
  const rows = panel.locator(".monaco-list-row", { has: page.locator(".marker-line") });
  const found: Problem[] = [];
  for (const row of await rows.all()) {
    const place = /(\d+)\D+(\d+)/.exec((await row.locator(".marker-line").textContent()) ?? "");
    const icon = (await row.locator(".marker-icon").first().innerHTML()) ?? "";
    found.push({
      severity: icon.includes("error") ? "error" : icon.includes("warning") ? "warning" : "info",
      message: ((await row.locator(".marker-message").first().textContent()) ?? "").trim(),
      line: Number(place?.[1]),
      column: Number(place?.[2]),
    });
  }
  return found;
}

/** Hovers the first place where the editor shows `text`, and returns the hover's text. */
export async function hoverAt(page: Page, text: string): Promise<string> {
  const { x, y } = await placeOf(page, text);
  const hover = hoverOf(page);
  // What another place still shows goes first.
  await page.mouse.move(5, 5);
  await page.keyboard.press("Escape");
  await hover.waitFor({ state: "hidden" });
  // Moving away and back asks again, for a language feature that was not ready the first time.
  for (let attempt = 0; attempt < 5 && !(await hover.isVisible()); attempt += 1) {
    await page.mouse.move(x, y + 300);
    await page.mouse.move(x, y, { steps: 3 });
    await hover.waitFor({ timeout: 3000 }).catch(() => undefined);
  }
  await page.locator(".monaco-hover .hover-row", { hasText: /Loading/ }).waitFor({ state: "detached" });
  return (await hover.innerText()).trim();
}

export function hoverOf(page: Page): Locator {
  return page.locator(".monaco-editor .monaco-resizable-hover, .monaco-resizable-hover").locator("visible=true").first();
}

/** Puts the cursor into the first place where the editor shows `text`. */
export async function clickAt(page: Page, text: string): Promise<void> {
  const { x, y } = await placeOf(page, text);
  await page.mouse.click(x, y);
}

/** The middle of `text` in the editor, in the page's pixels. */
async function placeOf(page: Page, text: string): Promise<{ readonly x: number; readonly y: number }> {
  const line = page.locator(".monaco-editor .view-line", { hasText: spaced(text) }).first();
  await line.waitFor();
  const place = await line.evaluate((element, wanted) => {
    // The editor cuts a line into spans by colour, and writes spaces as no-break spaces.
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const middle = (element.textContent ?? "").replaceAll("\u00a0", " ").indexOf(wanted) + Math.floor(wanted.length / 2);
    let before = 0;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (middle < before + length) {
        const range = document.createRange();
        range.setStart(node, middle - before);
        range.setEnd(node, middle - before + 1);
        const box = range.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
      before += length;
    }
    return undefined;
  }, text);
  if (place === undefined) {
    throw new Error(`the editor does not show ${JSON.stringify(text)}`);
  }
  return place;
}

function spaced(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "[ \u00a0]"));
}

/** The language the status bar names for the active editor. */
export async function languageMode(page: Page): Promise<string> {
  const item = page.locator("#status\\.editor\\.mode");
  await item.waitFor();
  return ((await item.textContent()) ?? "").trim();
}

/** The texts of all notifications. Opens their list: under the smoke test driver VS Code shows no toasts. */
export async function notifications(page: Page): Promise<readonly string[]> {
  const list = page.locator(".notifications-center.visible");
  if (!(await list.isVisible())) {
    await runCommand(page, "Notifications: Show Notifications");
    await list.waitFor();
  }
  return list.locator(".notification-list-item-message").allInnerTexts();
}

/** The text of the active editor, as far as it is scrolled into view. */
export async function visibleText(page: Page): Promise<string> {
  const lines = await page.locator(".editor-group-container.active .view-line").evaluateAll((elements) =>
    elements
      .map((element) => ({ top: Number.parseFloat((element as HTMLElement).style.top), text: element.textContent ?? "" }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text.replaceAll("\u00a0", " ")),
  );
  return lines.join("\n");
}

/** Opens the menu of quick fixes at the cursor, until it has one: a workbench that has only just opened may close it again. */
export async function openQuickFixes(page: Page, fix: string): Promise<void> {
  const row = page.getByText(fix).first();
  for (let attempt = 0; attempt < 6 && !(await row.isVisible()); attempt += 1) {
    await page.keyboard.press("ControlOrMeta+.");
    await row.waitFor({ timeout: 3000 }).catch(() => undefined);
  }
}

/** The frame of a page of ours, by something that is on it. */
export async function frameWith(page: Page, selector: string): Promise<Frame> {
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

/** As the list of themes names them. */
const themeLabels: Readonly<Record<Theme, string>> = {
  dark: "Dark Modern",
  light: "Light Modern",
  "high-contrast-dark": "Dark High Contrast",
  "high-contrast-light": "Light High Contrast",
};

/** Chooses a colour theme from the list, as a person would. */
export async function chooseTheme(page: Page, theme: Theme): Promise<void> {
  const box = page.locator(".quick-input-widget");
  const input = box.locator(".quick-input-box input");
  const rows = box.locator(".monaco-list-row");
  await page.keyboard.press("F1");
  await input.fill(">Preferences: Color Theme");
  await rows.filter({ hasText: "Preferences: Color Theme" }).first().click();
  await rows.filter({ hasText: "Dark Modern" }).first().waitFor();
  await input.fill(themeLabels[theme]);
  await rows.filter({ hasText: themeLabels[theme] }).first().click();
  await box.waitFor({ state: "hidden" });
}
