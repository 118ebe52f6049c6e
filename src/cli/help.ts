// The help, made of the commands' own records.
import { factsText } from "../core/language/index.ts";
import { COLOR } from "./color.ts";
import type { Command } from "./command.ts";
import type { OptionSpec } from "./options.ts";

export const NAME = "conntrack-planner";

/** The package's version, as the bundler put it in. */
export const VERSION: string = typeof CLI_VERSION === "undefined" ? "unknown" : CLI_VERSION;

export function generalHelp(commands: readonly Command[], version: string): string {
  const rows = commands.map(({ name, summary }): Row => [name, summary]);
  return lines(
    `Conntrack Planner ${version}: finds out why the conntrack table is full, sizes it, and checks sysctl files as\nthe Linux kernel would.`,
    "",
    `Table full? sudo dmesg | ${NAME} diagnose - --proc /proc`,
    "",
    "Usage:",
    ...commands.map(({ name, usage }) => `  ${NAME} ${name} ${usage}`),
    "",
    "Commands:",
    ...columns(rows),
    "",
    "Options:",
    ...columns([
      ["--help", "show this help, or the help of the command before it"],
      [`--${COLOR.name} ${COLOR.value}`, `after a command: ${COLOR.help}`],
      ["--version", "show the version of Conntrack Planner"],
    ]),
    "",
    "Exit codes: 0 no errors; 1 errors, or more warnings than allowed; 2 wrong usage, or input that cannot be read.",
  );
}

export function commandHelp({ name, usage, summary, description, options }: Command): string {
  const rows = [...options, COLOR].map(
    ({ name: flag, value, help, repeatable }: OptionSpec): Row => [
      value === undefined ? `--${flag}` : `--${flag} ${value}`,
      help + (repeatable ? "; may be repeated" : ""),
    ],
  );
  return lines(
    `Usage: ${NAME} ${name} ${usage}`,
    "",
    `${summary}.`,
    ...description.flatMap((paragraph) => ["", paragraph]),
    "",
    "Options:",
    ...columns([...rows, ["--help", "show this help"]]),
  );
}

/** Columns of a help text: as many as its lines of prose have at most. */
const WIDTH = 120;

type Row = readonly [left: string, right: string];

function columns(rows: readonly Row[]): readonly string[] {
  return factsText(rows, WIDTH).split("\n");
}

function lines(...text: readonly string[]): string {
  return `${text.join("\n")}\n`;
}
