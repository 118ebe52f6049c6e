// What ships: the built bundles' dependencies and sizes, and the list of files in the package.
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import type { Program } from "../../src/package/program.ts";
import { CLI, EXTENSION } from "../../src/package/programs.ts";
import { WEB } from "../../src/package/web.ts";
import { read, root } from "./root.ts";

const made: Outputs = JSON.parse(read("dist/made-of.json"));

interface Output {
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
  readonly imports: readonly { readonly path: string; readonly kind: string }[];
}

type Outputs = Readonly<Record<string, Output>>;

const filesOf = ({ name, parts, shared }: Program): readonly string[] => {
  const named = [name, ...Object.keys(parts)].map((part) => `dist/${part}.js`);
  return [...named, ...Object.keys(made).filter((path) => path.startsWith(`dist/${shared}/`))];
};

/** A file and all that it requires at once. */
function loadedWith(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file) || !made[file]) return found;
  found.add(file);
  for (const { path, kind } of made[file].imports) if (kind === "import-statement") loadedWith(path, found);
  return found;
}

const bytes = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + statSync(new URL(file, root)).size, 0);

function required(file: string): readonly string[] {
  return [...new Set([...read(file).matchAll(/\brequire\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map((match) => match[1] ?? ""))].sort();
}

/** In texts that Ajv writes for modules of its own: required nowhere. */
const isOfAjv = (name: string): boolean => name.startsWith("ajv");

const pages = Object.keys(made).filter((path) => /^dist\/webview\/.*\.js$/.test(path));

const kilobytes = (bundle: string): number => statSync(new URL(bundle, root)).size / 1000;

describe.each([EXTENSION, CLI])("the files of $name", (program) => {
  const files = filesOf(program);

  test("require each other, Node's own modules and what is outside", () => {
    for (const file of files) {
      for (const name of required(file)) {
        const beside = name.startsWith(".") ? `dist/${join("/", dirname(file.slice("dist/".length)), name).slice(1)}` : undefined;
        const known = beside ? files.includes(beside) : builtinModules.includes(name.replace(/^node:/, "")) || isOfAjv(name);
        expect([file, name, known || (program.external ?? []).includes(name)]).toEqual([file, name, true]);
      }
    }
  });

  test("hold each module once", () => {
    const places = new Map<string, string[]>();
    for (const file of files)
      for (const [module, { bytesInOutput }] of Object.entries(made[file]?.inputs ?? {}))
        if (bytesInOutput > 0) places.set(module, [...(places.get(module) ?? []), file]);
    expect(places.size).toBeGreaterThan(100);
    expect([...places].filter(([, where]) => where.length > 1)).toEqual([]);
  });

  test("are minified", () => {
    for (const file of files) if (kilobytes(file) > 5) expect(read(file).length / read(file).split("\n").length).toBeGreaterThan(300);
  });
});

describe("what is loaded", () => {
  const atOnce = loadedWith("dist/extension.js");
  const withLanguage = [...loadedWith("dist/language.js")].filter((file) => !atOnce.has(file));
  const modulesIn = (file: string): readonly string[] => Object.keys(made[file]?.inputs ?? {});

  test("at once: registration, and nothing that judges, reads or sizes", () => {
    expect(bytes(atOnce)).toBeLessThan(110_000);
    const modules = [...atOnce].flatMap(modulesIn);
    expect(modules).toContain("src/editor/activate.ts");
    expect(
      modules.filter((module) => /core\/(?:rules|kernel\/keys|boot|diagnosis|firewall|plan|sizing|sysctl\/parse)/.test(module)),
    ).toEqual([]);
  });

  test("and nothing sets up languages of the world to write a number in English: it takes longer than all the rest", () => {
    for (const file of [...atOnce, ...withLanguage, ...loadedWith("dist/cli/language.js")])
      expect([file, read(file)]).toEqual([file, expect.not.stringMatching(/\btoLocale|\bIntl\./)]);
  });

  test("with the first document: few files, because each takes its time", () => {
    expect(withLanguage.length).toBeLessThan(6);
  });

  test("with the first document: the language, and no page, diagnosis or firewall, and nothing that is only read by people", () => {
    expect(bytes(withLanguage)).toBeLessThan(210_000);
    const modules = withLanguage.flatMap(modulesIn);
    expect(modules).toContain("src/core/rules/engine/lint.ts");
    expect(modules.filter((module) => /\.(?:docs|words)\.ts$|kernel\/(?:key-words|asked-keys)/.test(module))).toEqual([]);
    expect(modules.filter((module) => /core\/(?:diagnosis|firewall|plan|live|evidence\/(?:dump|log))|node_modules/.test(module))).toEqual(
      [],
    );
  });

  test("by a command: what it is about", () => {
    const holds = (command: string) => [...loadedWith(command)].flatMap(modulesIn).join();
    expect(holds("dist/cli.js")).not.toMatch(/core\/(?:rules|boot|diagnosis|firewall|plan|evidence)/);
    expect(holds("dist/cli/language.js")).not.toMatch(/core\/(?:diagnosis|firewall|live|evidence\/(?:dump|log))|node_modules/);
    expect(holds("dist/cli/firewall.js")).not.toMatch(/core\/(?:rules|plan|diagnosis)/);
    expect(holds("dist/cli/embedded.js")).toContain("node_modules/yaml");
  });

  // A limit far above what is there would let anything in: it goes down with what is loaded.
  test.each([
    ["extension", 29],
    ["language", 240],
    ["cli", 16],
    ["cli/language", 325],
  ])("%s: under %i KB", (name, limit) => {
    expect(bytes(loadedWith(`dist/${name}.js`)) / 1000).toBeLessThan(limit);
    expect(bytes(loadedWith(`dist/${name}.js`)) / 1000).toBeGreaterThan(0.4 * limit);
  });
});

describe("bundles", () => {
  test("the web worker's requires vscode only", () => {
    expect(required("dist/web/extension.js")).toEqual(["vscode"]);
    expect(read("dist/web/extension.js")).not.toContain("BLOCK_LITERAL");
  });

  test("the web worker's is one file, of which as little is evaluated at once as of the extension's", async () => {
    const { metafile } = await build({
      ...WEB,
      ...{ bundle: true, minify: true, target: "es2023", write: false, metafile: true, absWorkingDir: fileURLToPath(root) },
    });
    const atOnce = new Set<string>(WEB.entryPoints);
    for (const module of atOnce)
      for (const { path, kind } of metafile.inputs[module]?.imports ?? [])
        if (kind === "import-statement" && metafile.inputs[path]) atOnce.add(path);
    const sizes = metafile.outputs[WEB.outfile]?.inputs ?? {};
    expect([...atOnce]).toContain("src/editor/activate.ts");
    expect([...atOnce].reduce((sum, module) => sum + (sizes[module]?.bytesInOutput ?? 0), 0) / 1000).toBeLessThan(20);
    expect(Object.keys(metafile.inputs).length).toBeGreaterThan(10 * atOnce.size);
  });

  test.each(pages)("%s imports files beside it, as modules, and makes no code from text", (file) => {
    expect(made[file]?.imports.filter(({ path }) => !pages.includes(path))).toEqual([]);
    expect(required(file)).toEqual([]);
    expect(read(file)).not.toMatch(/\beval\(|new Function\(|insertAdjacentHTML|document\.write/);
  });

  test("nothing of the pages makes elements from text", () => {
    const sources = ["webview", "src/site"].flatMap((folder) =>
      readdirSync(new URL(folder, root)).flatMap((name) => (/\.tsx?$/.test(name) ? [`${folder}/${name}`] : [])),
    );
    expect(sources.length).toBeGreaterThan(40);
    // Preact would, for those who ask it to. The page of a diagnosis comes as text that is escaped.
    const made = sources.filter((name) => /innerHTML|InnerHTML|outerHTML|insertAdjacent|DOMParser|parseFromString/.test(read(name)));
    expect(made).toEqual(["src/site/diagnosis-host.ts"]);
  });

  // A name for each value of a sentence, by which a translation places it, costs some 15 bytes.
  // Of the web host's bundle some 80 KB read tables, counters and logs and diagnose from them, and some 90 KB read firewall rules.
  test.each([
    ["dist/web/extension.js", 800],
    ["dist/webview/calculator.js", 172],
    ["dist/webview/painting.js", 150],
  ])("%s is minified and under %i KB", (bundle, limit) => {
    expect(kilobytes(bundle)).toBeLessThan(limit);
    // A limit far above what is there would let anything in: it goes down with the bundle.
    expect(kilobytes(bundle)).toBeGreaterThan(0.85 * limit);
    expect(read(bundle).length / read(bundle).split("\n").length).toBeGreaterThan(300);
  });
});

describe("the pages", () => {
  const modulesOf = (files: Iterable<string>): readonly string[] => [...files].flatMap((file) => Object.keys(made[file]?.inputs ?? {}));

  // Answer and figures first; what paints is fetched once they stand.
  test.each([
    ["calculator", 182],
    ["live", 14],
    ["diagnosis", 1],
  ])("%s: under %i KB before anything is painted, Chart.js not among it", (page, limit) => {
    const files = loadedWith(`dist/webview/${page}.js`);
    expect(bytes(files) / 1000).toBeLessThan(limit);
    expect(bytes(files) / 1000).toBeGreaterThan(0.7 * limit);
    expect(modulesOf(files)).toContain(page === "calculator" ? "webview/calculator.tsx" : `webview/${page}.ts`);
    expect(modulesOf(files).filter((path) => path.includes("chart.js"))).toEqual([]);
  });

  test("hold each module once, and of Chart.js what is drawn with", () => {
    const modules = modulesOf(pages);
    expect(modules.filter((path) => path.includes("chart.js")).length).toBeGreaterThan(1);
    expect(modules.length).toBe(new Set(modules).size);
    const parts = [...read("dist/webview/painting.js").matchAll(/static id=\W(\w+)/g)].map(([, id]) => id);
    expect([...new Set(parts)].sort()).toEqual(["bar", "category", "line", "linear", "point"]);
  });

  test("hold neither the language, nor what is in force, nor the words of the key tables", () => {
    const held = modulesOf(pages);
    expect(held).toContain("src/core/plan/page/source.ts");
    expect(
      held.filter((path) =>
        /core\/(?:boot\/(?!other-programs\/kube-proxy-figures)|(?:rules|language)\/)|sysctl\/(?:parse|control)|kernel\/(?:judge|number|keys\/)/.test(
          path,
        ),
      ),
    ).toEqual([]);
  });
});

test("the package holds the extension, the tools that it offers to agents, and no sources", () => {
  const listed = execFileSync(process.execPath, ["node_modules/@vscode/vsce/vsce", "ls", "--no-dependencies"], {
    cwd: root,
    encoding: "utf8",
  });
  const files = listed
    .split("\n")
    .filter((line) => line !== "")
    .sort();
  expect(files.filter((path) => !path.startsWith("media/"))).toEqual(
    [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      ...filesOf(EXTENSION),
      ...filesOf(CLI),
      "dist/web/extension.js",
      "dist/webview/calculator.css",
      "dist/webview/diagnosis.css",
      ...pages,
      "l10n/bundle.l10n.json",
      "package.json",
      "package.nls.json",
    ].sort(),
  );
  expect(files.filter((path) => /\.(ts|map)$/.test(path))).toEqual([]);
});
