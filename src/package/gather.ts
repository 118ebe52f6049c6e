// Which of the bundler's pieces stand in one file.
import { join } from "node:path";
import type { Metafile } from "esbuild";
import type { Program } from "./program.ts";

type Outputs = Metafile["outputs"];

export interface Gathered {
  /** Pieces by the file that they stand in; paths from the project's root. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** As the bundler would describe the files. */
  readonly outputs: Outputs;
}

/** `folder` is the one that all is written to. */
export function gather({ name, parts, groups, shared, follow = {} }: Program, folder: string, pieces: Outputs): Gathered {
  const entries = [name, ...Object.keys(parts)].map((entry) => [entry, join(folder, `${entry}.js`)] as const);
  const reached = new Map(entries.map(([entry, path]) => [entry, closureOf(path, pieces)]));
  const fileOf = (piece: string): string => {
    const own = entries.find(([, path]) => path === piece);
    if (own) return piece;
    const by = groups.filter((group) => group.some((entry) => reached.get(entry)?.has(piece))).map(([first = ""]) => base(first));
    const [first] = by;
    // The first group is there whatever else is.
    const isFirst = first === base(groups[0]?.[0] ?? "");
    const after = by.flatMap((group) => follow[group] ?? []);
    const key = first === undefined ? "others" : isFirst ? first : by.filter((group) => !after.includes(group)).join("-");
    return join(folder, shared, `${key}.js`);
  };
  const files = new Map<string, string[]>();
  for (const piece of Object.keys(pieces).sort()) files.set(fileOf(piece), [...(files.get(fileOf(piece)) ?? []), piece]);
  const outputs = Object.fromEntries([...files].map(([file, members]) => [file, describe(file, members, pieces, fileOf)]));
  return { files, outputs };
}

function base(entry: string): string {
  return entry.slice(entry.lastIndexOf("/") + 1);
}

function closureOf(path: string, pieces: Outputs, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const { path: other, kind } of pieces[path]?.imports ?? []) if (kind === "import-statement") closureOf(other, pieces, found);
  return found;
}

function describe(file: string, members: readonly string[], pieces: Outputs, fileOf: (piece: string) => string): Outputs[string] {
  const imports = new Map<string, Outputs[string]["imports"][number]>();
  const inputs: Outputs[string]["inputs"] = {};
  for (const member of members) {
    const piece = pieces[member];
    Object.assign(inputs, piece?.inputs);
    for (const one of piece?.imports ?? []) {
      const path = one.external || !pieces[one.path] ? one.path : fileOf(one.path);
      if (path !== file) imports.set(`${one.kind} ${path}`, { ...one, path });
    }
  }
  const [first = ""] = members;
  return { ...(pieces[first] as Outputs[string]), imports: [...imports.values()], inputs, exports: [] };
}
