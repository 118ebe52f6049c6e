// The table that is in force once a file, or the tree that it is a part of, is applied, and the figures of it.

import type { InForce } from "../../boot/in-force.ts";
import type { Feature } from "../../kernel/entry-size.ts";
import type { Size } from "../../sizing/size.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import type { Context } from "./context.ts";
import { homeOf } from "./host-words.ts";
import { isKeySetting, type KeySetting } from "./setting.ts";
import { type Known, tableInForce } from "./table-in-force.ts";

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
  const max = tableInForce(context.host.configuration, context.target).max();
  return max && figureIn(context, max);
}

export interface BucketFigure extends Figure {
  /** The memory is not known, and this is the largest table that the kernel makes by itself. */
  readonly atMost: boolean;
}

/** The hash table in force: set, or the default, or the largest default there is; undefined where it is left open. */
export function bucketsOf(context: Context): BucketFigure | undefined {
  const buckets = tableInForce(context.host.configuration, context.target).buckets();
  return buckets && { ...figureIn(context, buckets), atMost: buckets.atMost };
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
  const figures = tableInForce(context.host.configuration, context.target).size();
  return figures && max && buckets && { size: figures, max, buckets };
}

/** The figures of a limit, beside all else that the file has in force; undefined for a limit that is none, or with buckets left open. */
export function sizeOf(context: Context, max: number): Size | undefined {
  return tableInForce(context.host.configuration, context.target).sizeWith(max);
}

/** What each entry carries once the file is applied. */
export function featuresOf(context: Context): readonly Feature[] {
  return tableInForce(context.host.configuration, context.target).features();
}

/** Where in a file a figure is set, or that it is set elsewhere. */
function figureIn({ host, settings, document }: Context, { value, by }: Known): Figure {
  if (!by) return { value, setting: undefined };
  const isOwn = by.option === undefined && homeOf(by.file) === host.home;
  if (!isOwn) return { value, setting: undefined, elsewhere: by };
  const setting = settings.find(({ line }) => line.number === by.line);
  const line = document.lines[by.line];
  return {
    value,
    setting: setting && isKeySetting(setting) ? setting : undefined,
    ...(line?.kind === "setting" && { line }),
  };
}
