// From the command to the drawn page, in a real workbench: the key that takes the command's row, until the frame paints the
// answer and until it paints a drawing. Time that passes, in the browser's own clock.
import type { Page } from "playwright-core";
import { frameWith, openFile, runCommand } from "../e2e/workbench.ts";
import { startWorkbenchServer } from "../host/workbench.ts";
import { spread } from "./measure.ts";
import { printTable, wish } from "./table.ts";

/** Milliseconds. */
const MOST = 1000;
const ROUNDS = 9;

const FILE = "sysctl.conf";
const files = { [FILE]: "net.netfilter.nf_conntrack_max = 262144\nnet.netfilter.nf_conntrack_buckets = 65536\n" };

interface Opening {
  readonly answer: number;
  readonly drawing: number;
}

export async function opening(): Promise<void> {
  const workbench = await startWorkbenchServer({ host: "node", files });
  try {
    const page = await workbench.open({ file: FILE });
    await page.locator(".codelens-decoration").first().waitFor();
    await page.evaluate(noteKeys);
    const openings: Opening[] = [];
    for (let round = 0; round < ROUNDS; round++) openings.push(await open(page));
    const [first, ...later] = openings;
    const row = (name: string, part: keyof Opening) => {
      const { min, median, max } = spread(later.map((one) => one[part]));
      const cells = [first?.[part] ?? Number.NaN, median].map((value) => value.toFixed(0));
      return [name, ...cells, `${min.toFixed(0)} to ${max.toFixed(0)}`, wish(median, "at most", MOST)];
    };
    printTable(
      "The calculator page: from the key that takes the command to the painted page, milliseconds of time that passes",
      ["", "first time", "median", "least to most", "wish"],
      [row("the answer", "answer"), row("a drawing", "drawing")],
    );
  } finally {
    await workbench.stop();
  }
}

/** Opens the page and closes it again. */
async function open(page: Page): Promise<Opening> {
  const box = page.locator(".quick-input-widget");
  await page.keyboard.press("F1");
  await box.locator(".quick-input-box input").fill(">Conntrack: Open Capacity Calculator");
  await box.locator(".monaco-list-row.focused", { hasText: "Open Capacity Calculator" }).waitFor();
  await page.keyboard.press("Enter");
  const frame = await frameWith(page, "#headline");
  const drawn = await frame.waitForFunction(whenDrawn, undefined, { polling: "raf" });
  const ended = (await drawn.jsonValue()) ?? Number.NaN;
  const began = await page.evaluate(() => (window as unknown as { taken: number }).taken);
  const painted = await frame.evaluate(firstPaint);
  await runCommand(page, "View: Close All Editors");
  await openFile(page, FILE);
  return { answer: painted - began, drawing: ended - began };
}

/** Runs in the workbench. */
function noteKeys(): void {
  addEventListener(
    "keydown",
    ({ key }) => {
      if (key === "Enter") Object.assign(window, { taken: performance.timeOrigin + performance.now() });
    },
    { capture: true },
  );
}

/** Runs in the page's frame: the time, once a drawing is there. It is looked for with each frame, from when the answer was found on. */
function whenDrawn(): number | undefined {
  return document.querySelector("canvas") ? performance.timeOrigin + performance.now() : undefined;
}

/** Runs in the page's frame: when it painted its answer, which is there before any script asks for more. */
function firstPaint(): number {
  const [entry] = performance.getEntriesByName("first-contentful-paint");
  return performance.timeOrigin + (entry?.startTime ?? Number.NaN);
}
