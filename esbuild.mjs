// Builds everything that runs outside of TypeScript: the extension for both hosts, its pages, and the command line.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { build, context } from "esbuild";
import { buildPages, watchPages } from "./src/package/page-scripts.ts";
import { CLI, EXTENSION } from "./src/package/programs.ts";
import { split } from "./src/package/split.ts";
import { WEB } from "./src/package/web.ts";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

const shared = { bundle: true, minify: true, legalComments: "none", logLevel: "warning", target: "es2023" };

const readable = process.argv.includes("--watch");
const root = import.meta.dirname;
const programs = [EXTENSION, CLI].map((program) =>
  split(program, { root: `${root}/`, out: `${root}/dist`, define: { CLI_VERSION: JSON.stringify(version) }, readable }),
);

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
  { ...shared, ...WEB },
  {
    ...shared,
    entryPoints: ["webview/calculator.css", "webview/diagnosis.css"],
    outdir: "dist/webview",
  },
];
const pages = { root, out: `${root}/dist/webview` };
// A file of a part that is none any more would be shipped.
rmSync(pages.out, { recursive: true, force: true });

if (readable) {
  // The line that .vscode/tasks.json waits for.
  const log = { name: "log", setup: (run) => run.onEnd(() => console.log("[watch] build finished")) };
  for (const options of bundles.map((one) => ({ ...one, sourcemap: true, minify: false })).concat(programs))
    await (await context({ ...options, plugins: [...(options.plugins ?? []), log] })).watch();
  watchPages(pages, () => console.log("[watch] build finished"));
} else {
  const [ofPages, ...built] = await Promise.all([
    buildPages(pages),
    ...[...bundles.map((options) => ({ ...options, metafile: true })), ...programs].map((options) => build(options)),
  ]);
  // What each bundle is made of: for the notices and the list of parts of what we ship.
  writeFileSync("dist/made-of.json", JSON.stringify(Object.assign({}, ofPages, ...built.map(({ metafile }) => metafile.outputs))));
}
