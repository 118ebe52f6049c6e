// The effective configuration for people: a block a key, with the line that wins and what became of the others.

import type { HostConfiguration, LineFate } from "../core/boot/index.ts";
import { APPLIER_NAMES, dotted, FATE_WORDS, optionsInForce, tooEarlyWords } from "../core/language/index.ts";
import type { ScriptSetting } from "./scripts-below.ts";
import { type Painter, targetName } from "./style.ts";
import { visible } from "./visible.ts";

/** Piece by piece: a tree may have a million lines. `assumed`: which kernel it is, the user did not say. */
export function* effectiveText(
  host: HostConfiguration,
  scripts: readonly ScriptSetting[],
  assumed: boolean,
  paint: Painter,
): Generator<string> {
  const [what, remedy] = tooEarlyWords(host) ?? [];
  if (what !== undefined) yield `${paint(what, "bold")}\n${remedy}\n\n`;
  const kernel = `${targetName(host.target)}${assumed ? " (assumed; see --kernel)" : ""}`;
  yield `${paint(`As ${APPLIER_NAMES[host.applier]} applies it`, "bold")} on ${kernel}${because(host)}`;
  for (const { key, value, line, others } of host.settings) {
    yield `\n\n${paint(`${visible(key)} = ${visible(value)}`, "bold")}\n    ${placeOf(line)}${written(line, value)}`;
    for (const other of others)
      yield `\n${paint(`    ${placeOf(other)}  ${visible(other.statement.value)}  ${FATE_WORDS[other.fate]}`, "dim")}`;
  }
  for (const { path, value, option } of optionsInForce(host))
    yield `\n\n${paint(`${dotted(path)} = ${value}`, "bold")}\n    ${visible(option.file.path)}:${option.line + 1}  ${optionText(option)}`;
  yield* block(paint("Without effect", "bold"), lost(host));
  yield `\n\n${moduleText(host)}`;
  yield* block("Also set by other programs", others(host));
  yield* block("Scripts that may also set a key", scriptRows(scripts));
  yield "\n";
}

/** Nothing where there are no rows. */
function* block(title: string, rows: Iterable<string>): Generator<string> {
  let isFirst = true;
  for (const row of rows) {
    yield isFirst ? `\n\n${title}\n${row}` : `\n${row}`;
    isFirst = false;
  }
}

/** What may come before or after all of it. */
function* scriptRows(scripts: readonly ScriptSetting[]): Generator<string> {
  for (const { file, line, key, value } of scripts) yield `    ${visible(key)}: ${visible(value)}  ${visible(file)}:${line}`;
}

function because({ detected, applier }: HostConfiguration): string {
  return detected.because !== undefined && detected.applier === applier ? ` (from ${visible(detected.because)})` : "";
}

/** The text of the line, where the kernel makes another number of it. */
function written({ statement }: LineFate, value: string): string {
  return statement.value === value ? "" : `  as ${visible(statement.value)}`;
}

function placeOf({ file, statement }: LineFate): string {
  const real = file.real !== undefined && file.real !== file.path ? ` (${visible(file.real)})` : "";
  return `${visible(file.path)}:${statement.line + 1}${real}`;
}

/** Lines about keys that nothing ends up setting. */
function* lost({ lines, settings }: HostConfiguration): Generator<string> {
  const set = new Set(settings.map(({ path }) => path));
  for (const line of lines)
    if (!set.has(line.path))
      yield `    ${placeOf(line)}  ${visible(line.statement.key)} = ${visible(line.statement.value)}  ${FATE_WORDS[line.fate]}`;
}

function moduleText({ module }: HostConfiguration): string {
  const [again] = module.reapplied ?? [];
  const how = module.builtIn
    ? "built into the kernel"
    : module.loader
      ? `loaded by ${visible(module.loader.file.path)}:${module.loader.line + 1}`
      : module.blocked
        ? `blocked by ${visible(module.blocked.file.path)}:${module.blocked.line + 1}`
        : again
          ? `loaded on demand, and ${visible(again.file.path)}:${again.line + 1} applies the settings at that time`
          : "not loaded by any file in this tree before the settings are applied";
  const options = module.options.map((option) => `    ${optionText(option)}  ${visible(option.file.path)}:${option.line + 1}`);
  return [`Module nf_conntrack: ${how}`, ...options].join("\n");
}

function optionText({ name, value }: HostConfiguration["module"]["options"][number]): string {
  return `${visible(name)}${value === undefined ? "" : `=${visible(value)}`}`;
}

function* others({ others: all }: HostConfiguration): Generator<string> {
  for (const { source, path, value, effect, file, line } of all) {
    const what =
      effect === "at-least" ? `at least ${visible(value)}` : effect === "per-core" ? `${visible(value)} per core` : visible(value);
    yield `    ${source}  ${path.slice(path.lastIndexOf("/") + 1)}: ${what}  ${visible(file.path)}:${line + 1}`;
  }
}
