// --write: plans, settings and rules into a folder; a file that is there is replaced as a whole or not at all.
import { join, normalize } from "node:path";
import type { WrittenFile } from "../../core/fleet/index.ts";
import { realPath, reason } from "../../linux/index.ts";
import type { Output } from "../output.ts";
import { counted } from "../style.ts";
import { visible } from "../visible.ts";
import { readDestination } from "../write-into.ts";
import { makeFolder } from "../writing/make-folder.ts";
import { writeNew, writeOver } from "../writing/write-text.ts";

/** False where not all could be written. Throws UsageError for one that cannot be read as it is. */
export async function writeFiles(folder: string, files: readonly WrittenFile[], output: Output): Promise<boolean> {
  try {
    makeFolder(normalize(folder));
  } catch (error) {
    output.say(`${visible(folder)}: ${visible(reason(error))}; nothing was written`);
    return false;
  }
  let written = 0;
  let whole = true;
  for (const { name, text } of files) {
    const path = join(folder, name);
    const before = readDestination(path);
    if (before.real !== undefined && before.text === text) continue;
    const problem =
      before.real === undefined ? await writeNew(path, text) : await writeOver({ real: realPath(path), text: before.text }, text, false);
    if (problem === undefined) written++;
    else {
      whole = false;
      output.say(`${visible(path)}: ${visible(problem)}; not written`);
    }
  }
  output.say(`${visible(folder)}: ${counted(written, "file")} written, ${files.length - written} unchanged`);
  return whole;
}
