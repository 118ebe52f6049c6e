// One file of a program: its pieces, which are ES modules, as a CommonJS module that requires the files beside it.
import { mkdirSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative } from "node:path/posix";
import { build, type Plugin } from "esbuild";
import { type Asked, asked } from "./asked-names.ts";
import type { Program } from "./program.ts";

export interface FileToWrite {
  /** From the project's root, as all paths here. */
  readonly file: string;
  readonly members: readonly string[];
  /** All files with their pieces. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** Texts of all pieces. */
  readonly pieces: ReadonlyMap<string, string>;
  readonly program: Program;
  readonly root: string;
  readonly readable: boolean;
}

export async function writeFile(work: FileToWrite): Promise<void> {
  const { file, program, root, readable } = work;
  const { outputFiles } = await build({
    stdin: { contents: exportedBy(work), resolveDir: root, sourcefile: "exports" },
    absWorkingDir: root.replace(/\/$/, ""),
    outfile: file,
    bundle: true,
    format: "cjs",
    // Not "node": its list of names for those who import the file as an ES module is as long as all that they are exported by.
    platform: "neutral",
    target: program.target,
    minify: !readable,
    ...(readable ? { sourcemap: "inline" as const } : {}),
    supported: { "dynamic-import": false },
    legalComments: "none",
    logLevel: "warning",
    // The file's own, as is meant.
    logOverride: { "commonjs-variable-in-esm": "silent" },
    external: [...(program.external ?? []), ...builtinModules, "node:*"],
    write: false,
    plugins: [neighbours(work)],
  });
  const path = join(root, file);
  const isFirst = file.endsWith(`/${program.name}.js`) && program.banner !== undefined;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${isFirst ? `${program.banner}\n` : ""}${outputFiles[0]?.text ?? ""}`);
}

/**
 * An entry exports all that it has; what is shared, what other files ask for, by names that tell its pieces apart. Those are set
 * as they are: the bundler would make two functions for each, which takes as long as all else that the file does at first.
 */
function exportedBy({ file, members, files, pieces }: FileToWrite): string {
  if (members.includes(file)) return `export * from "./${file}";`;
  const outside = [...files].flatMap(([other, its]) => (other === file ? [] : its));
  const wanted = asked(outside, pieces);
  return members
    .map((piece, index) => {
      const names = [...(wanted.get(piece) ?? [])].sort().map((name) => [name, publicName(name, index)] as const);
      const imported = names.map(([name, known]) => `${name} as ${known}`);
      const exported = names.map(([, known]) => `exports.${known} = ${known};`);
      return [`import { ${imported.join(", ")} } from "./${piece}";`, ...exported].join("\n");
    })
    .join("\n");
}

function publicName(name: string, index: number): string {
  return `${name}_${index}`;
}

function neighbours({ file, members, files, pieces, root }: FileToWrite): Plugin {
  const fileOf = (piece: string): string => [...files].find(([, its]) => its.includes(piece))?.[0] ?? "";
  const beside = (other: string): string => {
    const path = relative(dirname(file), other);
    return path.startsWith(".") ? path : `./${path}`;
  };
  const wanted: Asked = asked(members, pieces);
  return {
    name: "neighbours",
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^\.{1,2}\// }, ({ path, importer, kind, namespace }) => {
        if (kind === "require-call") return { path, external: true };
        const piece = namespace === "piece" ? join(dirname(importer), path) : join(path);
        if (members.includes(piece)) return { path: piece, namespace: "piece" };
        return kind === "dynamic-import" ? { path: beside(fileOf(piece)), external: true } : { path: piece, namespace: "elsewhere" };
      });
      onLoad({ filter: /.*/, namespace: "piece" }, ({ path }) => ({ contents: pieces.get(path) ?? "", loader: "js" }));
      // Taken out of the other file once, and not at each use.
      onLoad({ filter: /.*/, namespace: "elsewhere" }, ({ path }) => {
        const owner = fileOf(path);
        const index = files.get(owner)?.indexOf(path) ?? 0;
        const names = [...(wanted.get(path) ?? [])].map(
          (name) => `export const ${name} = from.${owner === path ? name : publicName(name, index)};`,
        );
        return { contents: [`import { from } from "required:${owner}";`, ...names].join("\n"), resolveDir: root, loader: "js" };
      });
      onResolve({ filter: /^required:/ }, ({ path }) => ({ path: path.slice("required:".length), namespace: "required" }));
      onLoad({ filter: /.*/, namespace: "required" }, ({ path }) => ({
        contents: `export const from = require(${JSON.stringify(beside(path))});`,
        loader: "js",
      }));
    },
  };
}
