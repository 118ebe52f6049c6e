// `check`: what the target kernel makes of the files it is given.
import { lstatSync } from "node:fs";
import { resolve } from "node:path";
import { sysctlFileKind } from "../core/language/index.ts";
import { toBytes } from "../linux/index.ts";
import type { Command } from "./command.ts";
import { FORMAT_NAMES, openReport } from "./formats.ts";
import { judgeInputs } from "./judge-inputs.ts";
import { LANGUAGES, readLanguages } from "./languages.ts";
import { LINT_OPTIONS, readLintOptions } from "./lint-options.ts";
import type { Input } from "./options.ts";
import { ROOT } from "./read-root.ts";
import { UsageError } from "./usage-error.ts";
import { quoted } from "./visible.ts";
import { IN_PLACE } from "./write-into.ts";

const SETTINGS: ReadonlySet<string | undefined> = new Set(["plain", "template"]);

export const check: Command = {
  name: "check",
  usage: "[PATH...|-|--root DIR] [OPTION...]",
  summary: "Checks the conntrack keys in files, in all sysctl files of folders, or in standard input (-)",
  description: [
    "A comment in a file, # conntrack-target: kernel=5.10 memory=8G, sets the target and overrides the options.\nLinks that leave a folder are not followed. A file given by name is read whatever its name.",
    "--root checks a whole tree as one configuration: file order, masks, modprobe.d, modules-load.d, and each file.",
    "--fix applies the safe fixes and reports what remains. With standard input, the fixed text goes\nto standard output and the report to standard error.",
    "Exit codes: 0 no errors; 1 errors, or more warnings than --max-warnings; 2 wrong usage, input that cannot be read,\nor a file that --fix cannot write.",
  ],
  options: [
    ROOT,
    LANGUAGES,
    ...LINT_OPTIONS,
    { name: "fix", help: "apply the safe fixes; replaces the file and keeps its mode and owner" },
    IN_PLACE,
    { name: "format", value: "FORMAT", choices: FORMAT_NAMES, help: `${FORMAT_NAMES.join(", ")} (default text)` },
    { name: "max-warnings", value: "N", help: "allow up to N warnings (default: any number)" },
  ],
  isFile: (arg) => SETTINGS.has(sysctlFileKind(resolve(arg))) && lstatSync(toBytes(arg), { throwIfNoEntry: false }) !== undefined,
  async run(input, output) {
    const options = readLintOptions(input);
    const mostWarnings = readMaxWarnings(input);
    const fixing = input.has("fix");
    const inPlace = input.has(IN_PLACE.name);
    if (inPlace && !fixing) throw new UsageError("--in-place only works with --fix; give both");
    // Where there is a fixed text to print, standard output is for that alone.
    const printing = fixing && (input.rest.length === 0 || input.rest.includes("-"));
    const channel = printing ? output.error : output;
    const report = openReport(input.value("format") ?? "text", options, channel.colour);
    const root = input.value("root");
    if (root !== undefined) {
      if (input.rest.length > 0 || fixing) throw new UsageError("--root reads all files of a tree: give no paths and no --fix with it");
      const { checkRoot } = await import("./check-root.ts");
      return checkRoot({ root, input, options, mostWarnings }, output);
    }
    return judgeInputs(
      { paths: input.rest, languages: readLanguages(input), options, mostWarnings, fixing, inPlace, report, write: channel.write },
      output,
    );
  },
};

function readMaxWarnings(input: Input): number {
  const value = input.value("max-warnings");
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d{1,9}$/.test(value))
    throw new UsageError(`--max-warnings ${quoted(value)} is not a number of warnings; give a whole number, such as 0`);
  return Number(value);
}
