// The capacity calculator in the real workbench, in both kinds of extension host: what a person sees and does there.

import type { Frame } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { asShown, english, whollyShown } from "../host/as-shown.ts";
import { violations } from "./accessibility.ts";
import {
  calculatorFrame,
  compared,
  drawings,
  field,
  headline,
  openCalculator,
  pixelsOf,
  themeColour,
  type,
  unfold,
} from "./calculator-page.ts";
import { attributeOf, textOf } from "./texts.ts";
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

  test("opens with the answer: the verdict, what is now and what is recommended, and asks for the traffic", async () => {
    expect(await headline(frame)).toContain("Reliable up to 262,144 entries, the limit.");
    // One entry a bucket; (262,144 - 65,536) x 8 bytes = 1.5 MiB; 262,144 x (256 + 8) bytes = 66 MiB of 8 GiB.
    expect(await compared(frame, "max")).toEqual(["Limit", "262,144", "262,144", "Unchanged"]);
    expect(await compared(frame, "buckets")).toEqual(["Buckets", "65,536", "262,144", expect.stringMatching(/^\+1\.5 MiB immediately/)]);
    expect(await compared(frame, "memory")).toEqual(["Memory when full", "64.5 MiB", "66 MiB", "0.8 % of 8 GiB"]);
    expect(await textOf(frame.locator(".top"))).toContain("sysctl.conf");
    expect(await textOf(frame.locator(".basis"))).toContain("What fills the table?");
    expect(await textOf(field(frame, "max").locator(".origin"))).toBe("from the file");
    expect(await frame.getByRole("button", { name: asShown("Write 1 change") }).isEnabled()).toBe(true);
  });

  // The page knows no host: what happens within it is looked at once.
  if (host === "node") {
    test("typing changes verdict, table and drawings, and shows the file's value", async () => {
      const before = await drawings(frame);
      await type(frame, "max", "1M");
      // 17.75 entries a bucket of 65,536
      await expect
        .poll(() => headline(frame))
        .toMatch(/connections are dropped from 1,16\d,\d{3} entries|Reliable up to 1,048,576 entries/);
      await expect.poll(() => compared(frame, "max")).toEqual(["Limit", "262,144", "1,048,576", "1,048,576", expect.any(String)]);
      await expect.poll(() => drawings(frame)).not.toEqual(before);
      await expect.poll(() => textOf(field(frame, "max").locator(".back"))).toBe("File: 262,144");
      await field(frame, "max").locator(".back").click();
      await expect.poll(() => headline(frame)).toContain("Reliable up to 262,144 entries");
      await expect.poll(() => field(frame, "max").locator("input[type=text]").inputValue()).toBe("262,144");
    });

    test("a wrong entry explains itself and leaves the last good results", async () => {
      const before = await headline(frame);
      const max = field(frame, "max");
      await type(frame, "max", "a lot");
      await max.locator(".error").waitFor();
      await expect.poll(() => textOf(max.locator(".error"))).toContain("Enter a count such as 262144, 256k or 0x40000.");
      const input = max.locator("input[type=text]");
      await expect.poll(() => input.getAttribute("aria-invalid")).toBe("true");
      const described = (await input.getAttribute("aria-describedby"))?.split(" ") ?? [];
      expect(described).toContain(await max.locator(".error").getAttribute("id"));
      expect(await headline(frame)).toBe(before);
      await input.press("Escape");
      await max.locator(".error").waitFor({ state: "detached" });
      await expect.poll(() => input.inputValue()).toBe("262,144");
    });

    test("the slider moves on a logarithmic scale", async () => {
      const slider = field(frame, "max").locator("input[type=range]");
      await slider.focus();
      for (let step = 0; step < 8; step++) await slider.press("ArrowRight");
      // Eight steps are one doubling.
      await expect.poll(() => headline(frame)).toContain("524,288 entries");
      await expect.poll(() => attributeOf(slider, "aria-valuetext")).toBe("524,288 entries");
      await slider.press("Home");
      await expect.poll(() => headline(frame)).toContain("512 entries");
      await field(frame, "max").locator(".back").click();
    });

    test("traffic is added, changed, explained by presets and cleared; a smaller limit is asked about", async () => {
      await frame.getByRole("button", { name: asShown("Add traffic") }).click();
      await expect.poll(() => frame.evaluate(() => document.activeElement?.id)).toBe("field-classes-0-rate");
      // Nothing is taken from a row that says nothing.
      await expect.poll(() => textOf(frame.locator(".basis"))).toContain("What fills the table?");
      await workbench.page.keyboard.type("1000");
      // 262,144 / (0.25 s + 120 s of TIME_WAIT) = 2,180
      await expect.poll(() => headline(frame)).toContain("full at 2,180 new connections/s");
      await unfold(frame, "timeouts");
      await type(frame, "nf_conntrack_tcp_timeout_time_wait", "30 s");
      // 262,144 / 30.25 = 8,665.9
      await expect.poll(() => headline(frame)).toMatch(/full at 8,66[56] new connections/);
      await frame.locator("#preset").selectOption("nat-gateway");
      await expect.poll(() => textOf(frame.locator(".preset"))).toContain("Homes or offices behind one address");
      await frame.getByRole("button", { name: asShown("Use this preset") }).click();
      await expect.poll(() => frame.locator(".classes tbody").count()).toBe(6);
      await expect.poll(() => textOf(frame.locator(".basis"))).toContain('Traffic: 6 classes from the preset "NAT gateway".');
      await frame.locator(".expander").nth(1).click();
      await frame.getByRole("button", { name: asShown("Remove this class") }).click();
      await expect.poll(() => frame.locator(".classes tbody").count()).toBe(5);
      await type(frame, "max", "65536");
      await frame.getByRole("radio", { name: asShown("Mine") }).click();
      await expect
        .poll(() => compared(frame, "max"))
        .toEqual(["Limit", "262,144", "65,536", "262,144", expect.stringContaining("Lowers the limit by 75 %")]);
      await expect.poll(() => textOf(frame.locator(".reasons"))).toContain("Your limit is 75 % lower");
      await frame.getByRole("button", { name: asShown("Reset to file values") }).click();
      await expect.poll(() => frame.locator(".classes").count()).toBe(0);
    });

    test("takes on the colours of another theme at once", async () => {
      await unfold(frame, "chains");
      await unfold(frame, "memory");
      for (const theme of ["dark", "high-contrast-dark", "high-contrast-light", "light"] as const) {
        const before = await drawings(frame);
        await chooseTheme(workbench.page, theme);
        await expect.poll(() => drawings(frame)).not.toEqual(before);
        const blue = await themeColour(frame, "charts-blue");
        // Bars are drawn in the theme's own blue, and the legend shows the same.
        await expect.poll(() => pixelsOf(frame, "memory-parts", blue)).toBeGreaterThan(100);
        expect([theme, await violations(frame)]).toEqual([theme, []]);
      }
    });

    test("can be worked with the keyboard alone, in the order it is read", async () => {
      const { page } = workbench;
      await frame.getByRole("button", { name: "sysctl.conf" }).first().focus();
      const order: string[] = [];
      for (let step = 0; step < 8; step++) {
        await page.keyboard.press("Tab");
        order.push(english(await frame.evaluate(() => document.activeElement?.id || document.activeElement?.textContent || "")));
      }
      const [change, machine, memory, ...rest] = order;
      expect([change, machine, memory]).toEqual(["Change...", "Linux 6.18, x86_64", "field-target-memory"]);
      // Where this is a Linux, its own button stands between.
      expect(rest.filter((name) => name !== "Use this host").slice(0, 4)).toEqual([
        "Write 1 change",
        "Write to another file...",
        "Compare",
        "copy-kind",
      ]);
      expect(await frame.evaluate(() => document.activeElement?.matches(":focus-visible"))).toBe(true);
    });

    test("tells a screen reader the sentence once things are quiet", async () => {
      await type(frame, "max", "777777");
      await expect.poll(async () => english((await frame.locator("#live").textContent()) ?? "")).toContain("777,777 entries");
      expect(await frame.locator("#live").getAttribute("aria-live")).toBe("polite");
      const labels = await frame
        .locator("canvas")
        .evaluateAll((all) => all.map((canvas) => [canvas.getAttribute("role"), canvas.ariaLabel]));
      for (const [role, label] of labels) expect([role, (label ?? "").length > 40]).toEqual(["img", true]);
    });
  }

  test("follows the file as it is edited", async () => {
    const { page } = workbench;
    if (host === "node") await frame.getByRole("button", { name: asShown("Reset to file values") }).click();
    await openFile(page, "sysctl.conf");
    await page.locator(".monaco-editor .view-line", { hasText: "nf_conntrack_max" }).first().click();
    await page.keyboard.press("End");
    await page.keyboard.type("0");
    await expect.poll(() => compared(frame, "max")).toContain("2,621,440");
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => headline(frame)).toContain("Reliable up to 262,144 entries");
  });

  test("writes what is chosen to the file, keys in place, and one undo takes it back", async () => {
    const { page } = workbench;
    await type(frame, "max", "1M");
    await type(frame, "buckets", "512k");
    await frame.getByRole("radio", { name: asShown("Mine") }).click();
    await frame.getByRole("button", { name: asShown("Write 2 changes") }).click();
    await expect.poll(() => textOf(frame.locator(".notice"))).toContain("2 keys changed, 0 added. Undo to revert.");
    await openFile(page, "sysctl.conf");
    const written = SYSCTL.replace("262144", "1048576").replace("65536", "524288").trimEnd();
    await expect.poll(async () => (await visibleText(page)).trimEnd()).toBe(written);
    await page.locator(".monaco-editor .view-line").first().click();
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(async () => (await visibleText(page)).trimEnd()).toBe(SYSCTL.trimEnd());
    // What was typed stays, beside what the file says again.
    await expect.poll(() => textOf(field(frame, "max").locator(".back"))).toBe("File: 262,144");
  });

  test("comes back after a reload, with what was typed and chosen", async () => {
    const { page } = workbench;
    await type(frame, "max", "333333");
    await frame.getByRole("button", { name: asShown("Add traffic") }).click();
    await type(frame, "classes.0.rate", "1234");
    await expect.poll(() => compared(frame, "max")).toContain("333,333");
    await reload(page, "333333", "1234");
    frame = await calculatorFrame(page);
    await expect.poll(() => compared(frame, "max")).toContain("333,333");
    await expect.poll(() => field(frame, "classes.0.rate").locator("input").inputValue()).toBe("1,234");
    await expect.poll(() => textOf(field(frame, "max").locator(".back"))).toBe("File: 262,144");
    await expect.poll(() => frame.getByRole("radio", { name: asShown("Mine") }).isChecked()).toBe(true);
  });

  test("one page for a file: the command brings it to the front", async () => {
    const { page } = workbench;
    await openFile(page, "sysctl.conf");
    await runCommand(page, "Conntrack: Open Capacity Calculator");
    await page.locator(".tab.active", { hasText: asShown("Capacity: sysctl.conf") }).waitFor();
    expect(await page.locator(".tab", { hasText: asShown("Capacity") }).count()).toBe(1);
  });

  test("copies the settings as text", async () => {
    const { page } = workbench;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await type(frame, "max", "777777");
    await expect.poll(() => compared(frame, "max")).toContain("777,777");
    await frame.locator("#copy-kind").selectOption("commands");
    await frame.getByRole("button", { name: whollyShown("Copy") }).click();
    await expect.poll(() => textOf(frame.locator(".notice"))).toBe("Copied: sysctl -w.");
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
