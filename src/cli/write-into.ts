// Puts settings into a file in place: same file, same owner, same line endings; nothing is written that was not read.
import { readFileSync, writeFileSync } from "node:fs";
import { applyEdits, parse, type Setting, writeSettings } from "../core/index.ts";
import type { ExitCode } from "./command.ts";
import type { Output } from "./output.ts";
import { reason } from "./read-text.ts";
import { counted } from "./style.ts";
import { visible } from "./visible.ts";

/** `before` is the text that the settings were worked out from. */
export function writeInto(path: string, before: string, settings: readonly Setting[], output: Output): ExitCode {
  const name = visible(path);
  const { edits, changed, added, templated } = writeSettings(parse(before), settings);
  for (const key of templated) output.say(`${name}: a template writes ${key.replaceAll("/", ".")}, so it stays as it is`);
  if (edits.length === 0) {
    output.say(`${name}: says so already; nothing was written`);
    return 0;
  }
  const problem = changedMeanwhile(path, before);
  if (problem !== undefined) {
    output.say(`${name}: ${problem}; nothing was written`);
    return 2;
  }
  try {
    writeFileSync(path, applyEdits(before, edits));
  } catch (error) {
    output.say(`${name}: ${visible(reason(error))}; the values were not written`);
    return 2;
  }
  output.say(`${name}: ${counted(changed.length, "key")} changed, ${counted(added.length, "key")} added`);
  return 0;
}

/** Bytes that are no UTF-8 would not come back as they were, and another program's changes would be lost. */
function changedMeanwhile(path: string, before: string): string | undefined {
  try {
    const bytes = readFileSync(path);
    if (bytes.equals(Buffer.from(before))) return undefined;
    return before.includes("\ufffd") ? "holds bytes that are no UTF-8 text" : "was changed meanwhile";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return before === "" ? undefined : "is gone";
    return visible(reason(error));
  }
}
