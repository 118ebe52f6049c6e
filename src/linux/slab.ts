// The kernel memory of entries, where it may be read: /proc/slabinfo, or /sys/kernel/slab.
import type { SlabReading } from "../core/diagnosis/index.ts";
import { type Roots, readSmall, textOr } from "./roots.ts";

/** Of the usual build; architectures with larger ones show more memory than is said here. */
const PAGE = 4096;

export function readSlab(roots: Roots): SlabReading | null {
  return fromSlabinfo(textOr(readSmall(roots.proc, "slabinfo")) ?? "") ?? (roots.sys === undefined ? null : fromSys(roots.sys));
}

/** `nf_conntrack 320 320 256 16 1 : tunables 0 0 0 : slabdata 20 20 0`. */
function fromSlabinfo(text: string): SlabReading | null {
  const [counts = "", , slabdata = ""] = lineOf(text, "nf_conntrack ").split(":");
  const [, active, total, object, , pages] = words(counts).map(Number);
  const [, , slabs] = words(slabdata).map(Number);
  if (active === undefined || total === undefined || object === undefined || pages === undefined || slabs === undefined) return null;
  if (!Number.isSafeInteger(active + total + object + slabs * pages)) return null;
  return { active, total, objectBytes: object, bytes: slabs * pages * PAGE };
}

/** The line that begins with some words; empty where there is none. */
function lineOf(text: string, start: string): string {
  const at = text.startsWith(start) ? 0 : text.indexOf(`\n${start}`) + 1;
  if (at === 0 && !text.startsWith(start)) return "";
  const end = text.indexOf("\n", at);
  return text.slice(at, end < 0 ? text.length : end);
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

function fromSys(sys: string): SlabReading | null {
  const read = (name: string): number => Number.parseInt(textOr(readSmall(sys, "kernel/slab/nf_conntrack", name)) ?? "", 10);
  const [active, total, objectBytes, slabs, order] = ["objects", "total_objects", "slab_size", "slabs", "order"].map(read);
  if (active === undefined || total === undefined || objectBytes === undefined || slabs === undefined || order === undefined) return null;
  return Number.isNaN(active + total + objectBytes + slabs + order)
    ? null
    : { active, total, objectBytes, bytes: slabs * 2 ** order * PAGE };
}
