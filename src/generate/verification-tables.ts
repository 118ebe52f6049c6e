// The tables of docs/verification.md that say what came of it: eviction, resize, collector, and reads of the table.
import { kernelName, onKernels } from "./measured.ts";
import type { RecordedKernel } from "./recordings.ts";

/** "25 kernels, 5.10.218 to 7.3.4" */
function named(kernels: readonly RecordedKernel[]): string {
  return onKernels(kernels).replace(",", kernels.length === 1 ? " kernel," : " kernels,");
}

/** By state: what a full table of that state alone did when half as many new flows came as it held. */
export function evictionRows(kernels: readonly RecordedKernel[]): readonly string[] {
  const asked = kernels.filter(({ evicted }) => Object.keys(evicted).length > 0);
  const states = [...new Set(asked.flatMap(({ evicted }) => Object.keys(evicted)))];
  if (asked.length === 0) return [];
  return [
    "## Eviction",
    "",
    `A table with one entry per bucket, full of entries in one state, receives half as many new connections as it has entries (on ${named(asked)}). Assured entries are never evicted; all others can be. Shares are the minimum and the maximum of all kernels.`,
    "",
    "| State | Assured | New connections accepted | Old entries left |",
    "|---|---|---|---|",
    ...states.map((state) => {
      const found = asked.flatMap(({ evicted }) => evicted[state] ?? []);
      const share = (of: (one: (typeof found)[number]) => number): string => band(found.map(of).map((part) => Math.round(part * 100)));
      return `| ${state} | ${share((one) => one.assured / one.filled)} | ${share((one) => one.taken / one.offered)} | ${share((one) => one.left / one.filled)} |`;
    }),
    "",
  ];
}

function band(numbers: readonly number[]): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? `${least} %` : `${least} to ${most} %`;
}

export function resizeRows(kernels: readonly RecordedKernel[]): readonly string[] {
  const rows = kernels.flatMap((kernel) =>
    Object.entries(kernel.resize).map(([entries, { grow, shrink, left }]) => {
      const lost = Number(entries) - left;
      return `| ${kernelName(kernel)} | ${count(Number(entries))} | ${hashes(grow)} | ${hashes(shrink)} | ${count(lost)} |`;
    }),
  );
  if (rows.length === 0) return [];
  return [
    "## Resize",
    "",
    "A write to nf_conntrack_buckets moves every entry, in both directions, while holding the locks of all buckets. Hash operations are counted by a probe in the kernel; the test doubled the buckets and then restored them. Times are omitted, because they are not meaningful under emulation.",
    "",
    "| Kernel | Entries | Hash operations to grow | to shrink | Entries lost |",
    "|---|--:|--:|--:|--:|",
    ...rows,
    "",
  ];
}

function hashes(counted: number | null): string {
  return counted === null ? "not counted" : count(counted);
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

export function collectorRows(kernels: readonly RecordedKernel[]): readonly string[] {
  const rows = kernels.flatMap((kernel) => {
    const [first, last] = [kernel.collected[0], kernel.collected.at(-1)];
    if (!first || !last) return [];
    const end = last[1] === 0 ? `${last[0]} s` : `${count(last[1])} still counted after ${last[0]} s`;
    return [`| ${kernelName(kernel)} | ${first[0]} s | ${end} |`];
  });
  if (rows.length === 0) return [];
  return [
    "## Collector",
    "",
    "1,000 entries with a timeout of 5 s, in an otherwise empty table: when the first of them left the count, and when all had. This depends on timers, so emulation does not matter.",
    "",
    "| Kernel | First gone after | All gone after |",
    "|---|--:|--:|",
    ...rows,
    "",
  ];
}

/** /proc/net/nf_conntrack against the counter. */
export function readRows(kernels: readonly RecordedKernel[]): readonly string[] {
  const asked = kernels.filter(({ reads }) => reads[0] > 0);
  const short = asked.filter(({ reads }) => reads[1] > 0);
  const never = asked.filter(({ reads }) => reads[1] === 0);
  if (short.length === 0) return [];
  const all = (list: readonly RecordedKernel[], at: 0 | 1): string => count(list.reduce((sum, { reads }) => sum + reads[at], 0));
  return [
    "## Reads of the table",
    "",
    `A full /proc/net/nf_conntrack showed fewer entries than nf_conntrack_count in ${all(short, 1)} of ${all(short, 0)} reads on ${named(short)}, and in none of ${all(never, 0)} reads on ${named(never)}. The file is read in pieces, and each piece finds its position by counting from the start: if entries leave in the meantime, others are skipped.`,
    "",
  ];
}
