// `lsp`: the language server, for editors. It is a file beside the command line, required once it is asked for.
import type { Command, ExitCode } from "./command.ts";
import { VERSION } from "./help.ts";
import { UsageError } from "./usage-error.ts";
import { quoted } from "./visible.ts";

export const lsp: Command = {
  name: "lsp",
  usage: "--stdio",
  summary: "Language server for editors: findings, hovers, completion and fixes",
  description: [
    "An editor starts it and communicates over standard input and output. docs/editors.md has the settings for Neovim, Helix,\nZed and Emacs.",
    "Exit codes: 0 the editor shut it down; 1 the editor left without a shutdown, or sent what cannot be read; 2 wrong usage.",
  ],
  options: [{ name: "stdio", help: "communicate over standard input and output (required)" }],
  async run(input, output): Promise<ExitCode> {
    const [extra] = input.rest;
    if (extra !== undefined) throw new UsageError(`lsp takes no ${quoted(extra)}`);
    if (!input.has("stdio")) throw new UsageError("lsp needs --stdio; an editor starts it");
    const { serve } = await import("../lsp/index.ts");
    // The server ends the process, unless it cannot hear the editor any more.
    return new Promise((resolve) => {
      serve(process.stdin, process.stdout, VERSION, (problem) => {
        output.say(`cannot read what the editor sends: ${problem}`);
        process.stdin.destroy();
        resolve(1);
      });
    });
  },
};
