// What the browser suite does with a calculator page: finds its frame, reads it, and works it as a person does.
import type { Frame, Page } from "playwright-core";
import { textOf, textsOf } from "./texts.ts";
import { frameWith, runCommand } from "./workbench.ts";

/** Opens the page by its command, and waits until it has drawn. */
export async function openCalculator(page: Page): Promise<Frame> {
  await runCommand(page, "Conntrack: Open Capacity Calculator");
  return calculatorFrame(page);
}

/** The frame of a calculator that shows its sentence and has drawn. */
export async function calculatorFrame(page: Page): Promise<Frame> {
  const frame = await frameWith(page, "#headline");
  await frame.locator("canvas").first().waitFor();
  return frame;
}

export const headline = (frame: Frame): Promise<string> => textOf(frame.locator("#headline"));

/** A row of the table of now and recommended, by the core's id ("max"): its cells, the row's name first. */
export async function compared(frame: Frame, row: string): Promise<readonly string[]> {
  return textsOf(frame.locator(`tr[data-row="${row}"] > *`));
}

/** Opens a part of the page that is folded away. */
export async function unfold(frame: Frame, id: string): Promise<void> {
  const fold = frame.locator(`#fold-${id}`);
  if ((await fold.getAttribute("open")) === null) await fold.locator("summary").first().click();
}

/** The text field with this id of the core's ("max", "classes.0.rate"). */
export function field(frame: Frame, id: string) {
  return frame.locator(`[data-field="${id}"]`);
}

export async function type(frame: Frame, id: string, text: string): Promise<void> {
  const input = field(frame, id).locator("input[type=text]");
  await input.fill(text);
}

/** A number for each drawing that changes when its pixels do. */
export async function drawings(frame: Frame): Promise<readonly string[]> {
  return frame.evaluate(() =>
    [...document.querySelectorAll("canvas")].map((canvas) => {
      let hash = 0;
      for (const char of canvas.toDataURL()) hash = (hash * 31 + char.charCodeAt(0)) | 0;
      return `${canvas.closest("section")?.dataset["chart"]} ${canvas.width}x${canvas.height} ${hash}`;
    }),
  );
}

/** How many pixels of a drawing have this colour, or nearly. */
export async function pixelsOf(frame: Frame, chart: string, colour: string): Promise<number> {
  return frame.evaluate(
    ([id, wanted]) => {
      const canvas = document.querySelector<HTMLCanvasElement>(`[data-chart="${id}"] canvas`);
      const probe = document.createElement("canvas").getContext("2d");
      const context = canvas?.getContext("2d");
      if (!canvas || !context || !probe) return -1;
      probe.fillStyle = wanted ?? "";
      probe.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = probe.getImageData(0, 0, 1, 1).data;
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      let found = 0;
      for (let at = 0; at < data.length; at += 4) {
        const near = (channel: number, value: number): boolean => Math.abs((data[at + channel] ?? 0) - value) < 6;
        if ((data[at + 3] ?? 0) > 240 && near(0, r) && near(1, g) && near(2, b)) found++;
      }
      return found;
    },
    [chart, colour],
  );
}

export async function themeColour(frame: Frame, name: string): Promise<string> {
  return frame.evaluate((variable) => getComputedStyle(document.documentElement).getPropertyValue(variable).trim(), `--vscode-${name}`);
}
