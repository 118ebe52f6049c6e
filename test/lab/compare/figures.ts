// Sizes, defaults and capacities against those of the kernel. Pure.
import { defaultFeatures, extensionBlock, type Feature, slabObject } from "../../../src/core/kernel/entry-size.ts";
import { actualBuckets, defaultBuckets, defaultMax, insertLimits, maxForHashsize } from "../../../src/core/kernel/hash-table.ts";
import { pageBytes } from "../../../src/core/kernel/page-size.ts";
import { slabsOf } from "../../../src/core/kernel/slab.ts";
import type { KernelTarget } from "../../../src/core/kernel/target.ts";
import { heldOf } from "../../../src/core/sizing/chains.ts";
import type { KernelRecord } from "../recordings/record.ts";
import { Tallying } from "./tally.ts";

/** What each flow of an experiment carries. */
const CARRIED: Readonly<Record<string, readonly Feature[]>> = {
  plain: [],
  events: ["events"],
  acct: ["acct"],
  timestamp: ["timestamp"],
  "acct+timestamp+events": ["acct", "timestamp", "events"],
  "nat-idle": [],
  snat: ["snat"],
  dnat: ["dnat"],
  masquerade: ["nat"],
  "acct+snat": ["acct", "snat"],
  "acct+masquerade": ["acct", "nat"],
  labels: ["labels"],
  helper: ["helper"],
  timeout: ["timeout"],
  // Where a flow has a helper, NAT makes room for shifted sequence numbers.
  all: ["acct", "timestamp", "events", "labels", "helper", "timeout", "nat", "seqadj"],
};
/** Of flows held by a hash table that is too small. */
const CLOSE_ENOUGH = 0.015;

export function compareFigures(record: KernelRecord, target: KernelTarget): Tallying {
  const tally = new Tallying();
  for (const [kib, [max, buckets]] of Object.entries(record.defaults)) {
    const sized = { ...target, memory: Number(kib) * 1024 };
    tally.same(`buckets with ${kib} KiB`, defaultBuckets(sized), buckets);
    tally.same(`max with ${kib} KiB`, defaultMax(sized), max);
  }
  for (const [option, made] of Object.entries(record.moduleOptions)) compareHashsize(option, made, target, tally);
  for (const [asked, made] of Object.entries(record.parameter))
    if (/^[1-9]\d*$/.test(asked) && made !== "refused")
      tally.same(`hashsize at run time: ${asked}`, actualBuckets(target, Number(asked)), made);
  for (const [present, slab] of Object.entries(record.slabs)) compareSlab(present, slab, target, tally);
  for (const [label, bytes] of Object.entries(record.costs)) compareCost(label, bytes, target, tally);
  for (const [asked, held] of Object.entries(record.hash)) compareHash(asked, held, target, tally);
  return tally;
}

/** Processors as the kernel lists them, such as 0-3. */
function compareSlab(present: string, [struct, slot, objects]: KernelRecord["slabs"][string], target: KernelTarget, tally: Tallying): void {
  const cpus = Number(present.split("-").at(-1)) + 1;
  tally.same(`slot of ${struct} bytes`, slabObject(target), slot);
  const ours = slabsOf(slot, pageBytes(target), cpus).map((slab) => slab.objects);
  const what = `objects of ${slot} bytes in a slab with ${cpus} CPUs`;
  if (ours.length > 1) tally.leaveOpen(what, objects);
  else tally.same(what, ours[0], objects);
}

function compareHashsize(option: string, made: string, target: KernelTarget, tally: Tallying): void {
  const asked = /^hashsize=([1-9]\d*)$/.exec(option)?.[1];
  if (asked === undefined || made === "refused") return;
  const [buckets, max] = made.split(" ");
  tally.same(`buckets with ${option}`, actualBuckets(target, Number(asked)), buckets);
  tally.same(`max with ${option}`, maxForHashsize(target, Number(asked)), max);
}

function compareCost(label: string, bytes: readonly number[], target: KernelTarget, tally: Tallying): void {
  const carried = label === "events-auto" ? defaultFeatures(target) : CARRIED[label];
  if (!carried) return;
  const object = slabObject(target);
  const block = extensionBlock(target, carried);
  const ours = [object, ...(block === 0 ? [] : [block])].toSorted((one, other) => one - other);
  tally.same(`bytes of a flow: ${label}`, ours.join("+"), bytes.join("+"));
}

function compareHash(asked: string, held: number, target: KernelTarget, tally: Tallying): void {
  const [buckets = 0, offered = 0] = asked.split(" ").map(Number);
  const [limit = null, ...others] = insertLimits(target);
  const what = `held of ${offered} offered to ${buckets} buckets`;
  if (others.length > 0) {
    tally.leaveOpen(what, held);
    return;
  }
  const ours = Math.round(heldOf(offered, buckets, limit));
  tally.check(Math.abs(ours - held) <= CLOSE_ENOUGH * ours, what, ours, held);
}
