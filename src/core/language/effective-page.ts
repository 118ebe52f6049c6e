// The effective configuration as a text to read: the values first, below them where each is from and what it overrides.

import type { EffectiveSetting, HostConfiguration } from "../boot/configuration.ts";
import type { LineFate } from "../boot/fates.ts";
import type { TreeFile } from "../boot/tree/tree.ts";
import { defaultOf } from "../kernel/default-value.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { releaseName } from "../kernel/version.ts";
import { isConntrackPath } from "../rules/engine/host-words.ts";
import { APPLIER_NAMES } from "../sysctl/applier.ts";
import { dotted } from "../sysctl/key-path.ts";
import type { Span } from "../text/span.ts";
import { visible } from "../text/visible.ts";
import { formatBytes } from "../units/units.ts";
import { say } from "../words/say.ts";
import { FATE_WORDS, optionsInForce, tooEarlyWords } from "./effective-words.ts";

/** A place in the page that names a line of a file. */
interface PageLink extends Span {
  /** Path in the tree. */
  readonly file: string;
  /** From 0. */
  readonly line: number;
}

export interface EffectivePage {
  readonly text: string;
  readonly links: readonly PageLink[];
}

export function effectivePage(host: HostConfiguration): EffectivePage {
  const settings = host.settings.filter(({ path }) => isConntrackPath(path));
  const set = new Set(settings.map(({ path }) => path));
  const byOption = optionsInForce(host);
  const idle = [...host.lines].filter(({ path, fate }) => fate !== "wins" && isConntrackPath(path) && !set.has(path));
  const values = [...settings, ...byOption.map(({ path, value }) => ({ key: dotted(path), value: value.toString() }))];
  const page = new Page(head(host));
  if (values.length === 0) page.add(`\n# ${say("No file here sets a conntrack key: the kernel's defaults apply.")}\n`);
  else {
    // Not in columns: in a narrow window the values stay in sight.
    page.add(`\n${values.map(({ key, value }) => `${visible(key)} = ${visible(value)}\n`).join("")}`);
    page.add(`\n# ${say("Source of each value, and what it overrides")}\n`);
  }
  for (const { path, reason } of host.unread)
    page.add(`# ${say("Not read: {reason}", { reason: `${visible(path)}: ${visible(reason)}` })}\n`);
  for (const setting of settings) {
    page.add(`# ${visible(setting.key)}\n`);
    page.link("#   ", placeOf(setting.line), `${asWritten(setting)}; ${defaultWords(setting.path, host.target)}`);
    for (const other of setting.others)
      page.link("#   ", placeOf(other), `: ${visible(other.statement.value)} (${FATE_WORDS[other.fate]})`);
  }
  for (const { path, option } of byOption) {
    page.add(`# ${dotted(path)}\n`);
    page.link("#   ", option, ` (${visible([option.name, ...(option.value === undefined ? [] : [option.value])].join("="))})`);
  }
  if (idle.length > 0) page.add(`\n# ${say("Lines without effect")}\n`);
  for (const one of idle) {
    page.link("#   ", placeOf(one), `: ${visible(dotted(one.path))} = ${visible(one.statement.value)} (${FATE_WORDS[one.fate]})`);
  }
  return page;
}

interface Place {
  readonly file: TreeFile;
  /** From 0. */
  readonly line: number;
}

const placeOf = ({ file, statement }: Pick<LineFate, "file" | "statement">): Place => ({ file, line: statement.line });

/** A page as it grows. */
class Page implements EffectivePage {
  text: string;
  readonly links: PageLink[] = [];

  constructor(text: string) {
    this.text = text;
  }

  add(text: string): void {
    this.text += text;
  }

  /** A line that names a place. */
  link(before: string, { file, line }: Place, after: string): void {
    const place = `${visible(file.path)}:${line + 1}`;
    const start = this.text.length + before.length;
    this.add(`${before}${place}${after}\n`);
    this.links.push({ start, end: start + place.length, file: file.real ?? file.path, line });
  }
}

function head(host: HostConfiguration): string {
  const { applier, target, module, tree } = host;
  const early = tooEarlyWords(host);
  const loaded = module.builtIn
    ? say("The module is built into the kernel.")
    : module.loader
      ? say("The module is loaded by {path}, line {line}.", { path: visible(module.loader.file.path), line: module.loader.line + 1 })
      : early === undefined
        ? say("No file in this tree loads the module before the settings are applied.")
        : "";
  const links = tree.knowsLinks ? "" : say("Link targets are unknown here: each link is treated as a separate file.");
  const lines = [
    ...(early ?? []),
    say("As {applier} applies the files, on {target}.", { applier: APPLIER_NAMES[applier], target: targetName(target) }),
    loaded,
    links,
  ];
  return lines.flatMap((line) => (line === "" ? [] : [`# ${line}\n`])).join("");
}

function targetName({ kernel, arch, memory }: KernelTarget): string {
  return [
    `Linux ${releaseName(kernel)}`,
    arch,
    ...(memory === undefined ? [] : [say("{memory} of memory", { memory: formatBytes(memory) })]),
  ].join(", ");
}

function asWritten({ value, line }: EffectiveSetting): string {
  return line.statement.value === value ? "" : `, ${say("written as {text}", { text: visible(line.statement.value) })}`;
}

function defaultWords(path: string, target: KernelTarget): string {
  const value = defaultOf(path, target);
  return value === undefined ? say("the default depends on memory: set conntrack.target.memory") : say("default {value}", { value });
}
