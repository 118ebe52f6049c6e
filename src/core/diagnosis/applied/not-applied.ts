// Which settings are not what the files ask for, and why: by what programs complained of, by what became of the lines,
// and by what runs.

import type { Configured, ConfiguredLine, ConfiguredSetting } from "../../evidence/configured.ts";
import type { RefusalReason, RefusedSetting } from "../../evidence/log/refusals.ts";
import { keyAt } from "../../kernel/at-target.ts";
import { findKey } from "../../kernel/catalogue.ts";
import { COUNT_PATH } from "../../kernel/table-keys.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import { variableOf } from "../../kernel/variable.ts";
import { releaseName } from "../../kernel/version.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { Context } from "../context.ts";

export interface NotApplied {
  /** Of the variable; the bare name of an option of the module. */
  readonly path: string;
  /** What was to be; null where no line and no message says it. */
  readonly wanted: number | null;
  readonly running: number | undefined;
  /** Undefined where no file at hand asks for it. */
  readonly line: ConfiguredSetting | undefined;
  /** What was complained of. */
  readonly refused: RefusedSetting | undefined;
  /** One sentence. */
  readonly why: string;
}

/** Those that were complained of first. */
export function settingsNotApplied(context: Context): readonly NotApplied[] {
  const { configured, refused = [] } = context.evidence;
  const told = refused.flatMap((one) => {
    const found = complainedOf(one, context);
    return found ? [found] : [];
  });
  const known = new Set(told.map(({ path }) => path));
  return configured ? [...told, ...differing(configured, context).filter(({ path }) => !known.has(path))] : told;
}

/** Undefined where it is in force all the same: something set it later. */
function complainedOf(refused: RefusedSetting, { evidence: { configured }, values, target }: Context): NotApplied | undefined {
  const path = variableOf(refused.key);
  const lines = configured?.settings.filter((setting) => setting.path === path) ?? [];
  const line = lines.find(({ text }) => text === refused.value) ?? lines.find(({ fate }) => fate === "wins") ?? lines.at(-1);
  const wanted = numberOf(refused.value ?? line?.text ?? "");
  const running = values[path];
  if (running !== undefined && running === wanted) return undefined;
  return { path, wanted, running, line, refused, why: WHY[refused.reason](path, configured, target) };
}

/** What the files leave is held against what runs; only the initial namespace is what they are applied in. */
function differing(configured: Configured, { evidence: { host }, values }: Context): readonly NotApplied[] {
  if (host?.initialNamespace === false) return [];
  const paths = [...new Set(configured.settings.filter(({ fate }) => fate !== "option").map(({ path }) => path))];
  return paths.flatMap((path) => {
    const lines = configured.settings.filter((setting) => setting.path === path);
    const winner = lines.find(({ fate }) => fate === "wins");
    const line = winner ?? lines.at(-1);
    const running = values[path];
    const wanted = winner ? winner.leaves : numberOf(line?.text ?? "");
    if (!line || path === COUNT_PATH || running === undefined || wanted === null || wanted === running) return [];
    const later = winner && configured.later.find((other) => other.path === path);
    const why = later
      ? say("{source} sets it after the files are applied ({later})", { source: later.source, later: placeName(later) })
      : FATES[line.fate](line);
    return [{ path, wanted, running, line, refused: undefined, why }];
  });
}

/** Whether the kernel has no such key, whatever is loaded. */
export function isAbsent(path: string, target: KernelTarget): boolean {
  const fact = findKey(path);
  return fact !== undefined && keyAt(fact, target).present === "no";
}

const WHY: Readonly<Record<RefusalReason, (path: string, configured: Configured | undefined, target: KernelTarget | undefined) => string>> =
  {
    missing: (path, configured, target) => {
      if (target && isAbsent(path, target)) return say("Linux {kernel} does not have this key", { kernel: releaseName(target.kernel) });
      const { loader } = configured ?? {};
      if (loader === undefined) return say("The key did not exist when it was to be set, usually because nf_conntrack was not loaded yet");
      if (loader === null) return say("The key did not exist when it was to be set: no file loads nf_conntrack earlier");
      if (loader === "built in")
        return say("The key did not exist when it was to be set, although nf_conntrack is built in: is the name correct?");
      return say("The key did not exist when it was to be set, although {loader} loads nf_conntrack earlier: did that fail?", {
        loader: placeName(loader),
      });
    },
    invalid: () => say("The kernel rejects the value"),
    denied: () =>
      say("The program was not allowed to write it: machine-wide values cannot be set in a container or another network namespace"),
    "read-only": () => say("/proc/sys is read-only there, such as in a container, or the key itself is read-only"),
    unknown: () => say("The module in this kernel does not have this option"),
  };

const FATES: Readonly<Record<ConfiguredSetting["fate"], (setting: ConfiguredSetting) => string>> = {
  wins: () => say("Something else set it later, or the file was changed after the last boot"),
  repeated: () => say("Something else set it later"),
  overwritten: ({ by }) => (by ? say("A later line overrides it ({place})", { place: placeName(by) }) : say("A later line overrides it")),
  masked: ({ by }) =>
    by ? say("Its file is not read: {file} has the same name and comes first", { file: by.file }) : say("Its file is not read"),
  excluded: ({ by }) => (by ? say("Another line excludes it ({place})", { place: placeName(by) }) : say("Another line excludes it")),
  refused: () => say("The kernel rejects the value in the line"),
  missing: () => say("This kernel does not have the key, or not under that name"),
  "not read": () => say("No program reads the line"),
  option: () => say("A module option takes effect only when the module is loaded"),
};

export function placeName({ file, line }: ConfiguredLine): string {
  return say("{file}, line {line}", { file, line: formatCount(line) });
}

function numberOf(text: string): number | null {
  const number = /^\s*-?\d{1,15}\s*$/.test(text) ? Number(text) : Number.NaN;
  return Number.isNaN(number) ? null : number;
}
