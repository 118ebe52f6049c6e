// What the browser suite does with a workbench: starts one in a given extension host, and works it as a person does.
import { errors, type Frame, type Locator, type Page } from "playwright-core";
import { expect } from "vitest";
import { asShown, english, escaped, whollyShown } from "../host/as-shown.ts";
import { type Settings, stillSettings, type Theme } from "../host/settings.ts";
import type { HostKind } from "../host/stage.ts";
import { startWorkbenchServer } from "../host/workbench.ts";
import { sampleFile } from "../host/workspace.ts";
import { textsOf } from "./texts.ts";

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
  const { theme, width, height, settings, ...serverOptions } = options;
  const running = await startWorkbenchServer({ ...serverOptions, settings: { ...stillSettings, ...settings } });
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

/** Runs a command by its title, from the command palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await beginCommand(page, title);
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/** As runCommand, for commands that ask something next: the box does not close in between. */
export async function beginCommand(page: Page, title: string): Promise<void> {
  await choose(page, "F1", `>${title}`, title);
}

/** Brings a file of the workspace to the front, by its name: its tab where it has one. */
export async function openFile(page: Page, name: string): Promise<void> {
  const tab = page.locator(`.tab[data-resource-name="${name}"]`);
  const active = page.locator(`.tab.active[data-resource-name="${name}"]`);
  if (await tab.isVisible()) await until(active, () => tab.click({ timeout: MOMENT }));
  else await choose(page, "Control+P", name, name);
  await active.waitFor();
}

/** For one try of something that is tried again until its effect is there. Milliseconds. */
const MOMENT = 5000;
/** For all of them. */
const PATIENCE = 90_000;

/**
 * Does something until its effect can be seen: the workbench redraws a menu or a list, or closes it again, while somebody
 * works it. That the effect never comes is a failure.
 */
export async function until(effect: Locator | (() => Promise<boolean>), act: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  const isThere = typeof effect === "function" ? effect : () => effect.isVisible();
  for (let there = false; !there; ) {
    if (Date.now() > deadline) throw new Error("it was done again and again, and had no effect");
    await act().catch((error: unknown) => {
      // What was not there in time may be there next time.
      if (!(error instanceof errors.TimeoutError)) throw error;
    });
    there = (await awaited(async () => (await isThere()) || undefined, MOMENT)) ?? false;
  }
}

/** Opens the box, types, and takes a row. The list is made when the box opens; what is added later shows when it opens again. */
async function choose(page: Page, key: string, typed: string, wanted: string): Promise<void> {
  const box = page.locator(".quick-input-widget");
  const input = box.locator(".quick-input-box input");
  const row = box.locator(".monaco-list-row", { hasText: asShown(wanted) }).first();
  const combination = process.platform === "darwin" ? key.replace("Control", "Meta") : key;
  let taken = false;
  const isTaken = async (): Promise<boolean> => taken;
  // From the beginning each time: the workbench may take the box away while its list is still in the document.
  await until(isTaken, async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press(combination);
    // A box that is closing can be seen, and takes nothing.
    await input.fill(typed, { timeout: MOMENT });
    await row.waitFor({ timeout: MOMENT });
    // What hovers over a row may lie on the next one.
    await page.mouse.move(5, 5);
    await row.click({ timeout: MOMENT });
    taken = true;
  });
}

/** Takes a row of the list that the box shows, by its label, and waits until the list has gone. */
export async function pickRow(page: Page, label: string): Promise<void> {
  const box = page.locator(".quick-input-widget");
  // Of the row's own name: what stands behind it may be said in the next list as well.
  const name = page.locator(".label-name", { hasText: whollyShown(label) });
  const row = box.locator(".monaco-list-row", { has: name });
  await row.waitFor();
  // With the keyboard: what hovers over a row may lie on the next one.
  await box.locator(".quick-input-box input").fill(await row.locator(name).first().innerText());
  await box.locator(".monaco-list-row.focused", { has: name }).waitFor();
  await page.keyboard.press("Enter");
  await row.waitFor({ state: "hidden" });
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
      message: english((await row.locator(".marker-message").first().textContent()) ?? "").trim(),
      line: Number(place?.[1]),
      column: Number(place?.[2]),
    });
  }
  return found;
}

/** Hovers the first place where the editor shows `text`, and returns the hover's text. */
export async function hoverAt(page: Page, text: string): Promise<string> {
  const hover = hoverOf(page);
  let mouse = { x: 0, y: 0 };
  const isHovered = async (): Promise<boolean> => {
    // A lens that came meanwhile has moved the line away from the mouse.
    const { x, y } = await placeOf(page, text);
    return x === mouse.x && y === mouse.y && (await hover.isVisible());
  };
  // Moving away and back asks again, for a language feature that was not ready the first time.
  await until(isHovered, async () => {
    // What another place still shows goes first.
    await page.mouse.move(5, 5);
    await page.keyboard.press("Escape");
    await hover.waitFor({ state: "hidden", timeout: MOMENT });
    mouse = await placeOf(page, text);
    await page.mouse.move(mouse.x, mouse.y + 300);
    await page.mouse.move(mouse.x, mouse.y, { steps: 3 });
  });
  await page.locator(".monaco-hover .hover-row", { hasText: /Loading/ }).waitFor({ state: "detached" });
  return english(await hover.innerText()).trim();
}

export function hoverOf(page: Page): Locator {
  return page.locator(".monaco-editor .monaco-resizable-hover, .monaco-resizable-hover").locator("visible=true").first();
}

