// docs/commands.md: every command with its options, from the records that the command line itself goes by.
import type { Command } from "../cli/command.ts";
import { everyCommand } from "../cli/commands.ts";
import { NAME } from "../cli/help.ts";
import type { OptionSpec } from "../cli/options.ts";
import type { Generated } from "./generated-file.ts";
import { cell } from "./markdown.ts";

const commands = await everyCommand();

export const optionReference: Generated = {
  path: "docs/commands.md",
  text: () =>
    [
      "# Commands",
      "",
      "Generated from the commands; `conntrack-planner COMMAND --help` prints the same. All commands have `--help` and `--color auto|always|never`. For the output of `--format json`, see [json.md](json.md).",
      "",
      ...commands.flatMap(section),
    ].join("\n"),
};

function section({ name, usage, summary, description, options }: Command): readonly string[] {
  return [
    `## ${name}`,
    "",
    "```sh",
    `${NAME} ${name} ${usage}`,
    "```",
    "",
    `${summary}.`,
    "",
    ...description.flatMap((paragraph) => ["```text", paragraph, "```", ""]),
    "| Option | |",
    "|---|---|",
    ...options.map((option) => `| ${flag(option)} | ${cell(option.help)}${option.repeatable ? "; may be given again" : ""} |`),
    "",
  ];
}

function flag({ name, value }: OptionSpec): string {
  return `\`--${name}${value === undefined ? "" : ` ${value}`}\``;
}
