// A workbench with the extension in it, open in a browser: what screenshots and the browser suite start from.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { projectRoot } from "./project.ts";
import { speakPseudo } from "./pseudo-page.ts";
import { type Server, startServer } from "./server.ts";
import { type Settings, type Theme, themes } from "./settings.ts";
import { type HostKind, stageExtension } from "./stage.ts";
import { makeTempFolder } from "./temp.ts";
import { workbenchUrl } from "./workbench-url.ts";
import { makeWorkspace } from "./workspace.ts";

export interface WorkbenchOptions {
  readonly host: HostKind;
  /** Name to content; without it, a copy of the sample folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly settings?: Settings;
  /** True starts the folder in restricted mode. */
  readonly workspaceTrust?: boolean;
  /** Where the built extension is; the project by default. */
  readonly extensionRoot?: string;
}

interface OpenOptions {
  /** The file to show, by its name in the workspace. */
  readonly file?: string;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly settings?: Settings;
}

export interface WorkbenchServer {
  readonly server: Server;
  readonly browser: Browser;
  /** Absolute path of the workspace folder. */
  readonly folder: string;
  /** Absolute path of a file in the workspace. */
  file(name: string): string;
  /** Opens a page of its own, with empty storage, and waits until the editor can be used. */
  open(options?: OpenOptions): Promise<Page>;
  /** What the pages' consoles said. */
  console(): string;
  stop(): Promise<void>;
}

/** Patience for a busy machine; milliseconds. */
const PATIENCE = 90_000;

export async function startWorkbenchServer(options: WorkbenchOptions): Promise<WorkbenchServer> {
  const staged = makeTempFolder();
  const extension = join(staged.path, "extension");
  mkdirSync(extension);
  stageExtension(options.host, extension, options.extensionRoot ?? process.env["CONNTRACK_PLANNER_EXTENSION"] ?? projectRoot);
  const workspace = makeWorkspace(options.files);
  const settings = { ...options.settings };
  const server = await startServer({
    token: "none",
    smokeTestDriver: true,
    settings,
    workspaceTrust: options.workspaceTrust ?? false,
  });
  const browser = await launchBrowser().catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const lines: string[] = [];
  return {
    server,
    browser,
    folder: workspace.folder,
    file: workspace.file,
    console: () => lines.join("\n"),
    open: async ({ file, theme, width = 1400, height = 900, settings: more } = {}) => {
      server.writeSettings({ ...settings, ...(theme ? { "workbench.colorTheme": themes[theme] } : {}), ...more });
      const context = await browser.newContext({ viewport: { width, height }, ...colours(theme) });
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      await speakPseudo(page);
      page.on("console", (message) => lines.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => lines.push(`error: ${error.message}`));
      await page.goto(
        workbenchUrl({
          origin: server.origin,
          folder: workspace.folder,
          extensionDevelopmentPath: extension,
          openFile: file === undefined ? undefined : workspace.file(file),
        }),
      );
      await page.locator(".monaco-workbench .statusbar-item").first().waitFor();
      if (file !== undefined) {
        await page.locator(".monaco-editor .view-line").first().waitFor();
      }
      return page;
    },
    stop: async () => {
      await browser.close();
      await server.stop();
      workspace.remove();
      staged.remove();
    },
  };
}

/** The browser's own preference goes with the theme, or VS Code would follow it when told to detect it. */
function colours(theme: Theme | undefined): {
  readonly colorScheme: "dark" | "light";
  readonly forcedColors: "none";
} {
  return { colorScheme: theme?.includes("light") ? "light" : "dark", forcedColors: "none" };
}
