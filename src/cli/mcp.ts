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
    summary: "Model Context Protocol server for agents: the other commands as read-only tools",
    description: [
      "An agent starts it and communicates over standard input and output. docs/agents.md has\nthe settings for VS Code and others.",
      "It writes nothing and starts no programs. It reads files only in the folders given with --root; links that leave\nthem are not followed. Without --root, only text that is passed to it.",
      "Exit codes: 0 the agent disconnected; 2 wrong usage.",
    ],
    options: [{ name: "root", value: "DIR", repeatable: true, help: "a folder whose files the agent may read" }],
    async run(input): Promise<ExitCode> {
      const [extra] = input.rest;
      if (extra !== undefined) throw new UsageError(`mcp takes no ${quoted(extra)}; use --root ${quoted(extra)}`);
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
  throw new UsageError(`--root ${quoted(path)} is not a folder`);
}
