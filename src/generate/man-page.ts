// The manual page, in mdoc(7), from the records that the command line itself goes by.
import { COLOR } from "../cli/color.ts";
import type { Command } from "../cli/command.ts";
import { everyCommand } from "../cli/commands.ts";
import { NAME } from "../cli/help.ts";
import type { OptionSpec } from "../cli/options.ts";
import { wrap } from "../core/language/index.ts";
import type { Generated } from "./generated-file.ts";

const MONTHS = "January February March April May June July August September October November December".split(" ");

const commands = await everyCommand();

export const manPage: Generated = {
  path: `packages/cli/man/${NAME}.1`,
  text: (_before, read) => {
    const { version, description } = { version: versionIn(read("package.json")), description: "judge and size Linux connection tracking" };
    return [
      `.\\" Generated from the records of the commands: npm run generate`,
      `.Dd ${released(version, read("CHANGELOG.md"))}`,
      `.Dt ${NAME.toUpperCase()} 1`,
      ".Os",
      ".Sh NAME",
      `.Nm ${NAME}`,
      `.Nd ${description}`,
      ".Sh SYNOPSIS",
      ...commands.flatMap(({ name, usage }) => [".Nm", `.Cm ${name}`, ...filled(usage)]),
      ".Nm",
      ".Fl -help | -version",
      ".Sh DESCRIPTION",
      "Checks the conntrack keys in a sysctl.conf and in other places where they",
      "are set, as the Linux kernel would, shows the kernel memory of a table,",
      "and explains from logs, counters and dumps why it is full.",
      "Only these commands change files:",
      ".Cm check Fl -fix",
      "and",
      ".Cm plan Fl -write ,",
      "which replace a file completely or not at all.",
      "Only one command uses the network:",
      ".Cm fleet Fl -prometheus ,",
      "which connects to the given address.",
      ".Sh COMMANDS",
      ...commands.flatMap(section),
      ".Pp",
      "All commands also accept these options:",
      ".Bl -tag -width Ds",
      ...item(COLOR),
      ".It Fl -help",
      "Prints the options of the command.",
      ".El",
      ".Sh ENVIRONMENT",
      ".Bl -tag -width Ds",
      ".It Ev NO_COLOR",
      "If not empty, output is not coloured if",
      ".Fl -color",
      "is",
      ".Cm auto .",
      ".It Ev FORCE_COLOR",
      "If set and not 0, output is always coloured, also in a pipe.",
      ".El",
      ".Sh EXIT STATUS",
      ".Bl -tag -width Ds",
      ".It 0",
      "No errors.",
      ".It 1",
      "Errors, or more warnings than",
      ".Fl -max-warnings",
      "allows.",
      ".It 2",
      "Wrong usage, or input that cannot be read, or that",
      ".Fl -fix",
      "or",
      ".Fl -write",
      "cannot write.",
      ".El",
      ".Sh SEE ALSO",
      ".Xr sysctl.conf 5 ,",
      ".Xr sysctl.d 5 ,",
      ".Xr conntrack 8 ,",
      ".Xr nft 8 ,",
      ".Xr sysctl 8",
      "",
    ].join("\n");
  },
};

function section({ name, usage, summary, description, options }: Command): readonly string[] {
  return [
    `.Ss ${name}`,
    ".Bd -ragged",
    ".Nm",
    `.Cm ${name}`,
    ...filled(usage),
    ".Ed",
    ".Pp",
    ...filled(`${summary}.`),
    ...description.flatMap(paragraph),
    ...(options.length === 0 ? [] : [".Bl -tag -width Ds", ...options.flatMap(item), ".El"]),
  ];
}

function item({ name, value, help, repeatable }: OptionSpec): readonly string[] {
  const argument = value === undefined ? "" : ` Ar ${text(value)}`;
  return [`.It Fl -${name}${argument}`, ...filled(`${help}${repeatable ? "; may be given again" : ""}`)];
}

/** Lines that are broken by hand for a wide help are filled; those that are short are a list. */
function paragraph(words: string): readonly string[] {
  const lines = words.split("\n");
  const isList = lines.length > 1 && lines.every((line) => line.length < WIDTH);
  return isList ? [".Bd -literal", ...lines.map(text), ".Ed"] : [".Pp", ...filled(lines.join(" "))];
}

/** mandoc asks for lines of source under 80 bytes. */
const WIDTH = 78;

function filled(words: string): readonly string[] {
  // A sentence begins on a line of its own, so that formatters can space it.
  return words.split(/(?<=\w[.!?]) (?=[A-Z])/).flatMap((sentence) => wrap(sentence, WIDTH - 8).map(text));
}

/** A line of text: nothing in it is a request, an escape or a dash to be broken at. */
function text(line: string): string {
  const escaped = line
    .trimEnd()
    .replaceAll("\\", "\\e")
    .replace(/(^|\W)-/g, "$1\\-");
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}

function versionIn(manifest: string): string {
  return String((JSON.parse(manifest) as { version: unknown }).version);
}

/** "November 28, 2026", from the line "## 0.2.0, 2026-11-28" of the change log. */
function released(version: string, changes: string): string {
  const line = changes.split("\n").find((candidate) => candidate.startsWith(`## ${version}, `));
  const [year, month, day] = line?.slice(`## ${version}, `.length).split("-") ?? [];
  const name = MONTHS[Number(month) - 1];
  if (year === undefined || name === undefined) throw new Error(`CHANGELOG.md names no day for ${version}`);
  return `${name} ${Number(day)}, ${year}`;
}
