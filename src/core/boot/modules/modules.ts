// What is known of the module nf_conntrack before any sysctl setting is applied: who loads it, with which options,
// or why nothing can.

import { actualBuckets, maxForHashsize } from "../../kernel/hash-table.ts";
import { findModuleParameter } from "../../kernel/module-parameters.ts";
import { CONNTRACK_ALIASES, CONNTRACK_MODULE, findFormerModule, LOADS_CONNTRACK } from "../../kernel/modules.ts";
import { BUCKETS_PATH, MAX_PATH } from "../../kernel/table-keys.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import { possibleIn } from "../../kernel/timeline.ts";
import type { Applier } from "../../sysctl/applier.ts";
import { compareBytes } from "../../text/bytes.ts";
import type { Span } from "../../text/span.ts";
import type { InitialValues } from "../appliers/machine.ts";
import { type Reapplied, udevRules } from "../other-programs/udev.ts";
import { bootWords } from "../tree/command-line.ts";
import {
  COMMAND_LINES,
  DRACUT_FOLDERS,
  ETC_MODULES,
  INITRAMFS_MODULES,
  MODPROBE_FOLDERS,
  MODULES_LOAD_FOLDERS,
  OPENWRT_MODULE_FOLDERS,
} from "../tree/places.ts";
import type { BusyboxBoot } from "../tree/plan.ts";
import type { Tree, TreeFile } from "../tree/tree.ts";
import { modprobeCommands } from "./modprobe-lines.ts";
import { listedModules } from "./module-list.ts";

interface PlacedLine extends Span {
  readonly file: TreeFile;
  /** From 0. */
  readonly line: number;
}

interface Loader extends PlacedLine {
  /** As it is written there, with underscores. */
  readonly module: string;
}

export interface ModuleOption extends PlacedLine {
  readonly name: string;
  /** Undefined for a switch that is only named. */
  readonly value: string | undefined;
  readonly valueSpan: Span;
  readonly from: "modprobe.d" | "command line";
}

export interface ModuleState {
  /** Undefined where no kernel is in the tree, or kernels differ. */
  readonly builtIn: boolean | undefined;
  /** The first to load the module before the settings are applied. */
  readonly loader?: Loader;
  /** What applies the settings once more as the module is added, whenever that is. */
  readonly reapplied?: readonly Reapplied[];
  /** What keeps it from being loaded. */
  readonly blocked?: PlacedLine & { readonly how: "install" | "blacklist" };
  /** In force, one for each name: the last one counts. */
  readonly options: readonly ModuleOption[];
  /** Of those that the module knows, given and replaced by a later one. */
  readonly replaced: readonly (ModuleOption & { readonly by: ModuleOption })[];
  /** In modprobe.d, of a module that is built in. */
  readonly ignored: readonly ModuleOption[];
}

export interface ModuleQuestion {
  readonly target: KernelTarget;
  readonly applier: Applier;
  readonly busyboxBoot?: BusyboxBoot | undefined;
}

export function moduleState(tree: Tree, question: ModuleQuestion): ModuleState {
  const builtIn = isBuiltIn(tree);
  const given = modprobeFiles(tree).flatMap(optionsOf);
  const onCommandLine = bootOptions(tree);
  const inOrder = builtIn ? onCommandLine : [...given, ...onCommandLine];
  const options = new Map<string, ModuleOption>();
  for (const option of inOrder) options.set(option.name, option);
  const replaced = inOrder.flatMap((option) => {
    const by = options.get(option.name);
    return by && by !== option && findModuleParameter(option.name) ? [{ ...option, by }] : [];
  });
  const blocked = builtIn ? undefined : blockedBy(tree, question.applier);
  const { reapplied } = udevRules(tree);
  const loader = builtIn || blocked ? undefined : firstLoader(tree, question);
  return {
    builtIn,
    ...(loader && { loader }),
    ...(reapplied.length > 0 && { reapplied }),
    ...(blocked && { blocked }),
    options: [...options.values()],
    replaced,
    ignored: builtIn ? given : [],
  };
}

interface OptionValue {
  /** Of the variable, below /proc/sys. */
  readonly path: string;
  readonly value: bigint;
  readonly option: ModuleOption;
}

