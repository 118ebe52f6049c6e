// Bundles the integration tests, found by glob, into one file that an extension host can load.
import { copyFileSync, globSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { isAbsolute, join, relative } from "node:path";
import { build } from "esbuild";
import { projectRoot } from "./project.ts";
import { isPseudo } from "./pseudo-letters.ts";
import { extensionId, type HostKind } from "./stage.ts";

const testsFolder: string = join(projectRoot, "test", "integration");
const pseudoFolder: string = join(projectRoot, "test", "pseudo", "editor");

export interface SuiteOptions {
  readonly host: HostKind;
  /** Where the tests are. */
  readonly tests?: string;
  readonly grep?: string;
  readonly extensionRoot?: string;
}

export interface SuiteBundle {
  /** A CommonJS module that exports `run()`. */
  readonly path: string;
  /** Replaces places in the bundle by places in the sources. */
  mapStack(stack: string): string;
}

/** Writes the bundle into `folder`. A test whose name ends in `.node.test.ts` or `.web.test.ts` is for that host only. */
export async function bundleSuite(options: SuiteOptions, folder: string): Promise<SuiteBundle> {
  const { host, tests = testsFolder } = options;
  const other = host === "node" ? "web" : "node";
  const found = globSync("**/*.test.ts", { cwd: tests }).filter((file) => !file.endsWith(`.${other}.test.ts`));
  // Its package says that all its files are ES modules, and then this one would be taken for one.
  const mocha = join(folder, "mocha.cjs");
  copyFileSync(join(projectRoot, "node_modules", "mocha", "mocha.js"), mocha);
  const inHost = (name: string): string => join(import.meta.dirname, "in-host", name);
  const pseudo = (...names: readonly string[]): readonly string[] => (isPseudo ? names.map((name) => join(pseudoFolder, name)) : []);
  const modules = [
    ...[mocha, inHost("setup.ts"), ...pseudo("hear.ts"), inHost("which-host.ts")],
    ...found.sort().map((file) => join(tests, file)),
    ...pseudo("manifest.test.ts", "walk.test.ts", "verdict.test.ts"),
  ];
  const load = modules.map((path) => `require(${JSON.stringify(path)});`).join("\n");
  // Loaded inside the run, so that a test that cannot be loaded is reported like one that fails.
  const contents = `const { run } = require(${JSON.stringify(inHost("run.ts"))});\nexports.run = () => run(() => {\n${load}\n});\n`;
  // The worker host adds `.js` to a module's name when it ends otherwise.
  const path = join(folder, "suite.js");
  await build({
    stdin: { contents, resolveDir: projectRoot, sourcefile: "suite-entry.js" },
    bundle: true,
    format: "cjs",
    platform: host === "node" ? "node" : "browser",
    target: "es2023",
    external: ["vscode"],
    outfile: path,
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "warning",
    define: {
      EXPECTED_HOST: JSON.stringify(host),
      EXTENSION_ID: JSON.stringify(extensionId(options.extensionRoot)),
      TEST_GREP: JSON.stringify(options.grep ?? ""),
      "process.env.CONNTRACK_PLANNER_PSEUDO": JSON.stringify(isPseudo ? "1" : "0"),
    },
  });
  return { path, mapStack: (stack) => mapStack(stack, `${path}.map`, folder) };
}

function mapStack(stack: string, mapFile: string, folder: string): string {
  const map = new SourceMap(JSON.parse(readFileSync(mapFile, "utf8")));
  return stack
    .split("\n")
    .flatMap((line) => {
      const place = /^(\s+at .*?)\(?\S*suite\.js(#\S*?)?:(\d+):(\d+)\)?$/.exec(line);
      if (place === null) {
        return [line];
      }
      // The worker host, which adds the mark, wraps a module into a function, whose head has two lines.
      const head = place[2] === undefined ? 0 : 2;
      const entry = map.findEntry(Number(place[3]) - 1 - head, Number(place[4]) - 1);
      if (!("originalSource" in entry)) {
        return [line];
      }
      const source = isAbsolute(entry.originalSource) ? entry.originalSource : join(folder, entry.originalSource);
      const shown = relative(projectRoot, source);
      // Where mocha called the test is of no use to whoever reads it.
      return shown.endsWith("mocha.cjs") ? [] : [`${place[1]}(${shown}:${entry.originalLine + 1}:${entry.originalColumn + 1})`];
    })
    .join("\n");
}
