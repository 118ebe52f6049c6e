// The effective configuration as JSON, its long lists one item after the other.

import type { HostConfiguration, LineFate } from "../../core/boot/index.ts";
import { dotted } from "../../core/language/index.ts";
import type { EffectiveJson, OtherLineJson, PlaceJson, SettingJson, WriteJson } from "../json/effective.ts";
import type { ScriptSetting } from "../scripts-below.ts";
import { Streamed } from "./streamed.ts";
import { targetJson } from "./target.ts";

type Setting = Omit<SettingJson, "others"> & { readonly others: Streamed<OtherLineJson> };

type Effective = Omit<EffectiveJson, "settings" | "writes"> & {
  readonly settings: Streamed<Setting>;
  readonly writes: Streamed<WriteJson>;
};

/** As jsonPieces writes it, an EffectiveJson. */
export function effectiveJson(host: HostConfiguration, scripts: readonly ScriptSetting[]): Effective {
  const { applier, target, module } = host;
  return {
    version: 1,
    applier,
    target: targetJson(target),
    settings: new Streamed(settingsOf(host)),
    writes: new Streamed(writesOf(host)),
    module: {
      loadedBy: module.loader ? { file: module.loader.file.path, line: module.loader.line + 1 } : null,
      options: Object.fromEntries(module.options.map(({ name, value = null }) => [name, value])),
    },
    ...(scripts.length > 0 && { scripts }),
  };
}

function* settingsOf({ settings }: HostConfiguration): Generator<Setting> {
  for (const { key, value, line, others } of settings) yield { key, value, ...place(line), others: new Streamed(othersOf(others)) };
}

function* othersOf(others: readonly LineFate[]): Generator<OtherLineJson> {
  for (const other of others) yield { ...place(other), value: other.statement.value, fate: other.fate };
}

function* writesOf({ writes }: HostConfiguration): Generator<WriteJson> {
  for (const { path, value, file, statement } of writes)
    yield { key: path.startsWith("/") ? path : dotted(path), value, file: file.path, line: statement.line + 1 };
}

function place({ file, statement }: LineFate): PlaceJson {
  return { file: file.path, line: statement.line + 1 };
}
