// `mcp`: the server for agents. It is a file beside the command line, required once it is asked for.
import { statSync } from "node:fs";
import { realPath, toBytes } from "../linux/index.ts";
import type { Command, ExitCode } from "./command.ts";
import { VERSION } from "./help.ts";
import { runApart } from "./run-apart.ts";
import { UsageError } from "./usage-error.ts";
import { quoted } from "./visible.ts";

/** Of the commands that agents may use as tools. */
export function mcp(load: () => Promise<readonly Command[]>): Command {
  return {
    name: "mcp",
    usage: "[--root DIR...]",
    summary: "Serves agents: the questions that other commands answer, as read-only tools of the Model Context Protocol",
    description: [
      "An agent starts it and talks to it over standard input and output. docs/agents.md has the settings for VS Code and others.",
      "Nothing is written, and no program is started. Files are read in the folders that --root names and nowhere else, links\nincluded; without --root, only texts that are handed in.",
      "Exit codes: 0 the agent has gone; 2 wrong use.",
    ],
    options: [{ name: "root", value: "DIR", repeatable: true, help: "a folder whose files may be read" }],
    async run(input): Promise<ExitCode> {
      const [extra] = input.rest;
      if (extra !== undefined) throw new UsageError(`mcp takes no ${quoted(extra)}; write --root ${quoted(extra)}`);
      const roots = input.values("root").map(realFolder);
      const commands = await load();
      const { OutputTooLong, serve } = await import("../mcp/index.ts");
      const run = (args: readonly string[], given: Parameters<typeof runApart>[2], most: number) =>
        runApart(commands, args, given, most, () => new OutputTooLong());
      await serve(process.stdin, process.stdout, { version: VERSION, commands, run }, roots);
      return 0;
    },
  };
}

/** Throws UsageError. */
function realFolder(path: string): string {
  try {
    const real = realPath(path);
    if (statSync(toBytes(real)).isDirectory()) return real;
  } catch {
    // Said below.
  }
  throw new UsageError(`--root ${quoted(path)} is no folder`);
}
