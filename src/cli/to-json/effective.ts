// The effective configuration as JSON.

import type { HostConfiguration, LineFate } from "../../core/boot/index.ts";
import { dotted } from "../../core/language/index.ts";
import type { EffectiveJson, PlaceJson } from "../json/effective.ts";
import type { ScriptSetting } from "../scripts-below.ts";
import { targetJson } from "./target.ts";

export function effectiveJson(
  { applier, target, settings, writes, module }: HostConfiguration,
  scripts: readonly ScriptSetting[],
): EffectiveJson {
  return {
    version: 1,
    applier,
    target: targetJson(target),
    settings: settings.map(({ key, value, line, others }) => ({
      key,
      value,
      ...place(line),
      others: others.map((other) => ({ ...place(other), value: other.statement.value, fate: other.fate })),
    })),
    writes: writes.map(({ path, value, file, statement }) => ({
      key: path.startsWith("/") ? path : dotted(path),
      value,
      file: file.path,
      line: statement.line + 1,
    })),
    module: {
      loadedBy: module.loader ? { file: module.loader.file.path, line: module.loader.line + 1 } : null,
      options: Object.fromEntries(module.options.map(({ name, value = null }) => [name, value])),
    },
    ...(scripts.length > 0 && { scripts }),
  };
}

function place({ file, statement }: LineFate): PlaceJson {
  return { file: file.path, line: statement.line + 1 };
}
