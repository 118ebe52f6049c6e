// package.json against the code it speaks of.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { read } from "./root.ts";

const manifest = JSON.parse(read("package.json"));
const titles: Readonly<Record<string, string>> = JSON.parse(read("package.nls.json"));
const settings = manifest.contributes.configuration.properties;

describe("package.json", () => {
  test("names every dependency with an exact version, and none at run time", () => {
    expect(manifest.dependencies).toBeUndefined();
    for (const [name, version] of Object.entries(manifest.devDependencies))
      expect([name, version]).toEqual([name, expect.stringMatching(/^(?:npm:[a-z]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/)]);
  });

  test("has each title in package.nls.json, and no title without use", () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([^"%]+)%"/g)].map((match) => match[1]);
    expect([...new Set(used)].sort()).toEqual(Object.keys(titles).sort());
  });

  test("lets every setting differ by folder", () => {
    for (const setting of Object.values<{ scope: string }>(settings)) expect(setting.scope).toBe("resource");
  });

  test("points to files that are there", () => {
    const { languages, grammars } = manifest.contributes;
    for (const file of [languages[0].configuration, languages[0].icon.light, languages[0].icon.dark, grammars[0].path, manifest.icon]) {
      expect([file, existsSync(new URL(`../../${file}`, import.meta.url))]).toEqual([file, true]);
    }
  });

  test("has a walkthrough whose pages are there and whose links are commands", () => {
    const commands = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    const [walkthrough] = manifest.contributes.walkthroughs;
    expect(walkthrough.steps.length).toBeGreaterThan(0);
    for (const { id, description, media, completionEvents = [] } of walkthrough.steps) {
      expect([id, existsSync(new URL(`../../${media.svg}`, import.meta.url)), media.altText]).toEqual([
        id,
        true,
        `%walkthrough.${id}.picture%`,
      ]);
      const text = titles[description.replaceAll("%", "")] ?? "";
      const links = [...text.matchAll(/\(command:([\w.]+)/g)].map((match) => match[1] ?? "");
      const events = completionEvents.map((event: string) => event.replace("onCommand:", ""));
      expect(links.length).toBeGreaterThan(0);
      for (const command of [...links, ...events]) if (!command.startsWith("workbench.")) expect(commands).toContain(command);
    }
  });

  test("works in restricted mode and on virtual file systems, and names no telemetry", () => {
    expect(manifest.capabilities).toEqual({
      untrustedWorkspaces: { supported: "limited", description: "%trust%", restrictedConfigurations: expect.any(Array) },
      virtualWorkspaces: true,
    });
    // What changes a verdict is not the workspace's to say until it is trusted; what is shown beside it may be.
    const settings = Object.keys(Object.assign({}, ...[manifest.contributes.configuration].flat().map(({ properties }) => properties)));
    const shown = /\.(?:codeLens|format|inlayHints|languageStatus|statusBar)\./;
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(settings.filter((name) => !shown.test(name)).sort());
    const { commandPalette } = manifest.contributes.menus;
    const apply = commandPalette.find(({ command }: { command: string }) => command === "conntrack.applyToHost");
    expect(apply.when).toMatch(/^isWorkspaceTrusted && /);
    for (const bundle of ["dist/extension.js", "dist/web/extension.js"])
      expect(readFileSync(new URL(`../../${bundle}`, import.meta.url), "utf8")).not.toMatch(/telemetry|fetch\(|XMLHttpRequest|WebSocket/i);
  });
});
