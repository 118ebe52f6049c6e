// The effective configuration as a text to read: the values first, below them where each is from and what it overrides.

import type { EffectiveSetting, HostConfiguration } from "../boot/effective.ts";
import type { LineFate } from "../boot/fates.ts";
import { defaultOf } from "../kernel/default-value.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { releaseName } from "../kernel/version.ts";
import { isConntrackPath } from "../rules/engine/host-words.ts";
import { APPLIER_NAMES } from "../sysctl/applier.ts";
import type { Span } from "../text/span.ts";
import { visible } from "../text/visible.ts";
import { formatBytes } from "../units/units.ts";

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
  const width = Math.max(0, ...settings.map(({ key }) => visible(key).length));
  let text = head(host);
  if (settings.length === 0)
    return { text: `${text}\n# No file here sets a conntrack key: the kernel's defaults are in force.\n`, links: [] };
  text += `\n${settings.map(({ key, value }) => `${visible(key).padEnd(width)} = ${visible(value)}\n`).join("")}`;
  text += "\n# Where each value is from, and what it overrides\n";
  const links: PageLink[] = [];
  const link = (before: string, { file, statement }: Pick<LineFate, "file" | "statement">, after = ""): void => {
    const place = `${visible(file.path)}:${statement.line + 1}`;
    const start = text.length + before.length;
    text += `${before}${place}${after}\n`;
    links.push({ start, end: start + place.length, file: file.real ?? file.path, line: statement.line });
  };
  for (const setting of settings) {
    link(`# ${visible(setting.key).padEnd(width)}   `, setting.line, `${asWritten(setting)}; ${defaultWords(setting.path, host.target)}`);
    for (const other of setting.others) link("#   ", other, `: ${visible(other.statement.value)} (${other.fate})`);
  }
  return { text, links };
}

function head({ applier, target, module, tree }: HostConfiguration): string {
  const loaded = module.builtIn
    ? "The module is built into the kernel."
    : module.loader
      ? `The module is loaded by ${visible(module.loader.file.path)}, line ${module.loader.line + 1}.`
      : "No file in this tree loads the module before the settings are applied.";
  const links = tree.knowsLinks ? "" : "# Link targets are unknown here: each link is treated as a separate file.\n";
  return `# As ${APPLIER_NAMES[applier]} applies the files, on ${targetName(target)}.\n# ${loaded}\n${links}`;
}

function targetName({ kernel, arch, memory }: KernelTarget): string {
  return [`Linux ${releaseName(kernel)}`, arch, ...(memory === undefined ? [] : [`${formatBytes(memory)} of memory`])].join(", ");
}

function asWritten({ value, line }: EffectiveSetting): string {
  return line.statement.value === value ? "" : `, written as ${visible(line.statement.value)}`;
}

function defaultWords(path: string, target: KernelTarget): string {
  const value = defaultOf(path, target);
  return value === undefined ? "the default depends on memory; set a target" : `default ${value}`;
}
