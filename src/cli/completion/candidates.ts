// What can stand where on a command line, from the records of the commands; the shells' own scripts are made of it.
import { COLOR } from "../color.ts";
import type { Command } from "../command.ts";
import type { OptionSpec } from "../options.ts";

/** What a value may be: one of some words, a file, a folder, or whatever somebody types. */
export type Values = { readonly words: readonly string[] } | "file" | "folder" | "anything";

export interface OptionCandidate {
  /** With its dashes. */
  readonly flag: string;
  /** One line. */
  readonly help: string;
  /** Absent where the option takes none. */
  readonly values?: Values;
  /** What stands for the value in the help. */
  readonly metavariable?: string;
  readonly repeatable: boolean;
}

export interface CommandCandidate {
  readonly name: string;
  readonly help: string;
  readonly options: readonly OptionCandidate[];
  readonly operands: Values;
}

export function candidatesOf(commands: readonly Command[]): readonly CommandCandidate[] {
  return commands.map(({ name, summary, options, words }) => ({
    name,
    help: summary,
    options: [...[...options, COLOR].map(optionCandidate), { flag: "--help", help: "the help of this command", repeatable: false }],
    operands: words === undefined ? "file" : { words: words() },
  }));
}

function optionCandidate(option: OptionSpec): OptionCandidate {
  const { name, value, help, repeatable = false } = option;
  const shared = { flag: `--${name}`, help, repeatable };
  return value === undefined ? shared : { ...shared, metavariable: value, values: valuesOf(option) };
}

function valuesOf({ value = "", choices }: OptionSpec): Values {
  if (choices) return { words: choices };
  if (value === "DIR") return "folder";
  return value.startsWith("FILE") ? "file" : "anything";
}
