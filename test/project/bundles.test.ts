// What ships: the built bundles' dependencies and sizes, and the list of files in the package.
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { read, root } from "./root.ts";

function required(bundle: string): readonly string[] {
  return [...new Set([...read(bundle).matchAll(/\brequire\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map((match) => match[1] ?? ""))].sort();
}

const kilobytes = (bundle: string): number => statSync(new URL(bundle, root)).size / 1000;

describe("bundles", () => {
  test("the Node host's requires vscode and Node's own modules only", () => {
    expect(required("dist/extension.js")).toContain("vscode");
    for (const name of required("dist/extension.js"))
      expect(name === "vscode" || name === "./embedded.js" || (name.startsWith("node:") && builtinModules.includes(name.slice(5)))).toBe(
        true,
      );
  });

  test("the web worker's requires vscode only", () => {
    expect(required("dist/web/extension.js")).toEqual(["vscode"]);
  });

  test.each(["calculator", "live"])("the %s page's requires nothing and makes no code from text", (page) => {
    expect(required(`dist/webview/${page}.js`)).toEqual([]);
    expect(read(`dist/webview/${page}.js`)).not.toMatch(/\beval\(|new Function\(|insertAdjacentHTML|document\.write/);
  });

  test("nothing of the pages makes elements from text", () => {
    const sources = readdirSync(new URL("webview", root)).filter((name) => /\.tsx?$/.test(name));
    // Preact would, for those who ask it to.
    for (const name of sources)
      expect([name, read(`webview/${name}`)]).toEqual([name, expect.not.stringMatching(/innerHTML|InnerHTML|outerHTML/)]);
  });

  test.each(["embedded", "lsp", "mcp"])("the command line's requires Node's own modules and, once it needs it, %s.js beside it", (file) => {
    expect(required("dist/cli.js").filter((name) => !name.startsWith("node:"))).toEqual(["./embedded.js", "./lsp.js", "./mcp.js"]);
    expect(read("dist/cli.js")).toMatch(new RegExp(`\\.then\\(\\(\\)\\s*=>\\s*[\\w$]+\\(require\\("\\./${file}\\.js"\\)`));
  });

  test.each([
    ["lsp", ["./embedded.js"]],
    ["mcp", []],
  ])("the server in %s.js requires Node's own modules and %j", (file, others) => {
    // What stands in texts that Ajv writes for modules of its own is required nowhere.
    const names = required(`dist/${file}.js`).filter((name) => !name.startsWith("ajv"));
    expect(names.filter((name) => !builtinModules.includes(name.replace(/^node:/, "")))).toEqual(others);
  });

  test("the readers of other languages require nothing, and the others hold no parser of YAML", () => {
    expect(required("dist/embedded.js").filter((name) => !name.startsWith("node:"))).toEqual([]);
    for (const bundle of ["dist/extension.js", "dist/web/extension.js", "dist/cli.js"]) expect(read(bundle)).not.toContain("BLOCK_LITERAL");
  });

  // Of the hosts' bundles some 80 KB read tables, counters and logs and diagnose from them, and some 90 KB read firewall rules.
  test.each([
    ["dist/extension.js", 735],
    ["dist/web/extension.js", 700],
    ["dist/cli.js", 735],
    ["dist/embedded.js", 165],
    ["dist/lsp.js", 580],
    ["dist/mcp.js", 370],
    ["dist/webview/calculator.js", 335],
    ["dist/webview/live.js", 180],
  ])("%s is minified and under %i KB", (bundle, limit) => {
    expect(kilobytes(bundle)).toBeLessThan(limit);
    // A limit far above what is there would let anything in: it goes down with the bundle.
    expect(kilobytes(bundle)).toBeGreaterThan(0.85 * limit);
    expect(read(bundle).length / read(bundle).split("\n").length).toBeGreaterThan(300);
  });
});

test("the calculator's page holds neither the language, nor what is in force, nor the words of the key tables", async () => {
  const { metafile } = await build({
    entryPoints: ["webview/calculator.tsx"],
    ...{ jsx: "automatic" as const, jsxImportSource: "preact" },
    ...{ absWorkingDir: fileURLToPath(root), bundle: true, write: false, metafile: true, minify: true, outdir: "dist/webview" },
  });
  const [page] = Object.values(metafile.outputs);
  const held = Object.entries(page?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
  expect(held).toContain("src/core/plan/page/source.ts");
  expect(
    held.filter((path) =>
      /core\/(?:boot\/(?!other-programs\/kube-proxy-figures)|(?:rules|language)\/)|sysctl\/(?:parse|control)|kernel\/(?:judge|number|keys\/)/.test(
        path,
      ),
    ),
  ).toEqual([]);
});

test("the package holds the extension, the tools that it offers to agents, and no sources", () => {
  const listed = execFileSync(process.execPath, ["node_modules/@vscode/vsce/vsce", "ls", "--no-dependencies"], {
    cwd: root,
    encoding: "utf8",
  });
  const files = listed
    .split("\n")
    .filter((line) => line !== "")
    .sort();
  expect(files.filter((path) => !path.startsWith("media/"))).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dist/cli.js",
    "dist/embedded.js",
    "dist/extension.js",
    "dist/mcp.js",
    "dist/web/extension.js",
    "dist/webview/calculator.css",
    "dist/webview/calculator.js",
    "dist/webview/diagnosis.css",
    "dist/webview/diagnosis.js",
    "dist/webview/live.js",
    "package.json",
    "package.nls.json",
  ]);
  expect(files.filter((path) => /\.(ts|map)$/.test(path))).toEqual([]);
});
