// `completion`: the script that makes a shell complete our command lines.
import { byName } from "../../core/language/index.ts";
import type { Command, ExitCode } from "../command.ts";
import { NAME } from "../help.ts";
import { didYouMean } from "../options.ts";
import { UsageError } from "../usage-error.ts";
import { quoted } from "../visible.ts";
import { bashScript } from "./bash.ts";
import { type CommandCandidate, candidatesOf } from "./candidates.ts";
import { fishScript } from "./fish.ts";
import { zshScript } from "./zsh.ts";

const SHELLS = byName<(commands: readonly CommandCandidate[]) => string>({
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
});

/** Of all other commands, and of itself. */
export function completion(others: () => Promise<readonly Command[]>): Command {
  const self: Command = {
    name: "completion",
    usage: "bash|zsh|fish",
    summary: "Prints a shell script that completes commands, options and their values",
    description: [
      `bash: source <(${NAME} completion bash) in ~/.bashrc
zsh:  source <(${NAME} completion zsh) in ~/.zshrc, after compinit
fish: ${NAME} completion fish > ~/.config/fish/completions/${NAME}.fish`,
    ],
    options: [],
    words: () => Object.keys(SHELLS),
    async run(input, output): Promise<ExitCode> {
      const [shell = "", ...more] = input.rest;
      const script = SHELLS[shell];
      if (!script || more.length > 0) {
        const names = Object.keys(SHELLS);
        throw new UsageError(
          shell === "" || more.length > 0
            ? `Name one shell: ${names.join(", ")}`
            : `No completion script for ${quoted(shell)}${didYouMean(shell, names) || `; supported: ${names.join(", ")}`}`,
        );
      }
      await output.write(script(candidatesOf([...(await others()), self])));
      return 0;
    },
  };
  return self;
}
