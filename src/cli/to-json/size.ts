// The size of a table as JSON.
import type { SizeResult } from "../../core/plan/index.ts";
import type { SizeJson } from "../json/size.ts";

export function sizeJson(size: Exclude<SizeResult, { readonly error: string }>, basis: readonly string[]): SizeJson {
  const { target, max, buckets, bytes, totalBand, chain, memoryShare } = size;
  return {
    version: 1,
    target: {
      kernel: target.kernel,
      arch: target.arch,
      hz: target.hz,
      memory: target.memory,
      cpus: target.cpus,
      pageSize: target.pageSize,
    },
    max,
    buckets: { requested: buckets.requested, actual: buckets.actual },
    bytes: { perEntry: bytes.perEntry, entries: bytes.entries, hashTable: bytes.hashTable, total: bytes.total },
    totalBand: { low: totalBand.low, high: totalBand.high },
    chain: {
      mean: chain.mean,
      insertLimit: chain.insertLimit && { min: chain.insertLimit.min, max: chain.insertLimit.max },
      refusedShare: chain.refusedShare,
      heldOfMax: chain.heldOfMax,
      usableEntries: chain.usableEntries,
      reliableEntries: chain.reliableEntries,
    },
    memoryShare,
    basis,
  };
}
