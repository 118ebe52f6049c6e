// The site as a folder of plain files, for any static host or none.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { documentOf } from "./page.ts";
import { CALCULATOR, DIAGNOSIS, notFound } from "./pages.ts";
import { referencePages } from "./reference.ts";
import { buildScripts } from "./scripts.ts";
import { buildWorker } from "./worker.ts";

/** Deletes nothing: what is there of the same name is written over. Returns how many pages there are. */
export async function buildSite(root: string, out: string): Promise<number> {
  const write = (path: string, text: string): void => {
    const file = join(out, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const pages = [CALCULATOR, DIAGNOSIS, ...referencePages()];
  for (const page of pages) write(page.path, documentOf(page));
  write("404.html", notFound());
  // GitHub would otherwise have Jekyll read the files.
  write(".nojekyll", "");
  copyFileSync(join(root, "media/icon.svg"), join(out, "icon.svg"));
  await buildScripts(root, out);
  await buildWorker(root, out);
  return pages.length;
}
