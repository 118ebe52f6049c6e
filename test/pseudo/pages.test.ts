// The pages alone in a browser, in the pseudo-language: nothing untranslated, nothing cut off, nothing put together from parts.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diagnose } from "../../src/core/diagnosis/diagnose.ts";
import { diagnosisPage } from "../../src/core/diagnosis/page/page.ts";
import { createEvidenceReader } from "../../src/core/evidence/evidence-reader.ts";
import { readStatistics } from "../../src/core/evidence/statistics/read.ts";
import { firewallAnswer } from "../../src/core/firewall/firewall.ts";
import { firewallPage } from "../../src/core/firewall/page/page.ts";
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { LiveHistory } from "../../src/core/live/live.ts";
import { fileValues } from "../../src/core/plan/page/file-values.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { launchBrowser } from "../host/browser.ts";
import { type BuiltPage, openBuilt } from "../host/built-page.ts";
import { type Faults, faultsOf } from "./faults.ts";
import { MADE_OF_TEXTS } from "./made-of-texts.ts";

const WIDTHS = [3840, 1400, 700, 500, 370, 320] as const;
/** Where pictures of the pages are wanted. */
const pictures = process.env["CONNTRACK_PLANNER_PICTURES"];

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

async function open(width: number, built: BuiltPage): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await openBuilt(page, built);
  return page;
}

async function check(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }
  const { glued, ...faults } = await faultsOf(page);
  const others = glued.filter((text) => !MADE_OF_TEXTS.some((known) => known.test(text)));
  expect<Faults>({ ...faults, glued: others }).toEqual({ untranslated: [], cut: [], glued: [] });
  await page.close();
}

const unfold = (page: Page): Promise<void> =>
  page.locator("details").evaluateAll((all) => {
    for (const details of all) details.setAttribute("open", "");
  });

describe("the calculator", () => {
  const target = { ...DEFAULT_TARGET, memory: 8 * 2 ** 30 };
  const text = "net.netfilter.nf_conntrack_max = 1000000\nnet.netfilter.nf_conntrack_buckets = 16384\n";
  const file = fileValues(parse(text), { target, applier: "systemd" });
  const data = { type: "source", uri: "file:///etc/sysctl.conf", name: "sysctl.conf", target, canMeasure: true, writesFiles: true, file };

  test.each(WIDTHS)("at %i pixels, with traffic and everything unfolded", async (width) => {
    const page = await open(width, { name: "calculator", styles: "calculator", data });
    await page.locator("#preset").selectOption("haproxy");
    await page.locator(".preset button").click();
    await page.locator("#field-max").fill("123456");
    for (const summary of await page.locator(".fold > summary").all()) await summary.click();
    for (const expander of await page.locator(".expander").all()) await expander.click();
    for (const summary of await page.locator(".numbers > summary").all()) await summary.click();
    await expect.poll(() => page.locator("canvas").count()).toBeGreaterThan(3);
    await check(page, `calculator-${width}`);
  });

  test("without a file, and with a wrong number", async () => {
    const page = await open(700, { name: "calculator", styles: "calculator", data: { ...data, uri: null, name: null, file: null } });
    await page.locator("#field-max").fill("many");
    await page.locator("#field-max-error").waitFor();
    await check(page, "calculator-empty-700");
  });
});

const TABLE = Array.from({ length: 3000 }, (_, n) => {
  const source = `192.0.2.${n % 40}`;
  const reply = `src=198.51.100.1 dst=${source} sport=53 dport=${1024 + n}`;
  return `ipv4     2 udp      17 ${n % 30} src=${source} dst=198.51.100.1 sport=${1024 + n} dport=53 [UNREPLIED] ${reply} mark=0 zone=0 use=2\n`;
}).join("");
const LOG =
  "Jan 12 03:14:07 gw kernel: nf_conntrack: table full, dropping packet\nJan 12 03:14:12 gw kernel: net_ratelimit: 2019 callbacks suppressed\n";

describe("the diagnosis", () => {
  const html = (text: string): string => {
    const reader = createEvidenceReader(() => (piece) => new TextDecoder().decode(piece));
    reader.begin("gateway.log");
    reader.push(new TextEncoder().encode(text));
    reader.end();
    const options = { source: "gateway.log", before: undefined, canCheck: true, hostAtHand: true };
    return diagnosisPage(diagnose(reader.evidence()), reader.evidence(), options, (action) => `command:x?${action}`).html;
  };

  test.each(WIDTHS)("at %i pixels, of a log and a table", async (width) => {
    const page = await open(width, {
      name: "diagnosis",
      styles: "diagnosis",
      body: html(`${LOG}net.netfilter.nf_conntrack_max = 262144\n${TABLE}`),
    });
    await unfold(page);
    await check(page, `diagnosis-${width}`);
  });
});

describe("the firewall", () => {
  const rules =
    "table inet filter {\n chain input {\n type filter hook input priority 0; policy drop;\n ct state established,related accept\n tcp dport { 22, 443 } accept\n udp dport 53 accept\n frobnicate 7\n }\n}\n";

  test.each(WIDTHS)("at %i pixels", async (width) => {
    const texts = [{ name: "rules.nft", text: rules, editable: true }];
    const parts = { answer: firewallAnswer({ texts }), texts, source: "rules.nft", counted: false };
    const body = firewallPage(parts, (action) => `command:x?${action}`).html;
    await check(await open(width, { name: "diagnosis", styles: "diagnosis", body }), `firewall-${width}`);
  });
});

describe("the live table", () => {
  test.each(WIDTHS)("at %i pixels, losing packets", async (width) => {
    const page = await open(width, { name: "live", styles: "calculator" });
    const history = new LiveHistory();
    const reading = (drop: number) => ({ count: 240_000, max: 262_144, statistics: readStatistics(`cpu=0 found=1 drop=${drop}`) ?? null });
    history.add(0, reading(0));
    history.add(1, reading(120));
    await page.evaluate((message) => window.postMessage(message), { type: "view", view: history.view() });
    await expect.poll(() => page.locator("canvas").count()).toBe(2);
    for (const summary of await page.locator(".numbers > summary").all()) await summary.click();
    await check(page, `live-${width}`);
  });
});
