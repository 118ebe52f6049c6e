// The calculator page alone in a browser, without a workbench around it: narrow and wide, with forced colours, without motion.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { fileValues } from "../../src/core/plan/page/file-values.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { asShown, whollyShown } from "../host/as-shown.ts";
import { launchBrowser } from "../host/browser.ts";
import { openBuilt } from "../host/built-page.ts";
import { textOf } from "./texts.ts";

const target = { ...DEFAULT_TARGET, memory: 8 * 2 ** 30 };
const SYSCTL = "net.netfilter.nf_conntrack_max = 1000000\nnet.netfilter.nf_conntrack_buckets = 16384\n";
const source = {
  ...{
    type: "source",
    uri: "file:///etc/sysctl.conf",
    name: "a-rather-long-name-of-a-sysctl-file.conf",
    target,
    canMeasure: true,
    writesFiles: true,
  },
  file: fileValues(parse(SYSCTL), { target, applier: "systemd" }),
};

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

/** The page with everything unfolded that it has, under traffic. */
async function open(width: number, media: Parameters<Page["emulateMedia"]>[0] = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  await page.emulateMedia(media);
  await openBuilt(page, { name: "calculator", styles: "calculator", data: source });
  await page.locator("#preset").selectOption("haproxy");
  await page.getByRole("button", { name: asShown("Use this preset") }).click();
  await page.locator("#field-max").fill("123456");
  for (const summary of await page.locator(".fold > summary").all()) await summary.click();
  await page.locator(".expander").first().click();
  await page.locator("#field-classes-0-name").waitFor();
  return page;
}

test.each([320, 370, 700, 1400, 3840])("at %i pixels nothing scrolls sideways but what is meant to", async (width) => {
  const page = await open(width);
  for (const summary of await page.locator(".numbers > summary").all()) await summary.click();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  // What is cut off at the edge needs no scrolling to be lost.
  const ends = await page.locator(".chart > *").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
  expect(ends.length).toBeGreaterThan(0);
  expect(Math.max(...ends)).toBeLessThanOrEqual(width);
  await page.close();
});

test("at 370 pixels names and choices have the whole width, and what is longer can be read as a title", async () => {
  const page = await open(370);
  await page.locator("#preset").selectOption("haproxy");
  const shown = await page.locator("select:visible, input[type=text]:visible").evaluateAll((all) =>
    all.map((one) => {
      const { title, clientWidth, scrollWidth, value } = one as HTMLSelectElement | HTMLInputElement;
      const text = one instanceof HTMLSelectElement ? (one.selectedOptions[0]?.text ?? "") : value;
      // A list does not tell that its text is cut.
      return { text, readable: title.includes(text) || (one instanceof HTMLInputElement && scrollWidth <= clientWidth) };
    }),
  );
  expect(shown.length).toBeGreaterThan(20);
  expect(shown.filter(({ readable }) => !readable)).toEqual([]);
  const [name, ends] = await page
    .locator("#field-classes-0-name, #field-classes-0-ends:visible")
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  expect(Math.min(name ?? 0, ends ?? name ?? 0)).toBeGreaterThan(280);
  await page.close();
});

test("the answer stays in sight while the rest scrolls by", async () => {
  const page = await open(370);
  await page.locator("#fold-files > summary").scrollIntoViewIfNeeded();
  await page.getByText(asShown("Limit 1,000,000 · Buckets 16,384 → 1,000,448")).waitFor();
  await page.close();
});

test("with forced colours and without motion everything is there", async () => {
  const page = await open(700, { forcedColors: "active", reducedMotion: "reduce" });
  await expect.poll(() => page.locator("canvas").count()).toBe(5);
  expect(await page.locator("button.primary").evaluate((button) => getComputedStyle(button).transitionDuration)).toBe("0s");
  await page.close();
});

test("a picture has every chart, open or not, and leaves nothing behind", async () => {
  const page = await open(700);
  const sent = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const picture = HTMLCanvasElement.prototype.toBlob;
        HTMLCanvasElement.prototype.toBlob = function (done, ...rest) {
          resolve(this.height / devicePixelRatio);
          picture.call(this, done, ...rest);
        };
      }),
  );
  await page.getByRole("button", { name: asShown("Save charts as PNG...") }).click();
  // Three bars and two drawings of 240 pixels, with their titles.
  expect(await sent).toBeGreaterThan(3 * 108 + 2 * 240);
  await expect.poll(() => page.locator(".picture").count()).toBe(0);
  await page.close();
});

test("where nothing can be painted, answer and figures stand, and it says so", async () => {
  const page = await browser.newPage();
  await openBuilt(page, { name: "calculator", styles: "calculator", data: source, withheld: "painting.js" });
  await page.getByText(asShown("The chart could not be loaded. Its figures are under Numbers.")).waitFor();
  expect(await textOf(page.locator("#headline"))).toContain("Some new connections are dropped from 290,774 entries on");
  await page.getByText(whollyShown("Numbers")).click();
  await expect.poll(() => textOf(page.locator(".numbers table"))).toContain("290,774");
  await page.locator("#fold-files > summary").click();
  await page.getByRole("button", { name: asShown("Save charts as PNG...") }).click();
  await page.getByText(asShown("The charts could not be saved as a picture.")).waitFor();
  await page.close();
});
