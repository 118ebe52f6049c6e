// The static site in a browser, from a folder and, where it is said, from a host: plans in links, a diagnosis of pasted text, paper, themes, size.
import { appendFileSync, cpSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildSite } from "../../src/package/site/build.ts";
import { buildWorker } from "../../src/package/site/worker.ts";
import { asShown } from "../host/as-shown.ts";
import { launchBrowser } from "../host/browser.ts";
import { projectRoot } from "../host/project.ts";
import { isPseudo } from "../host/pseudo-letters.ts";
import { serveFolder } from "../host/serve-folder.ts";
import { makeTempFolder } from "../host/temp.ts";
import { violations } from "./accessibility.ts";
import { textOf, textsOf } from "./texts.ts";

const temp = makeTempFolder();
const folder = temp.path;
const address = (path: string): string => new URL(path, pathToFileURL(`${folder}/`)).href;

let browser: Browser;

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), buildSite(projectRoot, folder)]);
});

afterAll(async () => {
  await browser?.close();
  temp.remove();
});

type Media = NonNullable<Parameters<Page["emulateMedia"]>[0]>;

interface Open {
  readonly page: Page;
  /** Errors and complaints of the page. */
  readonly complaints: readonly string[];
  readonly requested: readonly string[];
}

async function open(path: string, media: Media = {}): Promise<Open> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const complaints: string[] = [];
  const requested: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("request", (request) => requested.push(request.url()));
  await page.emulateMedia(media);
  await page.goto(address(path));
  return { page, complaints, requested };
}

const link = (plan: unknown): string => `index.html#plan=${Buffer.from(JSON.stringify(plan)).toString("base64url")}`;
const limit = (page: Page) => page.locator('[data-row="max"]');

test("a plan is kept in the address, and survives link, reload and paper", async () => {
  const { page, complaints, requested } = await open("index.html");
  await page.getByRole("button", { name: asShown("Add traffic") }).click();
  await page.locator("#field-classes-0-rate").fill("20000");
  await page.locator("#field-target-memory").fill("8 GiB");
  await page.locator("#field-max").fill("500000");
  await page.getByLabel(asShown("Mine")).check();
  // Written once all of it is drawn.
  await expect.poll(() => page.url()).toMatch(/#plan=[\w-]+&choice=mine$/);
  const answered = await textOf(limit(page));
  expect(answered).toContain("500,000");
  const [, plan = ""] = /#plan=([\w-]+)/.exec(page.url()) ?? [];
  expect(JSON.parse(Buffer.from(plan, "base64url").toString())).toMatchObject({
    ...{ version: 1, max: 500000, target: { kernel: "6.18", memory: 8 * 2 ** 30 } },
    classes: [{ rate: 20000 }],
  });
  await page.reload();
  await expect.poll(() => textOf(limit(page))).toBe(answered);
  await expect.poll(() => page.getByLabel(asShown("Mine")).isChecked()).toBe(true);
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("nav").isVisible()).toBe(false);
  expect(await textOf(page.locator("#printed-link"))).toBe(page.url());
  expect(await limit(page).isVisible()).toBe(true);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: asShown("Reset to defaults") }).click();
  await expect.poll(() => page.url()).not.toContain("#");
  expect(complaints).toEqual([]);
  expect(requested.filter((url) => !url.startsWith(address("")))).toEqual([]);
  await page.close();
});

