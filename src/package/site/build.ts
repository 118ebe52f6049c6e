// The site as a folder of plain files, for any static host or none.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { spoken } from "../../core/words/index.ts";
import { documentOf, WORDS } from "./page.ts";
import { CALCULATOR, DIAGNOSIS, notFound } from "./pages.ts";
import { referencePages } from "./reference.ts";
import { buildScripts } from "./scripts.ts";
import { buildWorker } from "./worker.ts";

/**
 * Deletes nothing: what is there of the same name is written over. Returns how many pages there are. In `language` where its table
 * is in use before this module is loaded.
 */
export async function buildSite(root: string, out: string, language?: string): Promise<number> {
  const write = (path: string, text: string): void => {
    const file = join(out, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const pages = [CALCULATOR, DIAGNOSIS, ...referencePages()];
  for (const page of pages) write(page.path, documentOf(page, language));
  write("404.html", notFound(language));
  const words = spoken();
  if (words) write(WORDS, `globalThis.conntrackWords = ${JSON.stringify(words)};\n`);
  // GitHub would otherwise have Jekyll read the files.
  write(".nojekyll", "");
  copyFileSync(join(root, "media/icon.svg"), join(out, "icon.svg"));
  await buildScripts(root, out);
  await buildWorker(root, out);
  return pages.length;
}
