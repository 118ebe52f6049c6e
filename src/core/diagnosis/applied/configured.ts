// From a configuration, as the engine of core/boot has it, to what a diagnosis needs of it.
import type { HostConfiguration } from "../../boot/configuration.ts";
import type { LineFate } from "../../boot/fates.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import type { Configured, ConfiguredLine, ConfiguredSetting } from "../../evidence/configured.ts";
import { looksLikeConntrack } from "../../kernel/shape.ts";
import { APPLIER_NAMES } from "../../sysctl/applier.ts";

/** More than any host has; of a folder of a hundred machines that somebody names as one. */
const MOST_LINES = 1000;

export function configuredSettings(configuration: HostConfiguration): Configured {
  const { applier, lines, module, others, finalNumber, isOpen } = configuration;
  const leaves = (path: string): number | null => {
    const number = isOpen(path) ? undefined : finalNumber(path);
    return number === undefined ? null : Number(number);
  };
  const ours = [...lines].filter(({ path }) => looksLikeConntrack(path)).slice(0, MOST_LINES);
  return {
    applier: APPLIER_NAMES[applier],
    settings: [
      ...ours.map((line) => settingOf(line, leaves(line.path))),
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
    later: others
      .filter(({ source, path }) => source !== "boot parameter" && looksLikeConntrack(path))
      .slice(0, MOST_LINES)
      .map(({ source, path, file, line }) => ({ source, path, ...place(file, line) })),
  };
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
