// What a command is: a record that the help and the reader of options both go by. Knows no command.
import type { Input, OptionSpec } from "./options.ts";
import type { Output } from "./output.ts";

/** 0: nothing wrong. 1: errors, or too many warnings. 2: wrong use, or input that cannot be read. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  readonly name: string;
  /** What follows the name in a line of usage. */
  readonly usage: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** Paragraphs of the command's own help; lines are broken by hand. */
  readonly description: readonly string[];
  readonly options: readonly OptionSpec[];
  /** What its arguments are, where they are no files: for shells that complete them. */
  readonly words?: () => readonly string[];
  /** Whether an argument that looks like an option is one of the files to be read. */
  readonly isFile?: (arg: string) => boolean;
  run(input: Input, output: Output): Promise<ExitCode> | ExitCode;
}
