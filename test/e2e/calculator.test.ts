// The capacity calculator in the real workbench, in both kinds of extension host: what a person sees and does there.

import type { Frame } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./accessibility.ts";
import { calculatorFrame, drawings, field, headline, openCalculator, pixelsOf, themeColour, type } from "./calculator-page.ts";
import { chooseTheme, openFile, reload, runCommand, startWorkbench, visibleText, type Workbench } from "./workbench.ts";

const SYSCTL = [
  "# A gateway",
  "net.netfilter.nf_conntrack_max = 262144",
  "net.netfilter.nf_conntrack_buckets = 65536",
  "",
  "# Forwarding, too",
  "net.ipv4.ip_forward = 1",
  "",
].join("\n");

const settings = { "conntrack.target.memory": "8G", "files.autoSave": "off", "conntrack.inlayHints.enabled": false };

describe.each(["node", "web"] as const)("calculator, %s host", (host) => {
  let workbench: Workbench;
  let frame: Frame;

  beforeAll(async () => {
    workbench = await startWorkbench({ host, files: { "sysctl.conf": SYSCTL }, settings, theme: "light" });
    frame = await openCalculator(workbench.page);
  });

  afterAll(async () => {
    await workbench?.stop();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.page.screenshot({ path: `out/e2e/calculator ${host} ${task.name}.png` });
  });

  test("opens filled from the file and the settings, and says so", async () => {
    // 262,144 x 256 bytes + 65,536 x 8 bytes = 64.5 MiB; a closed connection of 0.25 s waits 120 s: 262,144 / 120.25 = 2,180.
    expect(await headline(frame)).toBe("262,144 entries cost 64.5 MiB of kernel memory (0.8 % of 8 GiB); full at 2,180 new connections/s.");
    expect(await frame.locator(".source").innerText()).toContain("sysctl.conf");
    expect(await field(frame, "max").locator(".origin").innerText()).toBe("from the file");
    expect(await field(frame, "target.memory").locator(".origin").innerText()).toBe("from the target");
    expect(await frame.locator("canvas").count()).toBe(5);
  });

  // The page knows no host: what happens within it is looked at once.
  if (host === "node") {
    test("typing changes sentence, drawings and table, and shows the file's value", async () => {
      const before = await drawings(frame);
      await type(frame, "max", "512k");
      // 524,288 x 256 bytes + 65,536 x 8 bytes = 128.5 MiB, in three digits 129
      await expect.poll(() => headline(frame)).toContain("524,288 entries cost 129 MiB");
      const after = await drawings(frame);
      for (const chart of ["memory-parts", "memory-by-max", "chain-lengths", "fill"])
        expect(after.find((drawn) => drawn.startsWith(chart))).not.toBe(before.find((drawn) => drawn.startsWith(chart)));
      expect(await frame.locator('[data-chart="memory-parts"] tbody tr').first().innerText()).toContain("128 MiB");
      expect(await field(frame, "max").locator(".back").innerText()).toBe("File: 262,144");
      await field(frame, "max").locator(".back").click();
      await expect.poll(() => headline(frame)).toContain("262,144 entries cost 64.5 MiB");
      expect(await field(frame, "max").locator("input[type=text]").inputValue()).toBe("262,144");
    });

    test.each([
      ["256k", "262,144 entries"],
      ["0x40000", "262,144 entries"],
      ["1.5M", "1,572,864 entries"],
      ["262144", "262,144 entries"],
    ])("takes %s", async (text, wanted) => {
      await type(frame, "max", text);
      await expect.poll(() => headline(frame)).toContain(wanted);
    });

    test("a wrong entry explains itself and leaves the last good results", async () => {
      const before = await headline(frame);
      const max = field(frame, "max");
      await type(frame, "max", "a lot");
      await max.locator(".error:visible").waitFor();
      expect(await max.locator(".error").innerText()).toContain('"a lot" is not understood');
      const input = max.locator("input[type=text]");
      expect(await input.getAttribute("aria-invalid")).toBe("true");
      const described = (await input.getAttribute("aria-describedby"))?.split(" ") ?? [];
      expect(described).toContain(await max.locator(".error").getAttribute("id"));
      expect(await headline(frame)).toBe(before);
      await input.press("Escape");
      await max.locator(".error").waitFor({ state: "hidden" });
      expect(await input.inputValue()).toBe("262,144");
    });

    test("the slider moves on a logarithmic scale", async () => {
      const before = await drawings(frame);
      const slider = field(frame, "max").locator("input[type=range]");
      await slider.focus();
      for (let step = 0; step < 8; step++) await slider.press("ArrowRight");
      // Eight steps are one doubling.
      await expect.poll(() => headline(frame)).toContain("524,288 entries");
      expect(await slider.getAttribute("aria-valuetext")).toBe("524,288 entries");
      expect(await drawings(frame)).not.toEqual(before);
      await slider.press("End");
      await expect.poll(() => headline(frame)).toContain("134,217,728 entries");
      await slider.press("Home");
      await expect.poll(() => headline(frame)).toContain("512 entries");
      await field(frame, "max").locator(".back").click();
    });

    test("flows can be added, changed and removed, and a timeout shortened", async () => {
      await frame.getByRole("button", { name: "Add a class of flows" }).click();
      await field(frame, "classes.1.protocol").locator("select").selectOption("udp");
      await type(frame, "classes.1.rate", "2000");
      // Another 2,000 flows a second of the UDP kind are in the table of the drawing.
      await expect.poll(() => frame.locator('[data-chart="occupancy"] tbody tr').count()).toBe(3);
      await frame.getByRole("button", { name: /^Remove class 2/ }).click();
      await expect.poll(() => frame.locator('[data-chart="occupancy"] tbody tr').count()).toBe(2);
      await frame.locator("summary", { hasText: "Timeouts" }).click();
      await type(frame, "nf_conntrack_tcp_timeout_time_wait", "30 s");
      // 262,144 / 30.25 = 8,665.9
      await expect.poll(() => headline(frame)).toMatch(/full at 8,66[56] new connections/);
      await type(frame, "nf_conntrack_tcp_timeout_time_wait", "2 min");
      await expect.poll(() => headline(frame)).toContain("full at 2,180 new connections");
    });

    test("takes on the colours of another theme at once", async () => {
      for (const theme of ["dark", "high-contrast-dark", "high-contrast-light", "light"] as const) {
        const before = await drawings(frame);
        await chooseTheme(workbench.page, theme);
        await expect.poll(() => drawings(frame)).not.toEqual(before);
        const blue = await themeColour(frame, "charts-blue");
        // The line of memory against max is drawn in the theme's blue.
        await expect.poll(() => pixelsOf(frame, "memory-by-max", blue)).toBeGreaterThan(100);
        expect([theme, await violations(frame)]).toEqual([theme, []]);
      }
    });

    test("can be worked with the keyboard alone", async () => {
      const { page } = workbench;
      await frame.getByRole("button", { name: "Back to the file and the settings" }).click();
      // The page draws a frame later.
      await expect.poll(() => frame.locator(".group > summary", { hasText: "Table" }).first().textContent()).toBe("Table");
      await frame.locator(".source button").focus();
      const order: string[] = [];
      for (let step = 0; step < 6; step++) {
        await page.keyboard.press("Tab");
        order.push(await frame.evaluate(() => document.activeElement?.id || document.activeElement?.textContent || ""));
      }
      expect(order).toEqual(["What to write", "Table", "field-max", "field-max-slider", "field-buckets", "field-buckets-slider"]);
      expect(await frame.evaluate(() => document.activeElement?.matches(":focus-visible"))).toBe(true);
      // Each key once the one before has had its effect: the page is a frame in a frame, and keys reach it by way of the workbench.
      const active = () => frame.evaluate(() => document.activeElement?.id || document.activeElement?.textContent || "");
      await page.keyboard.press("Shift+Tab");
      await expect.poll(active).toBe("field-buckets");
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("128k");
      await expect.poll(() => field(frame, "buckets").locator(".origin").innerText()).toBe("typed");
      // The way back comes next but one, after the slider.
      await field(frame, "buckets").locator(".back", { hasText: "File: 65,536" }).waitFor();
      await page.keyboard.press("Tab");
      await expect.poll(active).toBe("field-buckets-slider");
      await page.keyboard.press("Tab");
      await expect.poll(active).toBe("File: 65,536");
      await page.keyboard.press("Enter");
      await expect
        .poll(async () => `${await field(frame, "buckets").locator(".origin").innerText()}, at ${await active()}`)
        .toMatch(/^from the file/);
    });

    test("tells a screen reader the sentence once things are quiet", async () => {
      await type(frame, "max", "777777");
      await expect.poll(() => frame.locator("#live").textContent()).toContain("777,777 entries");
      expect(await frame.locator("#live").getAttribute("aria-live")).toBe("polite");
      const labels = await frame
        .locator("canvas")
        .evaluateAll((all) => all.map((canvas) => [canvas.getAttribute("role"), canvas.ariaLabel]));
      for (const [role, label] of labels) expect([role, (label ?? "").length > 40]).toEqual(["img", true]);
    });
  }

  test("follows the file as it is edited", async () => {
    const { page } = workbench;
    await frame.getByRole("button", { name: "Back to the file and the settings" }).click();
    await openFile(page, "sysctl.conf");
    await page.locator(".monaco-editor .view-line", { hasText: "nf_conntrack_max" }).first().click();
    await page.keyboard.press("End");
    await page.keyboard.type("0");
    await expect.poll(() => headline(frame)).toContain("2,621,440 entries");
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => headline(frame)).toContain("262,144 entries");
  });

  test("writes to the file, keys in place, and one undo takes it back", async () => {
    const { page } = workbench;
    await type(frame, "max", "1M");
    await type(frame, "buckets", "512k");
    await frame.getByRole("button", { name: "Write to sysctl.conf" }).click();
    await expect.poll(() => frame.locator(".notice").innerText()).toContain("2 keys changed");
    await openFile(page, "sysctl.conf");
    const written = SYSCTL.replace("262144", "1048576").replace("65536", "524288").trimEnd();
    await expect.poll(async () => (await visibleText(page)).trimEnd()).toBe(written);
    await page.locator(".monaco-editor .view-line").first().click();
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(async () => (await visibleText(page)).trimEnd()).toBe(SYSCTL.trimEnd());
    // What was typed stays, beside what the file says again.
    await expect.poll(() => field(frame, "max").locator(".back").innerText()).toBe("File: 262,144");
  });

  test("comes back after a reload, with what was typed", async () => {
    const { page } = workbench;
    await type(frame, "max", "333333");
    await type(frame, "classes.0.rate", "1234");
    await expect.poll(() => headline(frame)).toContain("333,333 entries");
    await reload(page, "333333", "1234");
    frame = await calculatorFrame(page);
    await expect.poll(() => headline(frame)).toContain("333,333 entries");
    expect(await field(frame, "classes.0.rate").locator("input").inputValue()).toBe("1,234");
    expect(await field(frame, "max").locator(".back").innerText()).toBe("File: 262,144");
    expect(await field(frame, "buckets").locator(".origin").innerText()).toBe("typed");
  });

  test("one page for a file: the command brings it to the front", async () => {
    const { page } = workbench;
    await openFile(page, "sysctl.conf");
    await runCommand(page, "Conntrack: Open Capacity Calculator");
    await page.locator(".tab.active", { hasText: "Capacity: sysctl.conf" }).waitFor();
    expect(await page.locator(".tab", { hasText: "Capacity" }).count()).toBe(1);
  });

  test("copies the settings as text", async () => {
    const { page } = workbench;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await type(frame, "max", "777777");
    await expect.poll(() => headline(frame)).toContain("777,777 entries");
    await frame.locator("#copy-kind").selectOption("commands");
    await frame.getByRole("button", { name: "Copy", exact: true }).click();
    await expect.poll(() => frame.locator(".notice").innerText()).toBe("Copied: sysctl -w.");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("sysctl -w net.netfilter.nf_conntrack_max=777777\n");
  });

  test("a hostile message changes nothing", async () => {
    const before = await headline(frame);
    // The last one is ours: messages are delivered one after the other, and what they change is drawn in the next frame.
    await frame.evaluate(async () => {
      for (const data of [
        null,
        1,
        "source",
        { type: "source" },
        { type: "plan", name: "x", text: "{" },
        { type: "source", uri: 1, name: {}, text: [] },
      ])
        window.postMessage(data, "*");
      await new Promise<void>((resolve) => {
        window.addEventListener(
          "message",
          ({ data }) => data === "last" && requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
        );
        window.postMessage("last", "*");
      });
    });
    expect(await headline(frame)).toBe(before);
  });

  test("nothing ran against the page's security policy", async () => {
    expect(
      workbench
        .log()
        .split("\n")
        .filter((line) => /content.security.policy|refused to/i.test(line)),
    ).toEqual([]);
  });
});
