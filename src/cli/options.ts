// Reads the arguments of a command by its table of options. Knows no option.

import { didYouMean } from "./suggest.ts";
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
  const found = new Map<string, string[]>();
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "--") {
      rest.push(...args.slice(i + 1));
      break;
    }
    if (!arg.startsWith("-") || arg === "-" || isFile(arg)) {
      rest.push(arg);
      continue;
    }
    const equals = arg.indexOf("=");
    const spec = specOf(equals < 0 ? arg : arg.slice(0, equals), specs);
    const next = args[i + 1];
    let value: string;
    if (spec.value === undefined) {
      if (equals >= 0) throw new UsageError(`--${spec.name} takes no value`);
      value = "";
    } else if (equals >= 0) {
      value = arg.slice(equals + 1);
    } else if (next === undefined || /^--./.test(next)) {
      throw new UsageError(`--${spec.name} needs a value: --${spec.name} ${spec.value}`);
    } else {
      value = next;
      i++;
    }
    if (spec.choices && !spec.choices.includes(value)) {
      throw new UsageError(`--${spec.name} is one of ${spec.choices.join(", ")}, not ${quoted(value)}`);
    }
    const known = found.get(spec.name);
    if (known) known.push(value);
    else found.set(spec.name, [value]);
  }
  return { has: (name) => found.has(name), value: (name) => found.get(name)?.at(-1), values: (name) => found.get(name) ?? [], rest };
}

function specOf(flag: string, specs: readonly OptionSpec[]): OptionSpec {
  const spec = specs.find(({ name }) => flag === `--${name}`);
  if (spec) return spec;
  const flags = ["--help", ...specs.map(({ name }) => `--${name}`)];
  const path = flag.startsWith("--") ? "" : ` (a file of that name: ./${quoted(flag).slice(1, -1)})`;
  throw new UsageError(`Unknown option ${quoted(flag)}${didYouMean(flag, flags) || path}`);
}
