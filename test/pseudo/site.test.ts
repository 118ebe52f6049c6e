// The site, built with a table of the pseudo-language and opened from its folder.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../host/browser.ts";
import { projectRoot } from "../host/project.ts";
import { PSEUDO_LANGUAGE, pseudoTable } from "../host/pseudo.ts";
import { type Faults, faultsOf } from "./faults.ts";
import { MADE_OF_TEXTS } from "./made-of-texts.ts";

/** As a kernel writes it, in every language. */
const SAMPLE = "nf_conntrack: table full, dropping packet";

const folder = mkdtempSync(join(tmpdir(), "site-in-pseudo-"));
const site = join(folder, "site");
let browser: Browser;

beforeAll(async () => {
  const words = join(folder, `bundle.l10n.${PSEUDO_LANGUAGE}.json`);
  writeFileSync(words, JSON.stringify(pseudoTable(projectRoot, "l10n/bundle.l10n.json")));
  execFileSync(process.execPath, ["src/package/site/main.ts", "--out", site, "--words", words], { cwd: projectRoot });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(path: string, width: number, fragment = ""): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.goto(`${pathToFileURL(join(site, path)).href}${fragment}`);
  return page;
}

async function check(page: Page): Promise<void> {
  const { glued, untranslated, cut } = await faultsOf(page);
  const others = glued.filter((text) => !MADE_OF_TEXTS.some((known) => known.test(text)));
  expect<Faults>({ untranslated: untranslated.filter((text) => text !== SAMPLE), cut, glued: others }).toEqual({
    untranslated: [],
    cut: [],
    glued: [],
  });
  await page.close();
}

test.each([1400, 370])("the calculator at %i pixels, asking for text", async (width) => {
  const page = await open("index.html", width);
  await page.locator("#headline").waitFor();
  await page.locator(".sources button").last().click();
  await page.locator("#pasted").waitFor();
  await check(page);
});

test("a damaged link", async () => {
  const page = await open("index.html", 700, "#plan=%20");
  await page.locator("[role=status], [role=alert]").filter({ hasText: "⟦" }).first().waitFor();
  await check(page);
});

test.each([1400, 370])("the diagnosis at %i pixels, of nothing and then of a log", async (width) => {
  const page = await open("diagnosis.html", width);
  await page.locator("#paste button[type=submit]").click();
  await expect.poll(() => page.locator("#paste-problem").textContent()).toMatch(/^⟦.*⟧$/);
  await page.locator("#text").fill(`${SAMPLE}\n`);
  await page.locator("#paste button[type=submit]").click();
  await page.locator("#page .severity").waitFor();
  await check(page);
});

test("the index of the reference, searched", async () => {
  const page = await open("reference/index.html", 700);
  await page.locator("#search").fill("max");
  await expect.poll(() => page.locator("#found").textContent()).toMatch(/^⟦.*⟧$/);
  await check(page);
});

test("every page names its language, and the one for addresses that lead nowhere", () => {
  for (const path of ["index.html", "reference/rules/removed-key.html", "404.html"])
    expect(readFileSync(join(site, path), "utf8")).toMatch(new RegExp(`<html lang="${PSEUDO_LANGUAGE}">[^]*⟦`));
});
