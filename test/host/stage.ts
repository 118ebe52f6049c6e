// Makes a folder that holds the extension as it would ship, so that tests run what ships.
// 'web' takes `main` out of the manifest: only then does VS Code run it in the web worker host.
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, matchesGlob, sep } from "node:path";
import { Failure } from "./failure.ts";
import { projectRoot, readManifest } from "./project.ts";
import { writePseudo } from "./pseudo.ts";
import { isPseudo } from "./pseudo-letters.ts";

export type HostKind = "node" | "web";

/** What ships when package.json has no `files`. */
const usualFiles = ["package.nls*.json", "dist", "media", "README.md", "CHANGELOG.md", "LICENSE*"] as const;

/** Fills the folder `target` with the extension found in `root`. */
export function stageExtension(kind: HostKind, target: string, root: string = projectRoot): void {
  const manifest = readManifest(root);
  for (const file of shippedFiles(root, manifest.files ?? usualFiles)) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    cpSync(join(root, file), join(target, file));
  }
  if (isPseudo) writePseudo(root, target);
  if (kind === "web") {
    const { main: _, ...rest } = manifest;
    writeFileSync(join(target, "package.json"), JSON.stringify(rest, undefined, 2));
  }
  const entry = kind === "web" ? manifest.browser : manifest.main;
  if (entry === undefined) {
    throw new Failure(`The extension's package.json has no ${kind === "web" ? '"browser"' : '"main"'}.`);
  }
  if (!existsSync(join(target, entry)) && !existsSync(`${join(target, entry)}.js`)) {
    throw new Failure(`The extension is not built or does not ship its code: ${entry} is missing; run npm run build.`);
  }
}

/** Relative paths, with `/`, of the files that `patterns` (as in package.json) select below `root`. */
function shippedFiles(root: string, patterns: readonly string[]): readonly string[] {
  const files = new Set(["package.json"]);
  for (const pattern of patterns.map(plain)) {
    if (pattern.startsWith("!")) {
      const out = plain(pattern.slice(1));
      for (const file of files) {
        if (matchesGlob(file, out) || matchesGlob(file, `${out}/**`)) {
          files.delete(file);
        }
      }
    } else {
      for (const found of globSync([pattern, `${pattern}/**`], { cwd: root })) {
        if (statSync(join(root, found)).isFile()) {
          files.add(found.split(sep).join("/"));
        }
      }
    }
  }
  return [...files].filter((file) => !file.startsWith("node_modules/")).sort();
}

function plain(pattern: string): string {
  return pattern.replace(/^\.?\//, "").replace(/\/$/, "");
}

/** The staged manifest's identifier, `publisher.name`. */
export function extensionId(root: string = projectRoot): string {
  const { publisher, name } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, string>;
  return `${publisher}.${name}`;
}
