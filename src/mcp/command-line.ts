// What the command line hands in: its commands, as records, and a way to run one.

export interface OptionRecord {
  /** Without the dashes. */
  readonly name: string;
  /** What stands for the value in the help; absent where the option takes none. */
  readonly value?: string;
  readonly help: string;
  readonly choices?: readonly string[];
  readonly repeatable?: boolean;
}

export interface CommandRecord {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionRecord[];
}

/** A text in place of standard input. */
export interface GivenText {
  readonly text: string;
  /** What it is called, which may tell what it is. */
  readonly name?: string;
}

export interface Ran {
  /** 2: wrong use, or input that cannot be read. */
  readonly code: 0 | 1 | 2;
  readonly printed: string;
  /** Lines for standard error, in order: what was left out, or what went wrong. */
  readonly said: readonly string[];
}

export interface CommandLine {
  readonly version: string;
  readonly commands: readonly CommandRecord[];
  /** Throws OutputTooLong beyond so many characters. */
  run(args: readonly string[], given: GivenText | undefined, most: number): Promise<Ran>;
}

export class OutputTooLong extends Error {}
