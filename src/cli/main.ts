// The command line as a process: its arguments, its channels, its exit code.
import { programArguments } from "../linux/index.ts";
import type { ExitCode } from "./command.ts";
import { openOutput } from "./output.ts";
import { runCommandLine } from "./run-command-line.ts";

async function main(): Promise<void> {
  // A limit on the size of files is then an error with a name, and not the end.
  if (process.platform !== "win32") process.on("SIGXFSZ", () => {});
  const output = openOutput(process.stdout, process.stderr);
  let code: ExitCode = 2;
  try {
    code = await runCommandLine(programArguments(), output);
  } finally {
    // Not process.exit(): what is on its way to a pipe would be cut off.
    process.exitCode = (await output.finish()) ? code : 2;
  }
}

void main();
