// The script that keeps the site in the browser: it knows the name of every file, and the version that they make up.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "rolldown";
import { SHARED_OPTIONS } from "../page-scripts.ts";

const WORKER = "service-worker.js";

/** Read by hosts alone, or, as the worker, by the browser itself. */
const NOT_KEPT: readonly string[] = [".nojekyll", "404.html", WORKER];

/** Last: every other file of the site is there. */
export async function buildWorker(root: string, out: string): Promise<void> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(out, "/").length).replaceAll("\\", "/"))
    .filter((file) => !NOT_KEPT.includes(file))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(out, file)));
  const version = hash.digest("hex").slice(0, 16);
  await build({
    ...SHARED_OPTIONS,
    cwd: root,
    input: join(root, "src/site/worker/service-worker.ts"),
    tsconfig: join(root, "src/site/worker/tsconfig.json"),
    transform: { ...SHARED_OPTIONS.transform, define: { SITE: JSON.stringify({ version, files }) } },
    output: { file: join(out, WORKER), format: "iife", minify: true, comments: false },
  });
}
