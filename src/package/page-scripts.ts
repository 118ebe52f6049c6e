// The scripts of the pages, as modules: what two of them share stands in one file, and what paints is fetched on use. Rolldown
// makes them, since it can be told that reading a property does nothing: esbuild keeps every scale that Chart.js has, used or not.
import { statSync } from "node:fs";
import { join, relative } from "node:path";
import { build, type RolldownOptions, type RolldownOutput, watch } from "rolldown";

const PAGES = ["calculator.tsx", "diagnosis.ts", "live.ts"];

interface PagesOptions {
  readonly root: string;
  readonly out: string;
}

/** Of all scripts of pages. */
export const SHARED_OPTIONS = {
  platform: "browser",
  transform: { target: "es2023" },
  treeshake: { propertyReadSideEffects: false },
} as const;

function optionsOf({ root, out }: PagesOptions): RolldownOptions {
  return {
    cwd: root,
    input: PAGES.map((page) => join(root, "webview", page)),
    ...SHARED_OPTIONS,
    tsconfig: join(root, "webview/tsconfig.json"),
    output: { dir: out, format: "es", entryFileNames: "[name].js", chunkFileNames: "[name].js" },
  };
}

/** Minified. What each file is made of, as esbuild would say it; lengths of inputs are those before they were minified. */
export async function buildPages(pages: PagesOptions) {
  const { output, ...options } = optionsOf(pages);
  const made = await build({ ...options, output: { ...output, minify: true, comments: false } });
  return Object.fromEntries(made.output.flatMap((file) => (file.type === "chunk" ? [describe(file, pages)] : [])));
}

/** For people who look into them, made anew with each change. */
export function watchPages(pages: PagesOptions, built: () => void): void {
  const { output, ...options } = optionsOf(pages);
  watch({ ...options, output: { ...output, sourcemap: "inline" } }).on("event", (event) => {
    if (event.code === "ERROR") process.stderr.write(`${event.error}\n`);
    if (event.code !== "BUNDLE_END") return;
    void event.result.close();
    built();
  });
}

type Chunk = Extract<RolldownOutput["output"][number], { readonly type: "chunk" }>;

function describe({ fileName, modules, imports, dynamicImports }: Chunk, { root, out }: PagesOptions) {
  const pathOf = (file: string): string => relative(root, join(out, file));
  const inputs = Object.entries(modules).filter(([path]) => !path.startsWith("\0"));
  return [
    pathOf(fileName),
    {
      bytes: statSync(join(out, fileName)).size,
      inputs: Object.fromEntries(inputs.map(([path, { renderedLength }]) => [relative(root, path), { bytesInOutput: renderedLength }])),
      imports: [
        ...imports.map((file) => ({ path: pathOf(file), kind: "import-statement" })),
        ...dynamicImports.map((file) => ({ path: pathOf(file), kind: "dynamic-import" })),
      ],
    },
  ] as const;
}
