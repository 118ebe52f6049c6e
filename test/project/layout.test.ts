// The house: what stands in its root, and which way its imports run.
import { execFileSync } from "node:child_process";
import { dirname, join, normalize } from "node:path/posix";
import { describe, expect, test } from "vitest";
import { read, root } from "./root.ts";

const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((path) => path !== "");

test("the root holds what the plan names, and nothing else", () => {
  const names = [...new Set(tracked.map((path) => path.split("/")[0] ?? ""))].sort();
  expect(names).toEqual([
    ".ci",
    ".github",
    ".gitignore",
    ".pre-commit-hooks.yaml",
    ".vscode",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Containerfile",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "action.yml",
    "biome.json",
    "docs",
    "esbuild.mjs",
    "l10n",
    "media",
    "package-lock.json",
    "package.json",
    "package.nls.json",
    "packages",
    "src",
    "test",
    "tsconfig.json",
    "webview",
  ]);
});

test("files are named in kebab case", () => {
  for (const path of tracked.filter((file) => file.startsWith("src/") || file.startsWith("webview/")))
    expect(path).toMatch(/^[a-z0-9/.-]+$/);
});

/** For each room of core, the rooms it may know. Every room may know itself, and the door of texts. */
const MAY_KNOW: Readonly<Record<string, readonly string[]>> = {
  words: [],
  units: [],
  text: ["units"],
  sysctl: ["text"],
  kernel: ["text", "units", "sysctl"],
  figures: ["units"],
  firewall: ["text", "units", "kernel"],
  advice: ["units", "kernel", "sizing", "boot"],
  sizing: ["text", "units", "kernel"],
  boot: ["text", "units", "sysctl", "kernel", "sizing"],
  embedded: ["text", "sysctl", "kernel", "boot", "yaml"],
  evidence: ["text", "units", "kernel"],
  rules: ["text", "units", "sysctl", "kernel", "advice", "sizing", "boot", "embedded"],
  language: ["text", "units", "sysctl", "kernel", "advice", "sizing", "boot", "embedded", "rules", "evidence"],
  plan: ["text", "units", "figures", "sysctl", "kernel", "advice", "sizing", "boot", "firewall"],
  diagnosis: ["text", "units", "figures", "sysctl", "kernel", "advice", "sizing", "boot", "evidence", "plan", "firewall"],
  fleet: ["text", "units", "figures", "sysctl", "kernel", "advice", "sizing", "boot", "plan"],
  live: ["text", "units", "figures", "advice", "evidence", "diagnosis"],
};

/** Runs on the site alone, and asks its host for the site's own files. */
const SERVICE_WORKER = "src/site/worker/service-worker.ts";

test("the network is used by the one command that is told an address, and in one file of it", () => {
  const sources = tracked.filter((path) => /^(src|webview|esbuild)/.test(path) && /\.(?:ts|mjs)$/.test(path));
  const modules = /(?:from|import\(|require\()\s*["'](?:node:)?(?:https?|http2|net|tls|dgram|dns(?:\/promises)?|undici)["']/;
  const globals = /\bfetch\(|\bnew (?:XMLHttpRequest|WebSocket|EventSource)\b|\bsendBeacon\(/;
  const networked = { test: (text: string) => modules.test(text) || globals.test(text) };
  expect(sources.filter((path) => networked.test(read(path)))).toEqual(["src/cli/fleet/request.ts", SERVICE_WORKER]);
  expect(read(SERVICE_WORKER).match(/\bfetch\([^,)]*/g)).toEqual(["fetch(file", "fetch(request"]);
  const sender = /^(?!import type).*(?:fleet\/|"\.\/)request\.ts"/m;
  const users = sources.filter((path) => path !== "src/cli/fleet/store.ts" && sender.test(read(path)));
  expect(users).toEqual([]);
});

/** The rooms whose index.ts is a door: what the rooms outside may import of core. No room of core goes by one. */
const DOORS = ["boot", "diagnosis", "embedded", "firewall", "fleet", "language", "live", "plan", "words"];
const isDoor = (path: string): boolean => DOORS.some((room) => path.endsWith(`core/${room}/index.ts`));

const IMPORT = /\bfrom\s+"([^"]+)"|\bimport\s*\(\s*"([^"]+)"|\bimport\s+"([^"]+)"/g;

function importsOf(path: string): readonly string[] {
  return [...read(path).matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

describe("imports", () => {
  const sources = tracked.filter((path) => /^(src|webview)\//.test(path) && /\.tsx?$/.test(path));

  test.each(Object.keys(MAY_KNOW))("core/%s knows only what is below it", (room) => {
    const files = sources.filter((path) => path.startsWith(`src/core/${room}/`));
    expect(files.length).toBeGreaterThan(0);
    for (const path of files) {
      for (const target of importsOf(path)) {
        const resolved = normalize(join(dirname(path), target));
        expect([path, isDoor(resolved)]).toEqual([path, false]);
        const known = resolved.startsWith("src/core/") ? resolved.split("/")[2] : target;
        expect([path, [room, "words", ...(MAY_KNOW[room] ?? [])]]).toEqual([path, expect.arrayContaining([known])]);
      }
    }
  });

  test("the rooms of core are the ones above", () => {
    const rooms = new Set(
      sources.filter((path) => path.startsWith("src/core/") && path.split("/").length > 3).map((path) => path.split("/")[2]),
    );
    expect([...rooms].sort()).toEqual(Object.keys(MAY_KNOW).sort());
  });

  test("the rooms outside use the doors of core, and only editor knows vscode", () => {
    for (const path of sources.filter((file) => !file.startsWith("src/core/"))) {
      for (const target of importsOf(path)) {
        if (/\/core\//.test(target)) expect([path, target, isDoor(target)]).toEqual([path, target, true]);
        if (target === "vscode") expect(path).toMatch(/^src\/(editor\/|extension)/);
        if (path.startsWith("webview/"))
          expect(target).toMatch(/^(\.\/[a-z-]+\.tsx?|\.\.\/src\/core\/[a-z]+\/index\.ts|chart\.js|preact(\/hooks)?)$/);
        if (path.startsWith("src/site/"))
          expect([path, target]).toEqual([
            path,
            expect.stringMatching(/^(\.\/[a-z-]+\.ts|\.\.\/\.\.\/webview\/[a-z-]+\.tsx?|\.\.\/core\/[a-z]+\/index\.ts)$/),
          ]);
        if (target.startsWith("node:")) expect(path).toMatch(/^src\/(cli|code-cache|linux|lsp|mcp|generate|package)\//);
      }
    }
  });
});
