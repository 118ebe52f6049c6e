// A command line from its words to an exit code: finds the command, runs it, and tells what went wrong. No knowledge of
// conntrack.
import { COLOR, colorWhen } from "./color.ts";
import type { ExitCode } from "./command.ts";
import { COMMANDS, everyCommand } from "./commands.ts";
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
    return show(about ? commandHelp(await about.load()) : generalHelp(await everyCommand(), VERSION), output);
  }
  const file = COMMANDS.find(({ name }) => name === first);
  if (!file) throw new UsageError(noCommand(first));
  const command = await file.load();
  if (wantsHelp(rest)) return show(commandHelp(command), output);
  const input = readOptions(rest, [...command.options, COLOR], command.isFile);
  output.color(colorWhen(input.value(COLOR.name)));
  return command.run(input, output);
}

async function show(text: string, output: Output): Promise<ExitCode> {
  await output.write(text);
  return 0;
}

function noCommand(first: string | undefined): string {
  const names = COMMANDS.map(({ name }) => name);
  if (first === undefined) return `Give a command: ${names.join(", ")}`;
  if (first.startsWith("-") && first !== "-") return `Unknown option ${quoted(first)}${didYouMean(first, ["--help", "--version"])}`;
  const hint =
    didYouMean(first, names) ||
    (/[./]|^-$/.test(first) ? `; did you mean ${NAME} check ${visible(first)}?` : `; available: ${names.join(", ")}`);
  return `Unknown command ${quoted(first)}${hint}`;
}

/** Every mistake is told here, those of this program too. */
export async function runCommandLine(args: readonly string[], output: Output): Promise<ExitCode> {
  try {
    return await run(args, output);
  } catch (error) {
    const missing = missingPart(error);
    if (missing !== undefined) {
      output.say(`${missing}, a part of this program, is missing from its folder; reinstall the program`);
    } else if (error instanceof UsageError) {
      const about = COMMANDS.find(({ name }) => name === args[0]);
      output.say(`${error.message}${/[.?!]$/.test(error.message) ? "" : "."} See ${NAME} ${about ? `${about.name} ` : ""}--help`);
    } else {
      output.say(`stopped by a bug in this program: ${error instanceof Error ? error.stack : error}`);
    }
    return 2;
  }
}

/** The file of ours that could not be loaded; undefined for other mistakes. */
function missingPart(error: unknown): string | undefined {
  const { code, message = "" } = error as { readonly code?: unknown; readonly message?: string };
  return code === "MODULE_NOT_FOUND" ? /Cannot find module '\.{1,2}\/([^']+)'/.exec(message)?.[1] : undefined;
}