/** What the options make of the keys before the first line is applied: one for each option and key. */
export function optionValues({ options }: ModuleState, target: KernelTarget): readonly OptionValue[] {
  return options.flatMap((option) => {
    const parameter = findModuleParameter(option.name);
    const number = parameter?.type === "switch" ? readSwitch(option.value) : readCount(option.value);
    if (!parameter || number === undefined) return [];
    const of = (path: string, value: bigint): OptionValue => ({ path, value, option });
    if (parameter.name === "hashsize") {
      if (number === 0n) return [];
      const size = Number(number);
      return [of(BUCKETS_PATH, BigInt(actualBuckets(target, size))), of(MAX_PATH, BigInt(maxForHashsize(target, size)))];
    }
    if (parameter.name === "expect_hashsize") return [of("net/netfilter/nf_conntrack_expect_max", number * 4n)];
    return parameter.key === undefined ? [] : [of(parameter.key, number)];
  });
}

export function initialValues(state: ModuleState, target: KernelTarget): InitialValues {
  return new Map(optionValues(state, target).map(({ path, value }) => [path, value]));
}

/** As kstrtouint() reads it: decimal, 0x, or octal after a 0. Undefined where the kernel refuses it, and the module with it. */
export function readCount(text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  const [prefix = ""] = /^\+?(?:0[xX]?)?/.exec(text) ?? [];
  const [base, pattern] = prefix.endsWith("0") ? ["0o", OCTAL] : /x$/i.test(prefix) ? ["0x", HEXADECIMAL] : ["", DECIMAL];
  let from = prefix.length;
  while (text[from] === "0") from++;
  const digits = text.slice(from);
  // Nothing but zeros; the one of the prefix may be the only one.
  if (digits === "" && from > prefix.length + (base === "0o" ? -1 : 0)) return 0n;
  if (!pattern.test(digits)) return undefined;
  const value = BigInt(base + digits);
  return value <= 0xffffffffn ? value : undefined;
}

/** With no more digits than the largest number may have. */
const DECIMAL = /^[0-9]{1,10}$/;
const OCTAL = /^[0-7]{1,11}$/;
const HEXADECIMAL = /^[0-9a-fA-F]{1,8}$/;

/** As kstrtobool() reads it; a switch without a value is on. */
export function readSwitch(text: string | undefined): bigint | undefined {
  if (text === undefined || /^(?:[yYtT1]|[oO][nN])/.test(text)) return 1n;
  return /^(?:[nNfF0]|[oO][fF])/.test(text) ? 0n : undefined;
}

/** The files of modprobe.d that count, in the order they are read. */
export function modprobeFiles(tree: Tree): readonly TreeFile[] {
  return cascade(tree, MODPROBE_FOLDERS);
}

/** The lists of modules that the boot reads before sysctl settings, in order. */
export function moduleLists(tree: Tree, { applier, busyboxBoot }: ModuleQuestion): readonly TreeFile[] {
  const initramfs = tree.files.get(INITRAMFS_MODULES);
  const etc = applier === "systemd" ? undefined : tree.files.get(ETC_MODULES);
  const openwrt = busyboxBoot === "OpenWrt" ? OPENWRT_MODULE_FOLDERS.flatMap((folder) => tree.folders.get(folder)?.files ?? []) : [];
  return [initramfs, etc, ...openwrt, ...cascade(tree, MODULES_LOAD_FOLDERS)].filter((file) => file !== undefined);
}

/** Of all `.conf` files with one name the one in the first folder, in the byte order of names; hidden ones are not read. */
function cascade(tree: Tree, folders: readonly string[]): readonly TreeFile[] {
  const byName = new Map<string, TreeFile>();
  for (const folder of folders) {
    for (const file of tree.folders.get(folder)?.files ?? []) {
      if (file.name.endsWith(".conf") && !file.name.startsWith(".") && !byName.has(file.name)) byName.set(file.name, file);
    }
  }
  return [...byName.values()].sort((a, b) => compareBytes(a.name, b.name));
}

function isBuiltIn({ builtins }: Tree): boolean | undefined {
  const answers = builtins.flatMap(({ reading }) => (reading.problem === undefined ? [/\/nf_conntrack\.ko/.test(reading.text)] : []));
  const [first] = answers;
  return answers.every((answer) => answer === first) ? first : undefined;
}

