// Puts settings into a sysctl.conf, or makes one that holds them. Nothing is written over a text that was not read.
import { APPLIER_NAMES, applyEdits, dotted, parse, shellWord } from "../core/language/index.ts";
import { type Setting, type WriteOptions, writeSettings } from "../core/plan/index.ts";
import { readFileText, realPath } from "../linux/index.ts";
import type { ExitCode } from "./command.ts";
import type { OptionSpec } from "./options.ts";
import type { Output } from "./output.ts";
import { counted } from "./style.ts";
import { UsageError } from "./usage-error.ts";
import { visible } from "./visible.ts";
import { HALF_WRITTEN } from "./writing/overwrite-file.ts";
import { writeNew, writeOver } from "./writing/write-text.ts";

export const IN_PLACE: OptionSpec = {
  name: "in-place",
  help: "write into the file itself: keeps hard links, ACLs and attributes, but leaves a partial file if interrupted",
};

/** A file that settings are to go into; without `real` it is not there yet, and its text is empty. */
export interface Destination {
  readonly path: string;
  /** Its own path, free of links. */
  readonly real: string | undefined;
  readonly text: string;
}

/** Throws UsageError where the file cannot be read as it is. */
export function readDestination(path: string): Destination {
  const read = readFileText(path);
  if ("problem" in read) {
    if (read.what === "missing") return { path, real: undefined, text: "" };
    throw new UsageError(`${visible(path)}: ${visible(read.problem)}`);
  }
  if (!read.faithful) throw new UsageError(`${visible(path)}: the text is not UTF-8, so writing would change it`);
  return { path, real: realPath(path), text: read.text };
}

export async function writeInto(
  { path, real, text }: Destination,
  settings: readonly Setting[],
  { inPlace, ...options }: WriteOptions & { readonly inPlace: boolean },
  output: Output,
): Promise<ExitCode> {
  const name = visible(path);
  const { edits, changed, added, templated, ineffective } = writeSettings(parse(text), settings, options);
  for (const key of templated) output.say(`${name}: a template writes ${dotted(key)}, so it was not changed`);
  for (const key of ineffective)
    output.say(`${name}: other lines override ${dotted(key)} when ${APPLIER_NAMES[options.applier]} applies the file`);
  const after = applyEdits(text, edits);
  if (after === text) {
    output.say(`${name}: already set; nothing was written`);
    return 0;
  }
  const problem = real === undefined ? await writeNew(path, after) : await writeOver({ real, text }, after, inPlace);
  if (problem !== undefined) {
    output.say(`${name}: ${visible(problem)}${problem.startsWith(HALF_WRITTEN) ? "" : "; nothing was written"}`);
    return 2;
  }
  output.say(`${name}: ${counted(changed.length, "key")} changed, ${counted(added.length, "key")} added`);
  output.say(`Not active yet. To apply it now: ${visible(applyingCommand(path))}`);
  output.say("At boot, these keys are skipped unless nf_conntrack is loaded first; conntrack-planner check --root / shows whether it is.");
  return 0;
}

/** procps takes a name for a pattern: what could be one goes in as standard input. */
function applyingCommand(path: string): string {
  const word = shellWord(path.startsWith("-") ? `./${path}` : path);
  return word === path ? `sudo sysctl -p ${word}` : `sudo sysctl -p - < ${word}`;
}
