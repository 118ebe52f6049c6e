// A command line from its words to an exit code: finds the command, runs it, and tells what went wrong. No knowledge of
// conntrack.
import type { ExitCode } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { commandHelp, generalHelp, NAME, VERSION } from "./help.ts";
import { didYouMean, readOptions, wantsHelp } from "./options.ts";
import type { Output } from "./output.ts";
import { UsageError } from "./usage-error.ts";
import { quoted, visible } from "./visible.ts";

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const [first, ...rest] = args;
  if (first === "--version") return show(`${VERSION}\n`, output);
  if (first === "--help" || first === "-h" || first === "help") {
    const about = COMMANDS.find(({ name }) => name === rest[0]);
    return show(about ? commandHelp(about) : generalHelp(COMMANDS, VERSION), output);
  }
  const command = COMMANDS.find(({ name }) => name === first);
  if (!command) throw new UsageError(noCommand(first));
  if (wantsHelp(rest)) return show(commandHelp(command), output);
  return command.run(readOptions(rest, command.options, command.isFile), output);
}

async function show(text: string, output: Output): Promise<ExitCode> {
  await output.write(text);
  return 0;
}

function noCommand(first: string | undefined): string {
  const names = COMMANDS.map(({ name }) => name);
  if (first === undefined) return `Say what to do: ${names.join(", ")}`;
  if (first.startsWith("-") && first !== "-") return `Unknown option ${quoted(first)}${didYouMean(first, ["--help", "--version"])}`;
  const hint =
    didYouMean(first, names) ||
    (/[./]|^-$/.test(first) ? `; did you mean ${NAME} check ${visible(first)}?` : `; there are ${names.join(", ")}`);
  return `Unknown command ${quoted(first)}${hint}`;
}

/** Every mistake is told here, those of this program too. */
export async function runCommandLine(args: readonly string[], output: Output): Promise<ExitCode> {
  try {
    return await run(args, output);
  } catch (error) {
    if (error instanceof UsageError) {
      const about = COMMANDS.find(({ name }) => name === args[0]);
      output.say(`${error.message}${/[.?!]$/.test(error.message) ? "" : "."} See ${NAME} ${about ? `${about.name} ` : ""}--help`);
    } else {
      output.say(`stopped by a mistake in this program: ${error instanceof Error ? error.stack : error}`);
    }
    return 2;
  }
}
