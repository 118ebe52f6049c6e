// The script that completes in bash, from 3.2 on, whether or not bash has a package of completions.
import { NAME } from "../help.ts";
import type { CommandCandidate, OptionCandidate, Values } from "./candidates.ts";

const FUNCTION = `_${NAME.replaceAll("-", "_")}`;

export function bashScript(commands: readonly CommandCandidate[]): string {
  const names = [...commands.map(({ name }) => name), "help", "--help", "--version"];
  return [
    `# Completes ${NAME} in bash: source <(${NAME} completion bash)`,
    `${FUNCTION}_keep() {`,
    "  local line",
    '  while IFS= read -r line; do COMPREPLY+=("$line"); done',
    "}",
    "",
    `${FUNCTION}() {`,
    "  COMPREPLY=()",
    `  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} option="" word ended=""`,
    "  if ((COMP_CWORD == 1)); then",
    `    ${keep({ words: names })}`,
    "    return",
    "  fi",
    `  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do if [[ $word == -- ]]; then ended=yes; fi; done`,
    "  # bash takes the = of --name=value for a word of its own.",
    '  if [[ $current == "=" ]]; then',
    "    option=$before",
    '    current=""',
    '  elif [[ $before == "=" ]]; then',
    `    option=\${COMP_WORDS[COMP_CWORD - 2]}`,
    "  elif [[ $before == --* ]]; then",
    "    option=$before",
    "  fi",
    "  if [[ $ended ]]; then option=; fi",
    `  case \${COMP_WORDS[1]} in`,
    ...commands.flatMap(branch),
    `    help) if ((COMP_CWORD == 2)); then ${keep({ words: commands.map(({ name }) => name) })}; fi ;;`,
    "  esac",
    "}",
    "",
    `complete -F ${FUNCTION} ${NAME}`,
    "",
  ].join("\n");
}

function branch({ name, options, operands }: CommandCandidate): readonly string[] {
  const flags = options.map(({ flag }) => flag);
  const valued = options.flatMap((option) => (option.values === undefined ? [] : [choice(option, option.values)]));
  return [
    `    ${name})`,
    ...(valued.length === 0 ? [] : ["      case $option in", ...valued, "      esac"]),
    "      if [[ ! $ended && $current == -* ]]; then",
    `        ${keep({ words: flags })}`,
    "      else",
    `        ${keep(operands)}`,
    "      fi",
    "      ;;",
  ];
}

function choice({ flag }: OptionCandidate, values: Values): string {
  return `        ${flag}) ${values === "anything" ? "" : `${keep(values)}; `}return ;;`;
}

function keep(values: Values): string {
  const files = "compopt -o filenames 2>/dev/null; ";
  if (values === "file") return `${files}${FUNCTION}_keep < <(compgen -f -- "$current")`;
  if (values === "folder") return `${files}${FUNCTION}_keep < <(compgen -d -- "$current")`;
  return values === "anything" ? ":" : `${FUNCTION}_keep < <(compgen -W "${values.words.join(" ")}" -- "$current")`;
}