test.each([
  ["a plan that the schema refuses", link({ version: 1, max: "many" }), /link is not valid: "max" must be a number/],
  ["markup", link({ version: 1, "<img src=x onerror=alert(1)>": 1 }), /link is not valid: .*is not a known field/],
  ["a prototype", link(JSON.parse('{"version":1,"__proto__":{"max":1}}')), /link is not valid: "__proto__" is not a known field/],
  ["no plan", link([]), /link is not valid: A plan must be an object/],
  ["half a link", "index.html#plan=eyJ2ZXJzaW9uIjoxLCJtYXgi", /incomplete or damaged/],
  ["no base64", "index.html#plan=%00%ff<script>", /incomplete or damaged/],
  ["nested lists", `index.html#plan=${Buffer.from("[".repeat(30_000)).toString("base64url")}`, /incomplete or damaged/],
  ["a very long link", `index.html#plan=${"A".repeat(300_000)}`, /too long/],
])("a link with %s is refused in words, and the page works", async (_, path, words) => {
  const { page, complaints } = await open(path);
  await expect.poll(() => textOf(page.locator(".notice"))).toMatch(words);
  expect(await textOf(limit(page))).toContain("262,144");
  expect(await page.locator("main img, main script").count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.close();
});

test("a pasted line of a log becomes a plan, with what was missing asked for", async () => {
  const { page, complaints, requested } = await open("diagnosis.html");
  await page.locator("#text").fill("Jan 12 03:14:07 gw kernel: nf_conntrack: table full, dropping packet <b>x</b>");
  await page.getByRole("button", { name: asShown("Diagnose") }).click();
  await page.locator(".severity", { hasText: asShown("Packets were dropped") }).waitFor();
  const form = page.getByRole("form", { name: asShown("Machine figures") });
  await form.getByLabel(asShown("Limit at that time")).fill("lots");
  await form.getByRole("button").click();
  await page.getByText(asShown('"lots" is not a limit')).waitFor();
  await form.getByLabel(asShown("Limit at that time")).fill("262144");
  await form.getByLabel(asShown("Memory")).fill("8 GiB");
  await form.getByRole("button").click();
  await page.getByRole("heading", { name: asShown("Do now") }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("link", { name: asShown("Download as a file") })
      .first()
      .click(),
  ]);
  expect(download.suggestedFilename()).toBe("90-conntrack.conf");
  await expect.poll(() => textOf(page.locator("#said"))).toContain("/etc/sysctl.d");
  expect(requested.filter((url) => !/^(?:file|blob):/.test(url))).toEqual([]);
  await page.locator(".plan a").first().click();
  await page.getByRole("heading", { level: 1 }).filter({ hasText: "nf_conntrack" }).waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test("the reference is searched by words", async () => {
  const { page, complaints } = await open("reference/index.html");
  await page.getByLabel(asShown("Search")).fill("timeout udp");
  await expect.poll(() => page.locator("[data-entry]:visible").count()).toBeGreaterThan(1);
  const [, shown, all] = /^(\d+) of (\d+)/.exec(await textOf(page.locator("#found"))) ?? [];
  expect(Number(shown)).toBe(await page.locator("[data-entry]:visible").count());
  expect(Number(all)).toBeGreaterThan(100);
  expect(complaints).toEqual([]);
  await page.close();
});

test("on a host, every page opens once the network is gone, and a new version takes the old one's place", async () => {
  const site = makeTempFolder();
  cpSync(folder, join(site.path, "sub"), { recursive: true });
  const host = await serveFolder(site.path);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    const kept = () => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
    await page.goto(`${host.address}sub/reference/index.html`);
    await expect.poll(kept).toBe("activated");
    await host.stop();
    await page.goto(`${host.address}sub/${link({ version: 1, max: 123456 })}`);
    await page.locator("canvas").first().waitFor();
    expect(await page.locator("#field-max").inputValue()).toBe("123,456");
    await page.goto(`${host.address}sub/diagnosis`);
    await page.getByRole("button", { name: asShown("Diagnose") }).waitFor();
    await page.goto(`${host.address}sub/reference/rules/removed-key.html`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    // Another version: fetched beside the one in use, in force once no page of the old one is open.
    appendFileSync(join(site.path, "sub/reference.js"), "document.title = 'new';");
    await buildWorker(projectRoot, join(site.path, "sub"));
    await host.start();
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state)).toBe("installed");
    await page.reload();
    expect(await page.title()).not.toBe("new");
    await page.close();
    const next = await context.newPage();
    await expect.poll(async () => (await next.goto(`${host.address}sub/reference/index.html`)) && next.title()).toBe("new");
    await expect.poll(() => next.evaluate(async () => (await caches.keys()).length)).toBe(1);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
    await host.stop();
    site.remove();
  }
});

const THEMES: readonly (readonly [string, Media])[] = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["high contrast", { colorScheme: "light", contrast: "more" }],
  ["dark high contrast", { colorScheme: "dark", contrast: "more" }],
  ["forced colours", { colorScheme: "dark", forcedColors: "active" }],
];

