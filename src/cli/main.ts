// The command line: finds the command, runs it, and turns what happens into an exit code. No knowledge of conntrack.
import type { ExitCode } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { commandHelp, generalHelp, NAME } from "./help.ts";
import { readOptions, wantsHelp } from "./options.ts";
import { type Output, openOutput } from "./output.ts";
import { didYouMean } from "./suggest.ts";
import { UsageError } from "./usage-error.ts";
import { VERSION } from "./version.ts";
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

async function main(): Promise<void> {
  // A limit on the size of files is then an error with a name, and not the end.
  if (process.platform !== "win32") process.on("SIGXFSZ", () => {});
  const args = process.argv.slice(2);
  const output = openOutput();
  let code: ExitCode = 2;
  try {
    code = await run(args, output);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      output.say(`stopped by a mistake in this program: ${error instanceof Error ? error.stack : error}`);
      return;
    }
    const about = COMMANDS.find(({ name }) => name === args[0]);
    output.say(`${error.message}${/[.?!]$/.test(error.message) ? "" : "."} See ${NAME} ${about ? `${about.name} ` : ""}--help`);
  } finally {
    // Not process.exit(): what is on its way to a pipe would be cut off.
    process.exitCode = (await output.finish()) ? code : 2;
  }
}

void main();