/** Puts the cursor into the first place where the editor shows `text`. Lenses that come meanwhile move its line. */
export async function clickAt(page: Page, text: string): Promise<void> {
  const line = lineWith(page, text);
  const isCursorThere = (): Promise<boolean> =>
    line.evaluate((element) => {
      const cursor = element.closest(".monaco-editor")?.querySelector(".cursors-layer > .cursor")?.getBoundingClientRect();
      const { top, bottom } = element.getBoundingClientRect();
      return cursor !== undefined && cursor.height > 0 && cursor.top < bottom && top < cursor.bottom;
    });
  await until(isCursorThere, async () => {
    const { x, y } = await placeOf(page, text);
    await page.mouse.click(x, y);
  });
}

function lineWith(page: Page, text: string): Locator {
  return page.locator(".monaco-editor .view-line", { hasText: spaced(text) }).first();
}

/** The middle of `text` in the editor, in the page's pixels. */
async function placeOf(page: Page, text: string): Promise<{ readonly x: number; readonly y: number }> {
  const line = lineWith(page, text);
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
  return new RegExp(escaped(text).replace(/ /g, "[ \u00a0]"));
}

/** The texts of all notifications. Opens their list: under the smoke test driver VS Code shows no toasts. */
export async function notifications(page: Page): Promise<readonly string[]> {
  const list = page.locator(".notifications-center.visible");
  if (!(await list.isVisible())) {
    await runCommand(page, "Notifications: Show Notifications");
    await list.waitFor();
  }
  return textsOf(list.locator(".notification-list-item-message"));
}

/** The text of the active editor, as far as it is scrolled into view. */
export async function visibleText(page: Page): Promise<string> {
  const lines = await page.locator(".editor-group-container.active .view-line").evaluateAll((elements) =>
    elements
      .map((element) => ({ top: Number.parseFloat((element as HTMLElement).style.top), text: element.textContent ?? "" }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text.replaceAll("\u00a0", " ")),
  );
  return english(lines.join("\n"));
}

/** Takes a quick fix at the cursor with the keyboard, until the editor's text has what it brings. */
export async function takeQuickFix(page: Page, fix: string, brings: string): Promise<void> {
  const row = page.locator(".action-widget .monaco-list-row", { hasText: asShown(fix) }).first();
  const chosen = page.locator(".action-widget .monaco-list-row.focused", { hasText: asShown(fix) });
  await until(
    async () => (await visibleText(page)).includes(brings),
    async () => {
      if (!(await row.isVisible())) await page.keyboard.press("ControlOrMeta+.");
      await row.waitFor({ timeout: MOMENT });
      // A mouse that rests where the row appears has to come from elsewhere to be noticed.
      if (!(await chosen.isVisible())) await page.mouse.move(5, 5).then(() => row.hover({ timeout: MOMENT }));
      await chosen.waitFor({ timeout: MOMENT });
      await page.keyboard.press("Enter");
    },
  );
}

/** The frame of a page of ours, by something that is on it. */
export async function frameWith(page: Page, selector: string): Promise<Frame> {
  const found = await awaited(async () => {
    for (const frame of page.frames()) if (await shows(frame, selector)) return frame;
    return undefined;
  }, PATIENCE);
  if (!found) throw new Error(`no page shows ${selector}`);
  return found;
}

/** Looks until there is something, or undefined after so many milliseconds. Without the test runner: pictures have none. */
async function awaited<T>(look: () => Promise<T | undefined>, patience: number): Promise<T | undefined> {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return undefined;
}

/** Whether a frame shows something; one that is going shows nothing. */
function shows(frame: Frame, selector: string): Promise<boolean> {
  return frame
    .locator(selector)
    .first()
    .isVisible()
    .catch(() => false);
}

/**
 * Goes to another window and waits until what is open, with all that these texts say of it, is written down: a workbench
 * does that when the person leaves its window. Then loads it again, as a person would who has it open.
 */
export async function reload(page: Page, ...kept: readonly string[]): Promise<void> {
  await expect
    .poll(async () => {
      await page.evaluate(() => {
        Object.defineProperty(document, "hasFocus", { configurable: true, value: () => false });
        document.dispatchEvent(new Event("visibilitychange"));
        Reflect.deleteProperty(document, "hasFocus");
        document.dispatchEvent(new Event("visibilitychange"));
      });
      const written = english(await page.evaluate(storedEditors));
      return kept.filter((text) => !written.includes(text));
    })
    .toEqual([]);
  const url = new URL(page.url());
  const payload: readonly (readonly [string, string])[] = JSON.parse(url.searchParams.get("payload") ?? "[]");
  // Nothing is asked to be opened but what was open.
  url.searchParams.set("payload", JSON.stringify(payload.filter(([name]) => name !== "openFile")));
  await page.goto(url.href);
  await page.locator(".monaco-workbench .statusbar-item").first().waitFor();
}

/** What the workbench keeps of its open editors, as it is written in the browser's databases. Runs in the page. */
async function storedEditors(): Promise<string> {
  const asked = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  let texts = "";
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith("vscode-web-state-db-")) continue;
    const database = await asked(indexedDB.open(name));
    try {
      if (!database.objectStoreNames.contains("ItemTable")) continue;
      const value = await asked(database.transaction("ItemTable").objectStore("ItemTable").get("memento/workbench.parts.editor"));
      texts += typeof value === "string" ? value : "";
    } finally {
      database.close();
    }
  }
  return texts.replaceAll("\\", "");
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
  await beginCommand(page, "Preferences: Color Theme");
  await box.locator(".monaco-list-row", { hasText: "Dark Modern" }).first().waitFor();
  await box.locator(".quick-input-box input").fill(themeLabels[theme]);
  await box.locator(".monaco-list-row", { hasText: themeLabels[theme] }).first().click();
  await box.waitFor({ state: "hidden" });
}