test.each(THEMES)("%s: nothing keeps people out, at 1400 and at 370 pixels", async (theme, media) => {
  const { page, complaints } = await open(
    link({ version: 1, max: 100000, classes: [{ protocol: "tcp", rate: 5000, duration: 60 }] }),
    media,
  );
  await page.locator("#field-classes-0-rate").waitFor();
  await page.locator("canvas").first().waitFor();
  for (const path of [
    undefined,
    "diagnosis.html",
    "reference/rules/removed-key.html",
    ...(theme === "light" ? ["reference/index.html"] : []),
  ]) {
    if (path !== undefined) await page.goto(address(path));
    if (path === "diagnosis.html") {
      await page.locator("#text").fill("kernel: nf_conntrack: table full, dropping packet");
      await page.getByRole("button", { name: asShown("Diagnose") }).click();
      await page.locator(".severity", { hasText: asShown("Packets were dropped") }).waitFor();
    }
    for (const width of [1400, 370]) {
      await page.setViewportSize({ width, height: 900 });
      // Drawings follow a window that shrinks.
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }
    expect([path, await violations(page.mainFrame())]).toEqual([path, []]);
  }
  // The checker fetches the styles by itself, and is not let.
  expect(complaints.filter((text) => !/^Connecting to '[^']*\.css' violates/.test(text))).toEqual([]);
  await page.close();
});

const kilobytes = (...names: readonly string[]): number => names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1000;

// Those of the English site: other texts are longer.
test.skipIf(isPseudo).each<[limit: number, ...files: string[]]>([
  [290, "index.html", "calculator.css", "calculator.js"],
  // With the first drawing.
  [155, "painting.js"],
  [285, "diagnosis.html", "diagnosis.css", "diagnosis.js"],
  [55, "reference/index.html", "diagnosis.css", "reference.js"],
])("what a page loads first is under 400 KB: under %i with %s", (limit, ...files) => {
  expect(kilobytes(...files)).toBeLessThan(limit);
  // A limit far above what is there would let anything in.
  expect(kilobytes(...files)).toBeGreaterThan(0.8 * limit);
});

test("nobody else speaks to a page", async () => {
  const { page, complaints } = await open("index.html");
  await limit(page).waitFor();
  await page.evaluate(() => window.postMessage({ type: "notice", text: "from elsewhere", failed: true }, "*"));
  // Its own messages come after it, and are heard.
  await page.getByRole("button", { name: asShown("Copy link to this plan") }).click();
  await page.locator(".notice").waitFor();
  expect(await textsOf(page.locator(".notice"))).not.toContainEqual(expect.stringContaining("elsewhere"));
  expect(complaints).toEqual([]);
  await page.close();
});

test("a file that is no text, and a packed one, are told by name or read", async () => {
  const { page, complaints } = await open("diagnosis.html");
  const choose = async (name: string, buffer: Buffer): Promise<void> => {
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: asShown("Open a file...") }).click(),
    ]);
    await chooser.setFiles({ name, mimeType: "text/plain", buffer });
  };
  const problem = page.locator("#paste-problem");
  await choose("empty.log", Buffer.alloc(0));
  await expect.poll(() => textOf(problem)).toBe("empty.log is empty.");
  await choose("a\u202eb.log", Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", "latin1"));
  await expect.poll(() => textOf(problem)).toMatch(/^a\\u202eb\.log: .*\.$/);
  await choose("kern.log.1.gz", gzipSync("kernel: nf_conntrack: table full, dropping packet\n").subarray(0, 40));
  await expect.poll(() => textOf(problem)).toMatch(/^kern\.log\.1\.gz cannot be unpacked/);
  await choose("kern.log.1.gz", gzipSync("kernel: nf_conntrack: table full, dropping packet\n"));
  await page.locator(".severity", { hasText: asShown("Packets were dropped") }).waitFor();
  await expect.poll(() => textOf(problem)).toBe("");
  expect(complaints).toEqual([]);
  await page.close();
});

test.each([
  ["/conntrack/reference/rules/none.html", "/conntrack/"],
  ["/conntrack/none", "/conntrack/"],
  // An address that looks like another host stays on this one.
  ["//evil.test/none", "//evil.test/"],
])("an address that leads nowhere, %s, leads to the start of the site", async (path, start) => {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && !message.text().includes("404") && complaints.push(message.text()));
  await page.route("https://site.test/**", (route) =>
    route.fulfill({ status: 404, contentType: "text/html", body: readFileSync(join(folder, "404.html"), "utf8") }),
  );
  await page.goto(`https://site.test${path}`);
  const address = await page.locator("#start").evaluate((one) => (one as HTMLAnchorElement).href);
  expect([address, complaints]).toEqual([`https://site.test${start}`, []]);
  await page.close();
});
