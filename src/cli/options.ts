// Reads the arguments of a command by its table of options. Knows no option.
import { parseArgs } from "node:util";
import { nearestNames } from "../core/language/index.ts";
import { UsageError } from "./usage-error.ts";
import { quoted } from "./visible.ts";

export interface OptionSpec {
  /** Without the dashes. */
  readonly name: string;
  /** What stands for the value in the help; absent where the option takes none. */
  readonly value?: string;
  readonly help: string;
  readonly choices?: readonly string[];
  /** May be given more than once; of all others the last one counts. */
  readonly repeatable?: boolean;
}

export interface Input {
  /** Whether an option was given. */
  has(name: string): boolean;
  /** The last value given for an option. */
  value(name: string): string | undefined;
  /** All values given for an option, in order. */
  values(name: string): readonly string[];
  /** What is no option: paths, keys. */
  readonly rest: readonly string[];
}

/** Whether help is asked for, whatever else is right or wrong. */
export function wantsHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? args.length : end).some((arg) => arg === "--help" || arg === "-h");
}

/**
 * Reads `--name value` and `--name=value`; all after `--`, and a `-` alone, is no option. `isFile` tells of an argument
 * with dashes before it that it is a file all the same: a shell that expands `*.sysctl` sets no `--` before it. Throws
 * UsageError.
 */
export function readOptions(args: readonly string[], specs: readonly OptionSpec[], isFile = (_arg: string) => false): Input {
  const { tokens } = parseArgs({
    args: args.map((arg) => (arg !== "--" && arg.startsWith("-") && isFile(arg) ? "file" : arg)),
    options: Object.fromEntries(specs.map(({ name, value }) => [name, { type: value === undefined ? "boolean" : "string" } as const])),
    ...{ strict: false, allowPositionals: true, tokens: true },
  });
  const found = new Map<string, string[]>();
  const rest: string[] = [];
  for (const token of tokens) {
    const arg = args[token.index] ?? "";
    if (token.kind === "positional") rest.push(arg);
    if (token.kind !== "option") continue;
    const [flag = ""] = arg.split("=", 1);
    const spec = specOf(flag, specs);
    const value = valueFor(spec, token.inlineValue ? token.value : args[token.index + 1], token.inlineValue === true);
    const known = found.get(spec.name);
    if (known) known.push(value);
    else found.set(spec.name, [value]);
  }
  return { has: (name) => found.has(name), value: (name) => found.get(name)?.at(-1), values: (name) => found.get(name) ?? [], rest };
}

function valueFor({ name, value: kind, choices }: OptionSpec, value: string | undefined, inline: boolean): string {
  if (kind === undefined) {
    if (inline) throw new UsageError(`--${name} takes no value`);
    return "";
  }
  if (value === undefined || (!inline && /^--./.test(value))) throw new UsageError(`--${name} needs a value: --${name} ${kind}`);
  if (choices && !choices.includes(value)) throw new UsageError(`--${name} must be one of ${choices.join(", ")}, not ${quoted(value)}`);
  return value;
}

function specOf(flag: string, specs: readonly OptionSpec[]): OptionSpec {
  const spec = specs.find(({ name }) => flag === `--${name}`);
  if (spec) return spec;
  const flags = ["--help", ...specs.map(({ name }) => `--${name}`)];
  const path = flag.startsWith("--") ? "" : ` (a file of that name: ./${quoted(flag).slice(1, -1)})`;
  throw new UsageError(`Unknown option ${quoted(flag)}${didYouMean(flag, flags) || path}`);
}

/** What a mistyped name may have meant, as the end of a sentence: "; did you mean x?", or nothing. */
export function didYouMean(word: string, names: readonly string[]): string {
  const [best] = nearestNames(word, names);
  return best === undefined ? "" : `; did you mean ${best}?`;
}
