// The script that completes in zsh, as a file _conntrack-planner in the path of functions, or sourced.
import { NAME } from "../help.ts";
import type { CommandCandidate, OptionCandidate, Values } from "./candidates.ts";

const FUNCTION = `_${NAME}`;

export function zshScript(commands: readonly CommandCandidate[]): string {
  return [
    `#compdef ${NAME}`,
    `# Completes ${NAME} in zsh: source <(${NAME} completion zsh), after compinit.`,
    `${FUNCTION}() {`,
    '  local context state state_descr line curcontext="$curcontext"',
    "  typeset -A opt_args",
    `  _arguments -C ${quote("--help[help]")} ${quote("--version[the version]")} ${quote("1: :->command")} ${quote("*:: :->rest")}`,
    "  case $state in",
    "    command)",
    "      local -a commands",
    `      commands=(${commands.map(({ name, help }) => quote(`${name}:${help}`)).join(" ")})`,
    "      _describe -t commands command commands",
    "      ;;",
    "    rest)",
    "      case $words[1] in",
    ...commands.map(branch),
    `        help) _values command ${commands.map(({ name }) => quote(name)).join(" ")} ;;`,
    "      esac",
    "      ;;",
    "  esac",
    "}",
    `if [ "$funcstack[1]" = "${FUNCTION}" ]; then ${FUNCTION} "$@"; else compdef ${FUNCTION} ${NAME}; fi`,
    "",
  ].join("\n");
}

function branch({ name, options, operands }: CommandCandidate): string {
  const specs = [...options.map(optionSpec), `*:${name === "explain" ? "key or rule" : "argument"}:${action(operands)}`];
  return `        ${name}) _arguments -s -S ${specs.map(quote).join(" ")} ;;`;
}

function optionSpec({ flag, help, values, metavariable = "", repeatable }: OptionCandidate): string {
  const value = values === undefined ? "" : `:${metavariable.replaceAll(":", "\\:")}:${action(values)}`;
  return `${repeatable ? "*" : ""}${flag}${values === undefined ? "" : "="}[${help.replace(/[[\]\\]/g, "\\$&")}]${value}`;
}

function action(values: Values): string {
  if (values === "file") return "_files";
  if (values === "folder") return "_files -/";
  return values === "anything" ? " " : `(${values.words.join(" ")})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
