// The table that a file configures: what it sets, what the kernel adds where it does not, and the figures of it.
import { type InForce, inForce } from "../../boot/in-force.ts";
import type { Feature } from "../../kernel/entry-size.ts";
import { defaultMax, largestDefaultBuckets, possibleDefaultBuckets } from "../../kernel/hash-table.ts";
import { featuresInForce } from "../../sizing/features.ts";
import { type Size, size } from "../../sizing/size.ts";
import { type Context, isKeySetting, type KeySetting } from "./context.ts";

const MAX = "net/netfilter/nf_conntrack_max";
const BUCKETS = "net/netfilter/nf_conntrack_buckets";

export interface Figure {
  readonly value: number;
  /** What decides it in another file. */
  readonly elsewhere?: InForce;
  /** The line that decides it; undefined for a default of the kernel. */
  readonly setting: KeySetting | undefined;
}

/** The limit in force after the file is applied; undefined where neither the file nor the target's memory tells. */
export function maxOf(context: Context): Figure | undefined {
  const { replay, target, unsettled } = context;
  if (unsettled(MAX) || unsettled("net/nf_conntrack_max")) return undefined;
  const inTree = figureInTree(MAX, context);
  if (inTree) return inTree.value > 0 ? inTree : undefined;
  const set = replay.effective.get(MAX);
  if (set) return set.value > 0n ? { value: Number(set.value), setting: set.setting } : undefined;
  const value = defaultMax(target);
  return value === undefined ? undefined : { value, setting: undefined };
}

export interface BucketFigure extends Figure {
  /** The memory is not known, and this is the largest table that the kernel makes by itself. */
  readonly atMost: boolean;
}

/** The hash table in force after the file is applied: set, or the default, or the largest default there is; undefined where it is left open. */
export function bucketsOf(context: Context): BucketFigure | undefined {
  const { replay, target, unsettled } = context;
  if (unsettled(BUCKETS)) return undefined;
  const inTree = figureInTree(BUCKETS, context);
  if (inTree) return { ...inTree, atMost: false };
  const set = replay.effective.get(BUCKETS);
  if (set) return { value: Number(set.value), setting: set.setting, atMost: false };
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
export function featuresOf(context: Context): readonly Feature[] {
  const { replay, host, target } = context;
  return featuresInForce(target, (path) => {
    const value = (host && inForce(host.configuration, path)?.value) ?? replay.effective.get(path)?.value;
    return value === undefined ? undefined : Number(value);
  });
}

/** The figure of the whole tree: a line of this file, or of another one, or hashsize= of the module. */
function figureInTree(path: string, { host, settings }: Context): Figure | undefined {
  const found = host && inForce(host.configuration, path);
  const value = Number(found?.value);
  if (!host || !found || !Number.isFinite(value) || value === 0) return undefined;
  const own = found.option === undefined && (found.file.real ?? found.file.path) === host.home;
  const setting = own ? settings.find(({ line }) => line.number === found.line) : undefined;
  return setting && isKeySetting(setting) ? { value, setting } : { value, setting: undefined, elsewhere: found };
}
