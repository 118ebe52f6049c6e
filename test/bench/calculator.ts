// The calculator page in a real browser: script time of one slider move, from the event until all is drawn.
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { fileValues } from "../../src/core/plan/page/file-values.ts";
import type { SourceMessage } from "../../src/core/plan/page/protocol.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { launchBrowser } from "../host/browser.ts";
import { openBuilt } from "../host/built-page.ts";
import { spread } from "./measure.ts";
import { printTable, wish } from "./table.ts";

/** Milliseconds: half of a frame at 60 a second. */
const MOST = 8;
const MOVES = 300;
const WARM_UP = 60;

const target = { ...DEFAULT_TARGET, memory: 8 * 2 ** 30 };

const source: SourceMessage = {
  type: "source",
  uri: "file:///etc/sysctl.conf",
  name: "sysctl.conf",
  canMeasure: false,
  writesFiles: true,
  target,
  file: fileValues(parse("net.netfilter.nf_conntrack_max = 262144\nnet.netfilter.nf_conntrack_buckets = 65536\n"), {
    target,
    applier: "systemd",
  }),
};

export async function calculator(): Promise<void> {
  const browser = await launchBrowser();
  try {
    const rows = [];
    for (const [name, preset] of [
      ["no traffic", ""],
      ["NAT gateway, six classes", "nat-gateway"],
    ] as const) {
      const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
      await openBuilt(page, { name: "calculator", styles: "calculator", data: source });
      await page.locator("canvas").first().waitFor();
      if (preset !== "") {
        await page.locator("#preset").selectOption(preset);
        await page.getByRole("button", { name: "Use this preset" }).click();
      }
      const move = async (position: number): Promise<void> => page.evaluate(moveTo, position);
      const cpu = await page.context().newCDPSession(page);
      // Time on the processor, so that whatever else the machine does weighs nothing.
      await cpu.send("Performance.enable", { timeDomain: "threadTicks" });
      const script = async (): Promise<number> => {
        const { metrics } = await cpu.send("Performance.getMetrics");
        return 1000 * (metrics.find(({ name: metric }) => metric === "ScriptDuration")?.value ?? Number.NaN);
      };
      const times: number[] = [];
      for (let count = 0; count < MOVES + WARM_UP; count++) {
        const before = await script();
        await move(40 + (count % 60));
        if (count >= WARM_UP) times.push((await script()) - before);
      }
      const { min, median, max } = spread(times);
      rows.push([name, median.toFixed(2), `${min.toFixed(2)} to ${max.toFixed(2)}`, wish(median, "at most", MOST)]);
    }
    printTable(
      "The calculator page: script time of one move of the slider for max, five drawings, milliseconds",
      ["", "median", "least to most", "wish"],
      rows,
    );
  } finally {
    await browser.close();
  }
}

/** Runs in the page: one move, and the frame that it asks for. */
async function moveTo(position: number): Promise<void> {
  const slider = document.getElementById("field-max-slider") as HTMLInputElement;
  slider.value = String(position);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((resolve) => requestAnimationFrame(resolve));
}
