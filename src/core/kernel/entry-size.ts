// What one tracked flow takes in kernel memory: the slab object and the block of its extensions.
// Sizes by kernel and architecture; how each is known is in entry-size-source.ts. Whole slabs and tables are counted in sizing/.

import { byName } from "../text/by-name.ts";
import { quoted } from "../text/visible.ts";
import { say } from "../words/say.ts";
import { pointerBytes } from "./hash-table.ts";
import type { Arch, KernelTarget } from "./target.ts";
import { possibleAt, type Timeline } from "./timeline.ts";
import { type KernelVersion, version } from "./version.ts";

/** Extensions a flow can carry. `nat` is that of masquerade; `dnat` and `snat` are the other kinds, told apart. */
export type Feature = "acct" | "timestamp" | "events" | "nat" | "dnat" | "snat" | "labels" | "helper" | "timeout" | "seqadj" | "synproxy";

export type Extension = Exclude<Feature, "dnat" | "snat">;

/** sizeof of each extension on 64-bit kernels, BTF of 6.1.176, 6.12.107 and 7.2.13; events see ECACHE. */
const EXTENSIONS: Readonly<Record<Exclude<Extension, "events">, number>> = {
  acct: 32,
  timestamp: 16,
  nat: 8,
  labels: 16,
  helper: 56,
  timeout: 8,
  seqadj: 24,
  synproxy: 12,
};

/** The same on 32-bit kernels, where pointers count: all together go into 192 bytes there (measured on 6.5.10). */
const NARROW_HELPER = 48;

export const FEATURES: readonly Feature[] = [
  "acct",
  "timestamp",
  "events",
  "nat",
  "dnat",
  "snat",
  "labels",
  "helper",
  "timeout",
  "seqadj",
  "synproxy",
];

/** Other names of features, as rule sets have them. */
const ALIASES = byName<Feature>({ masquerade: "nat", dst_nat: "dnat", src_nat: "snat" });

/**
 * Whether every flow that meets a NAT hook gets the extension: nf_nat_ipv4_fn() added it up to 4.9, masquerade alone does
 * in 4.14 and later (beside act_ct and Open vSwitch). 30,000 flows with an idle hook, or with DNAT, had no block on any
 * kernel from 5.10.218 to 7.2.12; masqueraded ones had one each. Nor had 10,000 flows with SNAT, from 5.10.218 to 7.3.4.
 */
const EVERY_NAT: Timeline<boolean> = { first: true, changes: [{ after: "4.9", by: "4.14", to: false }] };

export function unknownFeature(name: string): string {
  return say("Unknown feature {name}; known: {features}.", { name: quoted(name), features: FEATURES.join(", ") });
}

/** Reads names set apart by comma or blank; an empty list is none at all. */
export function parseFeatures(list: string): readonly Feature[] | { readonly error: string } {
  const found = new Set<Feature>();
  for (const word of list.split(/[\s,]+/)) {
    if (word === "") continue;
    const name = word.toLowerCase();
    const feature = FEATURES.find((known) => known === (ALIASES[name] ?? name));
    if (!feature) return { error: unknownFeature(word) };
    found.add(feature);
  }
  return [...found];
}

/** struct nf_conntrack_ecache gained a time stamp between 6.12.107 and 6.14.0. */
const ECACHE: Timeline<number> = { first: 24, changes: [{ after: "6.12", by: "6.14", to: 32 }] };

/** Features of a flow nobody configured: nf_conntrack_events is 1 up to 5.18, then 2 (only with a listener). */
const DEFAULT_FEATURES: Timeline<readonly Feature[]> = {
  first: [],
  changes: [
    { after: "2.6.30", by: "2.6.32", to: ["events"] },
    { after: "5.18", by: "5.19", to: [] },
  ],
};

/**
 * struct nf_ct_ext rounded up to 8, and the smallest block asked for (NF_CT_EXT_PREALLOC, 128 from the 4.14 tree on,
 * absent in 4.9). The header lost its rcu_head between 5.4.124 and 5.10.223; before, it is at most what stands here.
 */
const BLOCK: Timeline<{ readonly header: number; readonly smallest: number }> = {
  first: { header: 40, smallest: 0 },
  changes: [
    { after: "4.9", by: "4.14", to: { header: 32, smallest: 128 } },
    { after: "5.4", by: "5.10", to: { header: 16, smallest: 128 } },
  ],
};

const KMALLOC = [8, 16, 32, 64, 96, 128, 192, 256, 512, 1024] as const;

/** arm64 aligned every kmalloc to 128 up to 6.2.1 at least, which leaves out 96 and 192; 6.6.152 no longer does. */
const ARM64_KMALLOC_ALIGN: Timeline<number> = { first: 128, changes: [{ after: "6.2", by: "6.6", to: 8 }] };

interface StructSize {
  readonly arches: readonly Arch[];
  readonly release: string;
  readonly bytes: number;
  readonly how: string;
}

const WIDE: readonly Arch[] = ["x86_64", "aarch64", "ppc64le", "riscv64", "s390x"];

