// The effective configuration for people: a block a key, with the line that wins and what became of the others.

import type { HostConfiguration, LineFate } from "../core/boot/index.ts";
import { APPLIER_NAMES } from "../core/language/index.ts";
import type { ScriptSetting } from "./scripts-below.ts";
import { type Painter, targetName } from "./style.ts";
import { visible } from "./visible.ts";

export function effectiveText(host: HostConfiguration, scripts: readonly ScriptSetting[], paint: Painter): string {
  const blocks = [
    `${paint(`As ${APPLIER_NAMES[host.applier]} applies it`, "bold")} on ${targetName(host.target)}${because(host)}`,
    ...host.settings.map(({ key, value, line, others }) =>
      [
        `${paint(`${visible(key)} = ${visible(value)}`, "bold")}`,
        `    ${placeOf(line)}${written(line, value)}`,
        ...others.map((other) => paint(`    ${placeOf(other)}  ${visible(other.statement.value)}  ${other.fate}`, "dim")),
      ].join("\n"),
    ),
    lost(host, paint),
    moduleText(host),
    others(host),
    scriptsText(scripts),
  ];
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** What may come before or after all of it. */
function scriptsText(scripts: readonly ScriptSetting[]): string {
  const rows = scripts.map(({ file, line, key, value }) => `    ${visible(key)}: ${visible(value)}  ${visible(file)}:${line}`);
  return rows.length === 0 ? "" : ["Scripts that may set a key too", ...rows].join("\n");
}

function because({ detected, applier }: HostConfiguration): string {
  return detected.because !== undefined && detected.applier === applier ? ` (told by ${visible(detected.because)})` : "";
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
function lost({ lines, settings }: HostConfiguration, paint: Painter): string {
  const set = new Set(settings.map(({ path }) => path));
  const rows = lines
    .filter(({ path }) => !set.has(path))
    .map((line) => `    ${placeOf(line)}  ${visible(line.statement.key)} = ${visible(line.statement.value)}  ${line.fate}`);
  return rows.length === 0 ? "" : [paint("Not in force", "bold"), ...rows].join("\n");
}

function moduleText({ module }: HostConfiguration): string {
  const [again] = module.reapplied ?? [];
  const how = module.builtIn
    ? "built into the kernel"
    : module.loader
      ? `loaded by ${visible(module.loader.file.path)}:${module.loader.line + 1}`
      : module.blocked
        ? `kept out by ${visible(module.blocked.file.path)}:${module.blocked.line + 1}`
        : again
          ? `loaded whenever it is asked for, and ${visible(again.file.path)}:${again.line + 1} applies the settings then`
          : "loaded by nothing in this tree before the settings are applied";
  const options = module.options.map(
    ({ name, value, file, line }) =>
      `    ${visible(name)}${value === undefined ? "" : `=${visible(value)}`}  ${visible(file.path)}:${line + 1}`,
  );
  return [`Module nf_conntrack: ${how}`, ...options].join("\n");
}

function others({ others: all }: HostConfiguration): string {
  if (all.length === 0) return "";
  const rows = all.map(({ source, path, value, effect, file, line }) => {
    const what = effect === "at-least" ? `at least ${visible(value)}` : effect === "per-core" ? `${visible(value)} a core` : visible(value);
    return `    ${source}  ${path.slice(path.lastIndexOf("/") + 1)}: ${what}  ${visible(file.path)}:${line + 1}`;
  });
  return ["Set by other programs too", ...rows].join("\n");
}
