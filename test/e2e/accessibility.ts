// What axe-core finds on a page within the workbench.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame } from "playwright-core";
import { isPseudo } from "../host/pseudo-letters.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations that keep people out, in words. */
export async function violations(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(axe);
  return frame.evaluate(async (isPseudo) => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    // Of colours on their way to those of another theme nothing can be said.
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})));
    // The pseudo-language is none that anybody has registered, and its padding parts a label from what a longer name goes on with.
    const parts = { "html-lang-valid": { enabled: false }, "label-content-name-mismatch": { enabled: false } };
    const found = await axe.run(isPseudo ? { rules: parts } : {});
    return found.violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }, isPseudo);
}
