// Runs a command apart from the process: arguments in, and what it would print out.
import type { Command, ExitCode } from "./command.ts";
import { readOptions } from "./options.ts";
import type { Output } from "./output.ts";
import { type StandIn, withInput } from "./standard-input.ts";
import { UsageError } from "./usage-error.ts";
import { visibleLines } from "./visible.ts";

export interface RanApart {
  readonly code: ExitCode;
  readonly printed: string;
  /** Lines for standard error, in order. */
  readonly said: readonly string[];
}

/** Throws what `tooLong` makes once more than `most` characters were printed. */
export async function runApart(
  commands: readonly Command[],
  [first, ...rest]: readonly string[],
  input: StandIn | undefined,
  most: number,
  tooLong: () => Error,
): Promise<RanApart> {
  const pieces: string[] = [];
  const said: string[] = [];
  let length = 0;
  const write = async (text: string): Promise<void> => {
    length += text.length;
    if (length > most) throw tooLong();
    pieces.push(visibleLines(text));
  };
  const output: Output = {
    ...{ colour: false, color: () => {}, terminal: false, columns: 100, write, writeAsIs: write, error: { colour: false, write } },
    say: (message) => void said.push(visibleLines(message)),
    flush: async () => true,
    finish: async () => true,
  };
  const command = commands.find(({ name }) => name === first);
  try {
    if (!command) throw new UsageError(`Unknown command ${first}`);
    const code = await withInput(input, async () =>
      command.run(
        readOptions(rest, command.options, () => false),
        output,
      ),
    );
    return { code, printed: pieces.join(""), said };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 2, printed: "", said: [error.message] };
  }
}
