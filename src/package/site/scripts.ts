// The scripts and styles of the site: plain scripts, because browsers load no modules from files; what paints is one of its own.
import { join } from "node:path";
import { build as buildStyles } from "esbuild";
import { build, type Plugin } from "rolldown";
import { SHARED_OPTIONS } from "../page-scripts.ts";

const SCRIPTS = ["calculator", "diagnosis", "painting", "reference"];
const STYLES = ["calculator", "diagnosis"];

/** The page fetches what paints as a module; the site, as a script. */
const paintingAsScript = (root: string): Plugin => ({
  name: "painting-as-script",
  resolveId: (source) => (source === "./load-painting.ts" ? join(root, "src/site/load-painting.ts") : null),
});

/** Modules that are imported for what they do; the manifest says that there are none. */
const runsByItself = (path: string): boolean =>
  /[\\/](?:src[\\/]site|webview)[\\/](?:calculator|calculator-host|diagnosis|diagnosis-host|offline|theme|words)\.tsx?$/.test(path);

export async function buildScripts(root: string, out: string): Promise<void> {
  const scripts = SCRIPTS.map((name) =>
    build({
      ...SHARED_OPTIONS,
      cwd: root,
      input: join(root, `src/site/${name}.ts`),
      tsconfig: join(root, "src/site/tsconfig.json"),
      plugins: [paintingAsScript(root)],
      treeshake: { ...SHARED_OPTIONS.treeshake, moduleSideEffects: runsByItself },
      output: { file: join(out, `${name}.js`), format: "iife", minify: true, comments: false, codeSplitting: false },
    }),
  );
  const styles = buildStyles({
    entryPoints: STYLES.map((name) => join(root, `src/site/${name}.css`)),
    outdir: out,
    bundle: true,
    minify: true,
    legalComments: "none",
    logLevel: "warning",
  });
  await Promise.all([...scripts, styles]);
}
