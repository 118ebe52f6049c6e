// Builds everything that runs outside of TypeScript: two host bundles from one source, the calculator
// page, and the command line.
import { readFileSync } from "node:fs";
import { build, context } from "esbuild";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

const shared = { bundle: true, minify: true, legalComments: "none", logLevel: "warning", target: "es2023" };

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
  { ...shared, entryPoints: ["src/extension.ts"], outfile: "dist/extension.js", platform: "node", format: "cjs", external: ["vscode"] },
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
    entryPoints: ["webview/calculator.ts", "webview/calculator.css", "webview/diagnosis.css", "webview/diagnosis.ts", "webview/live.ts"],
    outdir: "dist/webview",
    platform: "browser",
    format: "iife",
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
  },
];

if (process.argv.includes("--watch")) {
  // The line that .vscode/tasks.json waits for.
  const log = { name: "log", setup: (run) => run.onEnd(() => console.log("[watch] build finished")) };
  for (const options of bundles) await (await context({ ...options, sourcemap: true, minify: false, plugins: [log] })).watch();
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
