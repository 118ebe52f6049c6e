// Takes pictures of the workbench. `screenshots.ts`: those of the README and of docs/editor.md, into media/screenshots, and the moving one.
// `screenshots.ts OUTDIR [NAME]`: every scene in every theme, wide and narrow, to be looked at; those with NAME in their name.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { chooseTheme } from "../e2e/workbench.ts";
import { runScript } from "./failure.ts";
import { projectRoot } from "./project.ts";
import { sceneFiles } from "./scene-files.ts";
import { fileOf, maximize, type SceneName, sceneNames, sceneOf } from "./scenes.ts";
import { type Theme, themes } from "./settings.ts";
import { takeTour } from "./tour.ts";
import { startWorkbenchServer, type WorkbenchServer } from "./workbench.ts";
import { sampleFile } from "./workspace.ts";

/** One scene in one size: a workbench of its own, which takes on one theme after the other. */
interface Session {
  readonly scene: SceneName;
  readonly width: number;
  readonly height: number;
  /** Theme to name of the picture, without `.png`. */
  readonly pictures: readonly (readonly [Theme, string])[];
}

const one = (name: string, scene: SceneName, theme: Theme, width: number, height: number): Session => ({
  ...{ scene, width, height },
  pictures: [[theme, name]],
});

/** Small enough to be read on a page, and to stay under 200 kB. */
const readme: readonly Session[] = [
  one("workbench-dark", "workbench", "dark", 1200, 720),
  one("workbench-light", "workbench", "light", 1200, 720),
  one("hover", "hover", "dark", 1000, 560),
  one("quick-fix", "quick-fix", "light", 1000, 520),
  one("calculator-dark", "calculator", "dark", 1200, 800),
  one("firewall-dark", "firewall-gateway", "dark", 1400, 800),
  one("drawings-light", "drawings", "light", 1200, 800),
];

/** Widths of a window, of half of one, of a panel, and of what everything must still fit into. */
const WIDTHS = [1400, 700, 370, 320] as const;

function all(wanted: string): readonly Session[] {
  return sceneNames.flatMap((scene) =>
    WIDTHS.map((width): Session => {
      const [wide, narrow] = sceneOf(scene).high ?? [800, 800];
      const named = (Object.keys(themes) as Theme[]).map((theme) => [theme, `${scene}-${theme}-${width}`] as const);
      return { scene, width, height: width > 1000 ? wide : narrow, pictures: named.filter(([, name]) => name.includes(wanted)) };
    }),
  );
}

async function take(workbench: WorkbenchServer, folder: string, { scene, pictures, ...size }: Session): Promise<void> {
  const [first] = pictures;
  if (!first) return;
  // What a person does in so narrow a window: long lines are wrapped, and no side bar takes half of it.
  const narrow = size.width < 500;
  const settings = { "editor.minimap.enabled": false, ...(narrow && { "editor.wordWrap": "on" }) };
  const page = await workbench.open({ ...size, theme: first[0], file: fileOf(scene), settings });
  try {
    if (narrow) await maximize(page);
    // Figures within the text move lines, so they come first.
    if (fileOf(scene) === sampleFile) {
      for (const part of [".squiggly-error", ".codelens-decoration"]) await page.locator(part).first().waitFor();
    }
    await sceneOf(scene).bring(page);
    for (const [theme, name] of pictures) {
      if (theme !== first[0]) await change(page, theme, scene);
      // Decorations of tabs and of the explorer follow a moment later.
      await page.waitForTimeout(500);
      const path = join(folder, `${name}.png`);
      await page.screenshot({ path, animations: "disabled" });
      process.stdout.write(`${path}\n`);
    }
  } finally {
    await page.context().close();
  }
}

async function change(page: Page, theme: Theme, scene: SceneName): Promise<void> {
  const { passing, bring } = sceneOf(scene);
  if (passing) await page.keyboard.press("Escape");
  await chooseTheme(page, theme);
  await page.mouse.move(5, 5);
  if (passing) await bring(page);
}

await runScript(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [outside, wanted = ""] = positionals;
  const folder = outside === undefined ? join(projectRoot, "media", "screenshots") : resolve(outside);
  mkdirSync(folder, { recursive: true });
  let failed = 0;
  const workbench = await startWorkbenchServer({ host: "node", files: sceneFiles(outside !== undefined) });
  try {
    for (const session of outside === undefined ? readme : all(wanted)) {
      // The others are wanted none the less.
      await take(workbench, folder, session).catch((error: unknown) => {
        failed++;
        process.stderr.write(`${session.scene}, ${session.width} pixels wide: ${error}\n`);
      });
    }
    // Last: it changes the sample.
    if (outside === undefined || wanted === "tour") await takeTour(workbench, join(folder, "tour.gif"));
  } finally {
    await workbench.stop();
  }
  return failed === 0 ? 0 : 1;
});
