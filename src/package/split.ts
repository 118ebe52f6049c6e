// A program in several files, each loaded on its first use. The bundler splits ES modules alone: it is asked for those, and
// each then becomes a CommonJS module that requires its neighbours, so that no module of ours stands in two files.
import { rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { BuildOptions, Plugin } from "esbuild";
import { pastDoors } from "./doors.ts";
import { gather } from "./gather.ts";
import type { Program } from "./program.ts";
import { writeFile } from "./write-file.ts";

interface SplitOptions {
  /** The project's; ends with a slash. */
  readonly root: string;
  readonly out: string;
  readonly define?: Readonly<Record<string, string>>;
  /** For people who look into it: not minified, with maps. */
  readonly readable?: boolean;
}

/** What to hand to the bundler. It writes the files itself; the names in `metafile` are those of the files. */
export function split(program: Program, { root, out, define = {}, readable = false }: SplitOptions): BuildOptions {
  const { name, entry, parts, target, external = [] } = program;
  const names = Object.keys(parts);
  return {
    absWorkingDir: root.replace(/\/$/, ""),
    entryPoints: Object.fromEntries([[name, entry], ...names.map((part): [string, string] => [part, `part:${part}`])]),
    outdir: out,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    // Its build for browsers is made of ES modules, of which only what is used is taken.
    alias: { yaml: "./node_modules/yaml/browser/index.js" },
    target,
    external: [...external],
    define: { ...define },
    minify: !readable,
    ...(readable ? { sourcemap: "inline" as const } : {}),
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
    write: false,
    plugins: [pastDoors, partsOf(program, root), commonJs(program, root, out, readable)],
  };
}

/** An `import()` of a module leads to the file that the module is a part of. */
function partsOf({ parts }: Program, root: string): Plugin {
  const partOf = (path: string): string | undefined => Object.keys(parts).find((part) => parts[part]?.includes(relative(root, path)));
  return {
    name: "parts",
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^part:/ }, ({ path }) => ({ path: path.slice("part:".length), namespace: "part" }));
      onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, kind, resolveDir }) => {
        if (kind !== "dynamic-import") return undefined;
        const part = partOf(resolve(resolveDir, path));
        return part === undefined ? { errors: [{ text: `${path} is in no part of the program` }] } : { path: part, namespace: "part" };
      });
      onLoad({ filter: /.*/, namespace: "part" }, ({ path }) => ({
        contents: (parts[path] ?? []).map((module) => `export * from "./${module}";`).join("\n"),
        resolveDir: root,
      }));
    },
  };
}

function commonJs(program: Program, root: string, out: string, readable: boolean): Plugin {
  return {
    name: "commonjs",
    setup: ({ onEnd }) =>
      onEnd(async ({ errors, outputFiles = [], metafile }) => {
        if (errors.length > 0 || !metafile) return;
        const pieces = new Map(outputFiles.map(({ path, text }) => [relative(root, path), text]));
        const { files, outputs } = gather(program, relative(root, out), metafile.outputs);
        rmSync(join(out, program.shared), { recursive: true, force: true });
        await Promise.all([...files].map(([file, members]) => writeFile({ file, members, files, pieces, program, root, readable })));
        metafile.outputs = outputs;
      }),
  };
}
