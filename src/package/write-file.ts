// One file of a program: its pieces, which are ES modules, as a CommonJS module that requires the files beside it.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path/posix";
import { build, type Metafile, type Plugin } from "esbuild";
import type { Program } from "./program.ts";

export interface FileToWrite {
  /** From the project's root, as all paths here. */
  readonly file: string;
  readonly members: readonly string[];
  /** All files with their pieces. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** Texts of all pieces. */
  readonly pieces: ReadonlyMap<string, string>;
  /** What the bundler says of the pieces. */
  readonly outputs: Metafile["outputs"];
  readonly program: Program;
  readonly root: string;
  readonly readable: boolean;
}

export async function writeFile(work: FileToWrite): Promise<void> {
  const { file, members, program, root, readable } = work;
  const { outputFiles } = await build({
    stdin: { contents: members.map((piece, index) => exported(piece, index, members)).join("\n"), resolveDir: root, sourcefile: "exports" },
    absWorkingDir: root.replace(/\/$/, ""),
    outfile: file,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: program.target,
    minify: !readable,
    ...(readable ? { sourcemap: "inline" as const } : {}),
    supported: { "dynamic-import": false },
    legalComments: "none",
    logLevel: "warning",
    external: [...(program.external ?? []), "node:*"],
    write: false,
    plugins: [neighbours(work)],
  });
  const path = join(root, file);
  const isFirst = file.endsWith(`/${program.name}.js`) && program.banner !== undefined;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${isFirst ? `${program.banner}\n` : ""}${outputFiles[0]?.text ?? ""}`);
}

/** A file of one piece is that piece; of several, others ask for them by their places. */
function exported(piece: string, index: number, members: readonly string[]): string {
  return members.length === 1 ? `export * from "./${piece}";` : `export * as p${index} from "./${piece}";`;
}

function neighbours({ file, members, files, pieces, outputs }: FileToWrite): Plugin {
  const fileOf = (piece: string): string => [...files].find(([, its]) => its.includes(piece))?.[0] ?? "";
  const beside = (other: string): string => {
    const path = relative(dirname(file), other);
    return path.startsWith(".") ? path : `./${path}`;
  };
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
        const its = files.get(owner) ?? [];
        const from = `require(${JSON.stringify(beside(owner))})${its.length === 1 ? "" : `.p${its.indexOf(path)}`}`;
        const names = outputs[path]?.exports ?? [];
        return {
          contents: `const from = ${from};\n${names.map((name) => `export const ${name} = from.${name};`).join("\n")}`,
          loader: "js",
        };
      });
    },
  };
}
