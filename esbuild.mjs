// Builds everything that runs outside of TypeScript: two host bundles from one source, the calculator
// page, the command line, and the readers of other languages that two of them load when they need them.
import { readFileSync, writeFileSync } from "node:fs";
import { build, context } from "esbuild";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

const shared = { bundle: true, minify: true, legalComments: "none", logLevel: "warning", target: "es2023" };

/** The readers of other languages, with their parser of YAML, are a file beside the bundle that asks for them. */
const readersBeside = {
  name: "readers-beside",
  setup: ({ onResolve }) =>
    onResolve({ filter: /core[/\\]embedded[/\\]index\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./embedded.js", external: true } : undefined,
    ),
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
    plugins: [readersBeside],
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
    ...shared,
    entryPoints: ["src/cli/main.ts"],
    outfile: "dist/cli.js",
    platform: "node",
    format: "cjs",
    target: "node20",
    define: { CLI_VERSION: JSON.stringify(version) },
    banner: { js: "#!/usr/bin/env node" },
    plugins: [readersBeside],
    supported: { "dynamic-import": false },
  },
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