/** sizeof(struct nf_conn) where it was looked at. */
const STRUCTS: readonly StructSize[] = [
  { arches: ["x86_64"], release: "4.4", bytes: 312, how: "built from 4.4.155" },
  { arches: ["x86_64"], release: "4.7", bytes: 312, how: "built from 4.7.4" },
  { arches: ["x86_64"], release: "4.8", bytes: 312, how: "built from 4.8.15" },
  { arches: ["x86_64"], release: "4.14", bytes: 256, how: "built from 4.14.67" },
  { arches: ["x86_64", "aarch64"], release: "5.10", bytes: 256, how: "BTF of 5.10.223" },
  { arches: ["i386"], release: "5.10", bytes: 208, how: "disassembly of 5.10.223" },
  { arches: ["arm"], release: "5.10", bytes: 216, how: "disassembly of 5.10.223" },
  { arches: ["x86_64", "aarch64"], release: "6.1", bytes: 248, how: "BTF of 6.1.176" },
  { arches: ["ppc64le", "s390x"], release: "6.1", bytes: 248, how: "disassembly of 6.1.176" },
  { arches: ["i386"], release: "6.1", bytes: 204, how: "disassembly of 6.1.176" },
  { arches: ["arm"], release: "6.1", bytes: 208, how: "disassembly of 6.1.176" },
  { arches: WIDE, release: "6.12", bytes: 248, how: "BTF of 6.12.107" },
  { arches: ["arm"], release: "6.12", bytes: 208, how: "disassembly of 6.12.107" },
  { arches: ["x86_64", "aarch64"], release: "7.2", bytes: 248, how: "BTF of 7.2.13" },
  { arches: ["arm"], release: "7.2", bytes: 204, how: "disassembly of 7.2.13" },
];

/** Elsewhere: a timer in each flow up to 4.8, a u16 cpu up to 5.18. 32-bit before 4.9 is a guess on the safe side. */
const WIDE_STRUCT: Timeline<number> = {
  first: 312,
  changes: [
    { after: "4.8", by: "4.14", to: 256 },
    { after: "5.18", by: "5.19", to: 248 },
  ],
};
const NARROW_STRUCT: Timeline<number> = {
  first: 240,
  changes: [
    { after: "4.8", by: "4.14", to: 216 },
    { after: "5.18", by: "5.19", to: 208 },
  ],
};

/** A spinlock of PREEMPT_RT is larger: 280 instead of 248 (BTF of 6.1.176 rt-amd64). */
const REALTIME_EXTRA = 32;

/** What SLAB_HWCACHE_ALIGN aligns to (arch/<arch>/include/asm/cache.h). */
const CACHE_LINE: Readonly<Record<Arch, number>> = {
  x86_64: 64,
  aarch64: 64,
  i386: 64,
  arm: 64,
  ppc64le: 128,
  riscv64: 64,
  s390x: 256,
};

export function isRealtime(kernel: KernelVersion): boolean {
  return /[-+._]rt\d*(?:$|[-+._])/.test(kernel.text);
}

function up(bytes: number, to: number): number {
  return Math.ceil(bytes / to) * to;
}

function largest(values: readonly number[]): number {
  return Math.max(...values);
}

/** The structure of a kernel of this release that was looked at; a real-time kernel has another. */
export function structSeen({ arch, kernel }: KernelTarget): StructSize | undefined {
  return STRUCTS.find(({ arches, release }) => arches.includes(arch) && version(release).release === kernel.release);
}

function structBytes(target: KernelTarget): number {
  const realtime = isRealtime(target.kernel);
  const seen = realtime ? undefined : structSeen(target);
  const table = pointerBytes(target.arch) === 8 ? WIDE_STRUCT : NARROW_STRUCT;
  return seen?.bytes ?? largest(possibleAt(table, target.kernel)) + (realtime ? REALTIME_EXTRA : 0);
}

/**
 * Bytes of one flow in the nf_conntrack slab. SLUB puts its free pointer behind objects that are freed by RCU and
 * aligns to the cache line (mm/slub.c, calculate_sizes): 248 + 8 -> 256 (measured on 6.18.44), 256 + 8 -> 320.
 */
export function slabObject(target: KernelTarget): number {
  return up(structBytes(target) + pointerBytes(target.arch), CACHE_LINE[target.arch]);
}

/** The kmalloc cache a request lands in (mm/slab_common.c). */
function kmallocBytes(target: KernelTarget, bytes: number): number {
  const align = target.arch === "aarch64" ? largest(possibleAt(ARM64_KMALLOC_ALIGN, target.kernel)) : 8;
  return KMALLOC.find((size) => size >= bytes && size % Math.min(align, 128) === 0) ?? up(bytes, 1024);
}

/**
 * Bytes of the block that holds a flow's extensions; none, no block. Extensions start at multiples of 8
 * (nf_ct_ext_add), so their order does not matter.
 */
export function extensionBlock(target: KernelTarget, features: readonly Feature[]): number {
  const present = extensionsOf(target, features);
  const blocks = possibleAt(BLOCK, target.kernel);
  const ecache = largest(possibleAt(ECACHE, target.kernel));
  const bytesOf = (name: Extension): number => {
    if (name === "events") return ecache;
    return name === "helper" && pointerBytes(target.arch) === 4 ? NARROW_HELPER : EXTENSIONS[name];
  };
  const data = present.reduce((sum, name) => sum + up(bytesOf(name), 8), 0);
  const asked = largest(blocks.map(({ header, smallest }) => Math.max(smallest, header + data)));
  return present.length === 0 ? 0 : kmallocBytes(target, asked);
}

export function extensionsOf({ kernel }: KernelTarget, features: readonly Feature[]): readonly Extension[] {
  const carried = carriesEveryNat(kernel);
  const extensions = features.flatMap((name): readonly Extension[] =>
    name === "dnat" || name === "snat" ? (carried ? ["nat"] : []) : [name],
  );
  return [...new Set(extensions)];
}

/** Whether DNAT and SNAT need a block too, as masquerade does. */
export function carriesEveryNat(kernel: KernelVersion): boolean {
  return possibleAt(EVERY_NAT, kernel).includes(true);
}

/** Extensions every flow carries when nothing is configured. */
export function defaultFeatures(target: KernelTarget): readonly Feature[] {
  return possibleAt(DEFAULT_FEATURES, target.kernel).at(-1) ?? [];
}
