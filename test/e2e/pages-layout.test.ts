// The diagnosis and the live page alone in a browser, without a workbench around them: narrow, wide, zoomed, and what they send.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diagnose } from "../../src/core/diagnosis/diagnose.ts";
import { diagnosisPage } from "../../src/core/diagnosis/page/page.ts";
import { createEvidenceReader } from "../../src/core/evidence/evidence-reader.ts";
import { readStatistics } from "../../src/core/evidence/statistics/read.ts";
import type { LiveHostMessage } from "../../src/core/live/index.ts";
import { LiveHistory } from "../../src/core/live/live.ts";
import { asShown } from "../host/as-shown.ts";
import { launchBrowser } from "../host/browser.ts";
import { openBuilt } from "../host/built-page.ts";
import { violations } from "./accessibility.ts";
import { textOf, textsOf } from "./texts.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

/** Long addresses and large numbers, as tables have them. */
const TABLE = Array.from({ length: 3000 }, (_, n) => {
  const source = `2001:db8:85a3:8d3:1319:8a2e:370:${(7000 + (n % 40)).toString(16)}`;
  const reply = `src=2001:db8::1 dst=${source} sport=53 dport=${1024 + n}`;
  return `ipv6     10 udp      17 ${n % 30} src=${source} dst=2001:db8::1 sport=${1024 + n} dport=53 [UNREPLIED] ${reply} mark=0 zone=0 use=2\n`;
}).join("");
const LOG =
  "Jan 12 03:14:07 gw kernel: nf_conntrack: table full, dropping packet\nJan 12 03:14:12 gw kernel: net_ratelimit: 2019 callbacks suppressed\n";

function diagnosisHtml(text: string): string {
  const reader = createEvidenceReader(() => (piece) => new TextDecoder().decode(piece));
  reader.begin("a-log-of-a-gateway-with-a-long-name.log");
  reader.push(new TextEncoder().encode(text));
  reader.end();
  const evidence = { ...reader.evidence(), foreign: ["The limit in the text is 262,144, but 65,536 on this host"] };
  const options = { source: "gateway.log, on 1/12/2026, 3:14:07 AM", before: undefined, canCheck: true, hostAtHand: true };
  return diagnosisPage(diagnose(evidence), evidence, options, (action) => `command:x?${action}`).html;
}

async function open(name: "diagnosis" | "live", styles: "diagnosis" | "calculator", width: number, body = "", scale = 1): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, deviceScaleFactor: scale });
  const page = await context.newPage();
  await openBuilt(page, { name, styles, body });
  return page;
}

const sidewards = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const sent = (page: Page): Promise<readonly unknown[]> => page.evaluate(() => (window as unknown as { sent: readonly unknown[] }).sent);

describe("the diagnosis page", () => {
  const text = `${LOG}net.netfilter.nf_conntrack_max = 262144\n${TABLE}`;

  // 640 pixels at a zoom of 200 % are 320 of the page's own.
  test.each([
    [320, 1],
    [320, 2],
    [370, 1],
    [700, 1],
    [1400, 1],
    [3840, 1],
  ])("at %i pixels, scaled by %i, scrolls nowhere sideways, and no number breaks", async (width, scale) => {
    const page = await open("diagnosis", "diagnosis", width, diagnosisHtml(text), scale);
    await page.locator("details").evaluateAll((all) => {
      for (const details of all) details.setAttribute("open", "");
    });
    await expect.poll(() => sidewards(page)).toBeLessThanOrEqual(0);
    const heights = await page.locator("td.number").evaluateAll((cells) =>
      cells.map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getClientRects().length;
      }),
    );
    expect(Math.max(...heights)).toBeLessThanOrEqual(2);
    await page.context().close();
  });

  test("has nothing that keeps people out, and sends what is typed", async () => {
    const page = await open("diagnosis", "diagnosis", 700, diagnosisHtml(LOG));
    expect(await violations(page.mainFrame())).toEqual([]);
    await page.getByLabel(asShown("Limit at that time")).fill("256k");
    await page.getByLabel(asShown("Memory")).fill("8G");
    await page.keyboard.press("Enter");
    expect(await sent(page)).toEqual([{ type: "form", action: expect.any(Number), texts: { limit: "256k", memory: "8G" } }]);
    const [{ action }] = (await sent(page)) as [{ action: number }];
    await page.evaluate((form) => window.postMessage({ type: "problem", action: form, text: "No <b>number</b>" }), action);
    await page.getByText("No <b>number</b>").waitFor();
    await page.context().close();
  });
});

describe("the live page", () => {
  const told = async (page: Page, message: LiveHostMessage): Promise<void> => page.evaluate((one) => window.postMessage(one), message);

  test.each([320, 370, 700, 1400, 3840])("at %i pixels says losses first, and scrolls nowhere sideways", async (width) => {
    const page = await open("live", "calculator", width);
    const history = new LiveHistory();
    const reading = (drop: number) => ({ count: 240_000, max: 262_144, statistics: readStatistics(`cpu=0 found=1 drop=${drop}`) ?? null });
    history.add(0, reading(0));
    history.add(1, reading(0));
    const quiet = history.view();
    if (quiet) await told(page, { type: "view", view: quiet });
    await page.getByText(asShown("No losses in the last 1 s.")).waitFor();
    await expect.poll(() => page.locator("canvas").count()).toBe(1);
    history.add(2, reading(120));
    const losing = history.view();
    if (losing) await told(page, { type: "view", view: losing });
    await expect.poll(() => textOf(page.locator("#headline"))).toMatch(/^Packets dropped now: 120\/s\. Conntrack table 91 % full/);
    await expect.poll(() => textsOf(page.locator(".chart h3"))).toEqual(["Losses per second", "Entries and limit"]);
    await expect.poll(() => sidewards(page)).toBeLessThanOrEqual(0);
    expect(await violations(page.mainFrame())).toEqual([]);
    await page.context().close();
  });
});
