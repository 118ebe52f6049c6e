// The script that completes in fish.
import { NAME } from "../help.ts";
import type { CommandCandidate, OptionCandidate, Values } from "./candidates.ts";

export function fishScript(commands: readonly CommandCandidate[]): string {
  const names = commands.map(({ name }) => name);
  return [
    `# Completes ${NAME} in fish: ${NAME} completion fish | source`,
    `complete -c ${NAME} -f`,
    `complete -c ${NAME} -n __fish_use_subcommand -l help -d help`,
    `complete -c ${NAME} -n __fish_use_subcommand -l version -d 'the version'`,
    ...commands.map(({ name, help }) => `complete -c ${NAME} -n __fish_use_subcommand -a ${name} -d ${quote(help)}`),
    `complete -c ${NAME} -n '__fish_seen_subcommand_from help' -a '${names.join(" ")}'`,
    ...commands.flatMap(lines),
    "",
  ].join("\n");
}

function lines({ name, options, operands }: CommandCandidate): readonly string[] {
  // The command is the second word: a file of that name further on is none.
  const here = `complete -c ${NAME} -n 'set -l w (commandline -opc); test "$w[2]" = ${name}'`;
  return [
    ...options.map((option) => `${here} ${optionWords(option)}`),
    ...(operands === "anything" ? [] : [`${here} ${candidates(operands)}`]),
  ];
}

function optionWords({ flag, help, values }: OptionCandidate): string {
  const name = `-l ${flag.slice(2)} -d ${quote(help)}`;
  if (values === undefined) return name;
  return values === "anything" ? `${name} -x` : `${name} -r ${values === "file" ? "-F" : `-f ${candidates(values)}`}`;
}

function candidates(values: Exclude<Values, "anything">): string {
  if (values === "file") return "-F";
  return values === "folder" ? "-a '(__fish_complete_directories)'" : `-f -a ${quote(values.words.join(" "))}`;
}

function quote(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
