// The table that is in force once a file, or the tree that it is a part of, is applied, and the figures of it.

import { type InForce, inForce } from "../../boot/in-force.ts";
import type { Feature } from "../../kernel/entry-size.ts";
import { defaultMax, largestDefaultBuckets, possibleDefaultBuckets } from "../../kernel/hash-table.ts";
import { BUCKETS_PATH, MAX_PATH } from "../../kernel/table-keys.ts";
import { featuresInForce } from "../../sizing/features.ts";
import { type Size, size } from "../../sizing/size.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import type { Context } from "./context.ts";
import { isKeySetting, type KeySetting } from "./setting.ts";

export interface Figure {
  readonly value: number;
  /** What decides it in another file. */
  readonly elsewhere?: InForce;
  /** The line of this file that decides it; without it and `elsewhere`, it is a default of the kernel. */
  readonly line?: SettingLine;
  /** The same, where the line names the key itself and is no pattern. */
  readonly setting: KeySetting | undefined;
}

/** The limit in force; undefined where there is none, and where neither the files nor the target's memory tell. */
export function maxOf(context: Context): Figure | undefined {
  const { target, host } = context;
  if (host.configuration.isOpen(MAX_PATH)) return undefined;
  const set = figureOf(MAX_PATH, context);
  if (set) return set.value > 0 ? set : undefined;
  const value = defaultMax(target);
  return value === undefined ? undefined : { value, setting: undefined };
}

export interface BucketFigure extends Figure {
  /** The memory is not known, and this is the largest table that the kernel makes by itself. */
  readonly atMost: boolean;
}

/** The hash table in force: set, or the default, or the largest default there is; undefined where it is left open. */
export function bucketsOf(context: Context): BucketFigure | undefined {
  const { target, host } = context;
  if (host.configuration.isOpen(BUCKETS_PATH)) return undefined;
  const set = figureOf(BUCKETS_PATH, context);
  if (set) return { ...set, atMost: false };
  return { value: largestDefaultBuckets(target), setting: undefined, atMost: possibleDefaultBuckets(target).length > 1 };
}

export interface ConfiguredTable {
  readonly size: Size;
  readonly max: Figure;
  readonly buckets: BucketFigure;
}

/** The table in force once the file is applied; undefined where nothing limits it, or nobody knows what does. */
export function tableOf(context: Context): ConfiguredTable | undefined {
  const max = maxOf(context);
  const buckets = bucketsOf(context);
  const figures = max && sizeOf(context, max.value);
  return figures && buckets && { size: figures, max, buckets };
}

/** The figures of a limit, beside all else that the file has in force; undefined for a limit that is none, or with buckets left open. */
export function sizeOf(context: Context, max: number): Size | undefined {
  const { target } = context;
  const buckets = bucketsOf(context);
  const result = buckets && size({ target, max, buckets: buckets.value, features: featuresOf(context) });
  return !result || "error" in result ? undefined : result;
}

/** What each entry carries once the file is applied. */
export function featuresOf({ host, target }: Context): readonly Feature[] {
  return featuresInForce(target, (path) => {
    const value = inForce(host.configuration, path)?.number;
    return value === undefined ? undefined : Number(value);
  });
}

/** What a line, or an option of the module, sets; undefined where nothing does. */
function figureOf(path: string, { host, settings, document }: Context): Figure | undefined {
  const found = inForce(host.configuration, path);
  if (found?.number === undefined) return undefined;
  const value = Number(found.number);
  const own = found.option === undefined && (found.file.real ?? found.file.path) === host.home;
  if (!own) return { value, setting: undefined, elsewhere: found };
  const setting = settings.find(({ line }) => line.number === found.line);
  const line = document.lines[found.line];
  return {
    value,
    setting: setting && isKeySetting(setting) ? setting : undefined,
    ...(line?.kind === "setting" && { line }),
  };
}
