// Past the doors: a room's index.ts leads to all of its files, and the bundler puts whatever can be reached into the file that
// asks. So what is imported by a door is imported from where it is written.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Plugin } from "esbuild";

/** File and name there, by the name that the door gives it. */
type Door = ReadonlyMap<string, { readonly file: string; readonly name: string }>;

export const pastDoors: Plugin = {
  name: "past-doors",
  setup: ({ onLoad }) => {
    const doors = new Map<string, Door>();
    onLoad({ filter: /[/\\]src[/\\].*\.ts$/, namespace: "file" }, ({ path }) => ({
      contents: straight(readFileSync(path, "utf8"), dirname(path), doors),
      loader: "ts",
    }));
  },
};

const IMPORT = /^import \{([^}]*)\} from "(\.{1,2}\/[^"]*index\.ts)";/gm;

/** Lines stay where they are. */
function straight(text: string, folder: string, doors: Map<string, Door>): string {
  return text.replace(IMPORT, (whole: string, list: string, from: string) => {
    const path = resolve(folder, from);
    const door = doors.get(path) ?? doorAt(path);
    doors.set(path, door);
    const imports = specifiers(list).map(({ name, local }) => {
      const place = door.get(name);
      return `import { ${place?.name ?? name} as ${local} } from ${JSON.stringify(place?.file ?? from)};`;
    });
    return `${imports.join(" ")}${"\n".repeat(whole.split("\n").length - 1)}`;
  });
}

const EXPORT = /^export \{([^}]*)\} from "(\.{1,2}\/[^"]*)";/gm;

function doorAt(path: string): Door {
  const door = new Map<string, { file: string; name: string }>();
  for (const [, list = "", from = ""] of readFileSync(path, "utf8").matchAll(EXPORT))
    for (const { name, local } of specifiers(list)) door.set(local, { file: resolve(dirname(path), from), name });
  return door;
}

/** Of "a, type B, c as d": a and c, the latter as d. */
function specifiers(list: string): readonly { readonly name: string; readonly local: string }[] {
  return list
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "" && !one.startsWith("type "))
    .map((one) => {
      const [name = "", local = name] = one.split(" as ");
      return { name, local };
    });
}
