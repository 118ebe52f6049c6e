// From a configuration, as the engine of core/boot has it, to what a diagnosis needs of it.
import type { HostConfiguration } from "../../boot/configuration.ts";
import type { LineFate } from "../../boot/fates.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import type { Configured, ConfiguredLine, ConfiguredSetting } from "../../evidence/configured.ts";
import { looksLikeConntrack } from "../../kernel/shape.ts";
import { APPLIER_NAMES } from "../../sysctl/applier.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";

/** More than any host has; of a folder of a hundred machines that somebody names as one. */
const MOST_LINES = 1000;
/** Of a tree that nobody may read, each file is one. */
const MOST_UNREAD = 10;

export function configuredSettings(configuration: HostConfiguration): Configured {
  const { applier, lines, module, others, finalNumber, isOpen, unread } = configuration;
  const leaves = (path: string): number | null => {
    const number = isOpen(path) ? undefined : finalNumber(path);
    return number === undefined ? null : Number(number);
  };
  const ours = [...lines].filter(({ path }) => looksLikeConntrack(path));
  const later = others.filter(({ source, path }) => source !== "boot parameter" && looksLikeConntrack(path));
  const cut = Math.max(0, ours.length - MOST_LINES) + Math.max(0, later.length - MOST_LINES);
  return {
    applier: APPLIER_NAMES[applier],
    settings: [
      ...ours.slice(0, MOST_LINES).map((line) => settingOf(line, leaves(line.path))),
      ...module.options.map(
        (option): ConfiguredSetting => ({
          ...place(option.file, option.line),
          path: option.name,
          text: option.value ?? "",
          fate: "option",
          leaves: null,
          by: null,
        }),
      ),
    ],
    loader: module.builtIn === true ? "built in" : module.loader ? place(module.loader.file, module.loader.line) : null,
    later: later.slice(0, MOST_LINES).map(({ source, path, file, line }) => ({ source, path, ...place(file, line) })),
    left: [
      ...unread.slice(0, MOST_UNREAD).map(({ path, reason }) => say("Not read: {reason}", { reason: `${path}: ${reason}` })),
      ...(unread.length > MOST_UNREAD ? [moreUnread(unread.length - MOST_UNREAD)] : []),
      ...(cut > 0 ? [moreLines(cut)] : []),
    ],
  };
}

function moreUnread(count: number): string {
  return count === 1 ? say("1 more file was not read") : say("{count} more files were not read", { count: formatCount(count) });
}

function moreLines(count: number): string {
  return count === 1 ? say("1 more line was not compared") : say("{count} more lines were not compared", { count: formatCount(count) });
}

function settingOf({ path, file, statement, fate, by, maskedBy }: LineFate, leaves: number | null): ConfiguredSetting {
  return {
    ...place(file, statement.line),
    path,
    text: statement.value,
    fate,
    leaves,
    by: by ? place(by.file, by.statement.line) : maskedBy ? place(maskedBy, 0) : null,
  };
}

function place({ path }: TreeFile, line: number): ConfiguredLine {
  return { file: path, line: line + 1 };
}