function optionsOf(file: TreeFile): readonly ModuleOption[] {
  return modprobeCommands(file.reading)
    .filter(({ command, module }) => command === "options" && module === CONNTRACK_MODULE)
    .flatMap(({ parameters, line }) => parameters.map((parameter) => ({ ...parameter, file, line, from: "modprobe.d" as const })));
}

/** The kernel command line that counts: that of the running system, or what the next one is made from. */
export function commandLine(tree: Tree): TreeFile | undefined {
  return COMMAND_LINES.map((path) => tree.files.get(path)).find((file) => file !== undefined);
}

function bootOptions(tree: Tree): readonly ModuleOption[] {
  const file = commandLine(tree);
  if (!file) return [];
  return bootWords(file.path, file.reading).flatMap(({ name, value, line, start, end }) => {
    const match = /^nf[_-]conntrack\.(.+)$/.exec(name);
    const parameter = match?.[1]?.replaceAll("-", "_");
    if (parameter === undefined) return [];
    const valueSpan = { start: end - (value?.length ?? 0), end };
    return [{ name: parameter, value, line, start, end, valueSpan, file, from: "command line" as const }];
  });
}

function blockedBy(tree: Tree, applier: Applier): ModuleState["blocked"] {
  for (const file of modprobeFiles(tree)) {
    for (const { command, module, rest, line, start, end } of modprobeCommands(file.reading)) {
      if (module !== CONNTRACK_MODULE) continue;
      // A command that runs modprobe or insmod itself may well load it.
      if (command === "install" && !/\b(?:modprobe|insmod)\b/.test(rest)) return { file, line, start, end, how: "install" };
      // A blacklist holds back systemd-modules-load (module-util.c); modprobe loads a module that is asked for by its name.
      if (command === "blacklist" && applier === "systemd") return { file, line, start, end, how: "blacklist" };
    }
  }
  return undefined;
}

function firstLoader(tree: Tree, question: ModuleQuestion): Loader | undefined {
  for (const file of moduleLists(tree, question)) {
    for (const { name, rest, ...place } of listedModules(file.reading)) {
      // systemd-modules-load takes the whole line for a name.
      const whole = question.applier !== "systemd" || rest === "" || file.path === INITRAMFS_MODULES;
      if (whole && bringsConntrack(name, question.target)) return { module: name, file, ...place };
    }
  }
  return loaderOnCommandLine(tree, question) ?? loaderInInitramfs(tree, question.target);
}

/** Whether loading a module loads nf_conntrack. */
function bringsConntrack(name: string, target: KernelTarget): boolean {
  const former = findFormerModule(name);
  if (former) return possibleIn(former.present, target.kernel).some((present) => present);
  return name === CONNTRACK_MODULE || CONNTRACK_ALIASES.has(name) || LOADS_CONNTRACK.has(name);
}

function loaderOnCommandLine(tree: Tree, { applier, target }: ModuleQuestion): Loader | undefined {
  const file = commandLine(tree);
  if (!file || applier !== "systemd") return undefined;
  for (const { name, value, line, start, end } of bootWords(file.path, file.reading)) {
    if (!/^(?:rd\.)?modules[_-]load$/.test(name)) continue;
    const module = (value ?? "").split(",").find((one) => bringsConntrack(one.replaceAll("-", "_"), target));
    if (module !== undefined) return { module: module.replaceAll("-", "_"), file, line, start, end };
  }
  return undefined;
}

/** dracut loads what force_drivers names; add_drivers only puts a module into the image. */
function loaderInInitramfs(tree: Tree, target: KernelTarget): Loader | undefined {
  for (const file of cascade(tree, DRACUT_FOLDERS)) {
    if (file.reading.problem !== undefined) continue;
    for (const match of file.reading.text.matchAll(/^[ \t]*force_drivers\+?=(["'])(.*?)\1/gm)) {
      const module = (match[2] ?? "").split(/\s+/).find((one) => bringsConntrack(one.replaceAll("-", "_"), target));
      if (module === undefined) continue;
      const start = match.index;
      const line = file.reading.text.slice(0, start).split(/\r\n|\r|\n/).length - 1;
      return { module: module.replaceAll("-", "_"), file, line, start, end: start + match[0].length };
    }
  }
  return undefined;
}
