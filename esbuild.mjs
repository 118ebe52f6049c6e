// Builds everything that runs outside of TypeScript: two host bundles from one source, the calculator
// page, the command line, and what they load when they need it: the readers of other languages, and the language server.
import { readFileSync, writeFileSync } from "node:fs";
import { build, context } from "esbuild";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

const shared = { bundle: true, minify: true, legalComments: "none", logLevel: "warning", target: "es2023" };

/** What is imported where it is needed is a file beside the bundle that asks for it, by the folder of its door. */
const BESIDE = { embedded: "./embedded.js", lsp: "./lsp.js", mcp: "./mcp.js" };
const filesBeside = {
  name: "files-beside",
  setup: ({ onResolve }) =>
    onResolve({ filter: /[/\\](?:embedded|lsp|mcp)[/\\]index\.ts$/ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path: BESIDE[path.split(/[/\\]/).at(-2)], external: true } : undefined,
    ),
};

/** For the command line's Node. */
const onNode20 = {
  ...shared,
  platform: "node",
  format: "cjs",
  target: "node20",
  plugins: [filesBeside],
  supported: { "dynamic-import": false },
};

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
  {
    ...shared,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    platform: "node",
    format: "cjs",
    external: ["vscode"],
    plugins: [filesBeside],
    supported: { "dynamic-import": false },
  },
  {
    ...shared,
    entryPoints: ["src/extension-web.ts"],
    outfile: "dist/web/extension.js",
    platform: "browser",
    format: "cjs",
    external: ["vscode"],
  },
  {
    ...shared,
    entryPoints: ["webview/calculator.tsx", "webview/calculator.css", "webview/diagnosis.css", "webview/diagnosis.ts", "webview/live.ts"],
    outdir: "dist/webview",
    platform: "browser",
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
  },
  {
    ...onNode20,
    entryPoints: ["src/cli/main.ts"],
    outfile: "dist/cli.js",
    define: { CLI_VERSION: JSON.stringify(version) },
    banner: { js: "#!/usr/bin/env node" },
  },
  { ...onNode20, entryPoints: ["src/lsp/index.ts"], outfile: "dist/lsp.js" },
  { ...onNode20, entryPoints: ["src/mcp/index.ts"], outfile: "dist/mcp.js" },
  {
    ...shared,
    entryPoints: ["src/core/embedded/index.ts"],
    outfile: "dist/embedded.js",
    platform: "browser",
    format: "cjs",
    target: "node20",
  },
];

if (process.argv.includes("--watch")) {
  // The line that .vscode/tasks.json waits for.
  const log = { name: "log", setup: (run) => run.onEnd(() => console.log("[watch] build finished")) };
  for (const options of bundles) await (await context({ ...options, sourcemap: true, minify: false, plugins: [log] })).watch();
} else {
  const built = await Promise.all(bundles.map((options) => build({ ...options, metafile: true })));
  // What each bundle is made of: for the notices and the list of parts of what we ship.
  writeFileSync("dist/made-of.json", JSON.stringify(Object.assign({}, ...built.map(({ metafile }) => metafile.outputs))));
}
