// The table that a configuration leaves in force, whichever of its files is looked at.

import type { HostConfiguration } from "../../boot/configuration.ts";
import { type InForce, inForce } from "../../boot/in-force.ts";
import { once } from "../../boot/once.ts";
import type { Feature } from "../../kernel/entry-size.ts";
import { defaultMax, largestDefaultBuckets, possibleDefaultBuckets } from "../../kernel/hash-table.ts";
import { BUCKETS_PATH, MAX_PATH } from "../../kernel/table-keys.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import { featuresInForce } from "../../sizing/features.ts";
import { type Size, size } from "../../sizing/size.ts";
import { keptWith } from "../../text/kept-with.ts";

/** A figure, and what decides it. */
export interface Known {
  readonly value: number;
  /** What sets it; without it, it is a default of the kernel. */
  readonly by?: InForce;
}

interface TableInForce {
  readonly target: KernelTarget;
  readonly max: () => Known | undefined;
  readonly buckets: () => (Known & { readonly atMost: boolean }) | undefined;
  readonly features: () => readonly Feature[];
  /** With the limit in force. */
  readonly size: () => Size | undefined;
  readonly sizeWith: (max: number) => Size | undefined;
}

const tables = keptWith((_: HostConfiguration): { latest?: TableInForce } => ({}));

/** Worked out once for all files and rules; anew for a file that says that it is for another target. */
export function tableInForce(configuration: HostConfiguration, target: KernelTarget): TableInForce {
  const known = tables(configuration);
  if (known.latest?.target !== target) known.latest = workedOut(configuration, target);
  return known.latest;
}

function workedOut(configuration: HostConfiguration, target: KernelTarget): TableInForce {
  const set = (path: string): Known | undefined => {
    const by = inForce(configuration, path);
    return by?.number === undefined ? undefined : { value: Number(by.number), by };
  };
  const max = once((): Known | undefined => {
    if (configuration.isOpen(MAX_PATH)) return undefined;
    const known = set(MAX_PATH);
    if (known) return known.value > 0 ? known : undefined;
    const value = defaultMax(target);
    return value === undefined ? undefined : { value };
  });
  const buckets = once(() => {
    if (configuration.isOpen(BUCKETS_PATH)) return undefined;
    const known = set(BUCKETS_PATH);
    if (known) return { ...known, atMost: false };
    return { value: largestDefaultBuckets(target), atMost: possibleDefaultBuckets(target).length > 1 };
  });
  const features = once(() => featuresInForce(target, (path) => set(path)?.value));
  const sizeWith = (limit: number): Size | undefined => {
    const chains = buckets();
    const result = chains && size({ target, max: limit, buckets: chains.value, features: features() });
    return !result || "error" in result ? undefined : result;
  };
  const own = once(() => {
    const limit = max();
    return limit && sizeWith(limit.value);
  });
  return { target, max, buckets, features, size: own, sizeWith };
}
