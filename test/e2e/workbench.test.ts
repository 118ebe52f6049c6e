// The extension in the real workbench, in both kinds of extension host: what a person sees on opening the sample.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hoverAt, languageMode, problems, startWorkbench, type Workbench } from "./workbench.ts";

const slow = 120_000;

describe.each(["node", "web"] as const)("workbench, %s host", (host) => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench({ host });
  }, slow);

  afterAll(async () => {
    await workbench?.stop();
  }, slow);

  test("names the language in the status bar", { timeout: slow }, async () => {
    await expect.poll(() => languageMode(workbench.page), { timeout: 20_000 }).toMatch(/sysctl/i);
  });

  test("underlines a mistake and lists it", { timeout: slow }, async () => {
    await workbench.page.locator(".squiggly-error").first().waitFor({ timeout: 30_000 });
    await expect.poll(() => problems(workbench.page), { timeout: 20_000 }).toContainEqual(expect.objectContaining({ severity: "error" }));
  });

  test("explains a key on hover", { timeout: slow }, async () => {
    expect(await hoverAt(workbench.page, "nf_conntrack_max")).toContain("nf_conntrack_max");
  });
});
