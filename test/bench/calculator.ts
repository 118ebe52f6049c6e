// The calculator page in a real browser: script time of one slider move, from the event until all is drawn.
import { readFileSync } from "node:fs";
import type { SourceMessage } from "../../src/core/index.ts";
import { launchBrowser } from "../host/browser.ts";
import { projectRoot } from "../host/project.ts";
import { spread } from "./measure.ts";
import { printTable, wish } from "./table.ts";

/** Milliseconds: half of a frame at 60 a second. */
const MOST = 8;
const MOVES = 300;
const WARM_UP = 60;

const source: SourceMessage = {
  type: "source",
  uri: "file:///etc/sysctl.conf",
  name: "sysctl.conf",
  text: "net.netfilter.nf_conntrack_max = 262144\nnet.netfilter.nf_conntrack_buckets = 65536\n",
  applier: "systemd",
  target: "kernel=6.18 arch=x86_64 memory=8589934592",
};

interface Times {
  readonly event: readonly number[];
  readonly frame: readonly number[];
}

export async function calculator(): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    const rows = [];
    for (const [name, preset] of [
      ["one class of flows", ""],
      ["NAT gateway, six classes", "nat-gateway"],
    ] as const) {
      await page.setContent('<!DOCTYPE html><html><body class="vscode-dark"><main id="page"></main></body></html>');
      await page.addStyleTag({ content: readFileSync(`${projectRoot}/dist/webview/calculator.css`, "utf8") });
      await page.evaluate((message) => {
        const main = document.getElementById("page");
        if (main) main.dataset["source"] = JSON.stringify(message);
        Object.assign(window, { acquireVsCodeApi: () => ({ postMessage: () => {}, getState: () => undefined, setState: () => {} }) });
      }, source);
      await page.addScriptTag({ content: readFileSync(`${projectRoot}/dist/webview/calculator.js`, "utf8") });
      await page.locator("canvas").nth(4).waitFor();
      if (preset !== "") {
        await page.locator("#preset").selectOption(preset);
        await page.getByRole("button", { name: "Apply the preset" }).click();
      }
      const { event, frame } = await page.evaluate(movesOf, { moves: MOVES + WARM_UP, warmUp: WARM_UP });
      const whole = spread(event.map((time, move) => time + (frame[move] ?? Number.NaN)));
      const parts = [spread(event).median, spread(frame).median, whole.median].map((time) => time.toFixed(2));
      rows.push([name, ...parts, `${whole.min.toFixed(2)} to ${whole.max.toFixed(2)}`, wish(whole.median, "at most", MOST)]);
    }
    printTable(
      "The calculator page: script time of one move of the slider for max, five drawings, milliseconds",
      ["", "event: results", "frame: all drawn", "both, median", "least to most", "wish"],
      rows,
    );
  } finally {
    await browser.close();
  }
}

/** Runs in the page. The browser's own frame is held back, so that what it would run can be timed. */
async function movesOf({ moves, warmUp }: { readonly moves: number; readonly warmUp: number }): Promise<Times> {
  const slider = document.getElementById("field-max-slider") as HTMLInputElement;
  const own = window.requestAnimationFrame;
  const times = { event: [] as number[], frame: [] as number[] };
  const waiting: FrameRequestCallback[] = [];
  window.requestAnimationFrame = (callback) => waiting.push(callback);
  for (let move = 0; move < moves; move++) {
    slider.value = String(40 + (move % 60));
    const before = performance.now();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    const between = performance.now();
    for (const callback of waiting.splice(0)) callback(between);
    const after = performance.now();
    if (move >= warmUp) {
      times.event.push(between - before);
      times.frame.push(after - between);
    }
    await new Promise((resolve) => own(resolve));
  }
  window.requestAnimationFrame = own;
  return times;
}
