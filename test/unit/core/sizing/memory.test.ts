import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEATURES, type Feature } from "../../../../src/core/kernel/entry-size.ts";
import { slabFor, slabsOf } from "../../../../src/core/kernel/slab.ts";
import type { Arch, KernelTarget } from "../../../../src/core/kernel/target.ts";
import { version } from "../../../../src/core/kernel/version.ts";
import { sizeBasis } from "../../../../src/core/sizing/basis.ts";
import { tableMemory } from "../../../../src/core/sizing/memory.ts";
import { size } from "../../../../src/core/sizing/size.ts";

function target(kernel: string, arch: Arch = "x86_64"): KernelTarget {
  return { kernel: version(kernel), arch };
}

function bytesOf(entries: number, features: readonly Feature[], kernel = "6.18.44", buckets = 262144) {
  return tableMemory({ target: target(kernel), entries, buckets, features }).bytes;
}

describe("bytes a flow, against 6.18.44", () => {
  it.each<[string, number, readonly Feature[], number]>([
    ["plain", 100000, [], 256.0],
    ["acct", 100000, ["acct"], 383.8],
    ["timestamp", 100000, ["timestamp"], 383.43],
    ["events", 100000, ["events"], 383.39],
    ["acct, timestamp", 100000, ["acct", "timestamp"], 383.34],
    ["masquerade", 100000, ["nat"], 383.18],
    ["label", 100000, ["labels"], 383.18],
    ["acct, timestamp, events, nat", 100000, ["acct", "timestamp", "events", "nat"], 383.43],
    ["and label", 100000, ["acct", "timestamp", "events", "nat", "labels"], 383.34],
    ["plain", 500000, [], 255.93],
    ["acct", 500000, ["acct"], 383.8],
    ["acct, timestamp, events, nat, label", 500000, ["acct", "timestamp", "events", "nat", "labels"], 383.87],
    ["timeout policy", 100000, ["timeout"], 383.1],
    ["helper", 100000, ["helper"], 383.0],
    ["helper and more", 100000, ["helper", "acct", "timestamp", "events", "labels", "nat"], 450.5],
    ["netlink insert", 20000, ["labels", "seqadj", "synproxy", "events"], 381.1],
    ["netlink, all on", 20000, ["acct", "timestamp", "events", "labels", "seqadj", "synproxy"], 448.1],
  ])("%s, %d flows", (_name, flows, features, measured) => {
    const ours = bytesOf(flows, features).entries / flows;
    expect(Math.abs(ours - measured) / measured).toBeLessThan(0.01);
  });

  it("meets the slab bytes of whole tables", () => {
    expect(Math.abs(bytesOf(500000, []).entries / 127967232 - 1)).toBeLessThan(0.01);
    expect(Math.abs(bytesOf(500000, ["acct", "nat"]).entries / 191934464 - 1)).toBeLessThan(0.01);
  });
});

describe("sums by hand", () => {
  it("262,144 plain flows and as many buckets are 66 MiB", () => {
    // 262144 / 16 slabs x 4096 = 67108864; 262144 x 8 = 2097152
    expect(bytesOf(262144, [])).toEqual({ perEntry: 256, entries: 67108864, hashTable: 2097152, total: 69206016 });
  });

  it("rounds to slabs and pages", () => {
    // 17 objects of 256 take two slabs of 16; 17 blocks of 128 one slab of 32; 513 x 8 = 4104 takes two pages
    expect(bytesOf(17, ["acct"], "6.18", 513)).toEqual({ perEntry: 384, entries: 12288, hashTable: 8192, total: 20480 });
  });

  it("5.10 with its events", () => {
    // 100000 / 12 -> 8334 slabs x 4096, 100000 / 32 = 3125 x 4096; 65536 x 8
    const entries = 8334 * 4096 + 3125 * 4096;
    expect(bytesOf(100000, ["events"], "5.10", 65536)).toEqual({
      perEntry: 448,
      entries,
      hashTable: 524288,
      total: entries + 524288,
    });
    // With 64 CPUs 100000 / 51 -> 1961 slabs x 16384, and the blocks as before
    const many = tableMemory({ target: { ...target("5.10"), cpus: 64 }, entries: 100000, buckets: 65536, features: ["events"] });
    expect(many.bytes.entries).toBe(1961 * 16384 + 3125 * 4096);
    expect(many.band).toEqual({ low: many.bytes.total, high: many.bytes.total });
    const any = tableMemory({ target: target("5.10"), entries: 100000, buckets: 65536, features: ["events"] });
    expect(any.band).toEqual({ low: many.bytes.total, high: entries + 524288 });
    expect(basisOf("5.10", ["events"])).toContain(
      "assumed: the fewest CPUs, which need the most memory, up to 51 in 16 KiB with many; enter how many CPUs the machine can have",
    );
  });

  it("64 KiB pages and 32-bit heads", () => {
    // 1000 / 256 -> 4 slabs of 65536; 8192 x 8 = 65536
    expect(tableMemory({ target: target("6.12", "ppc64le"), entries: 1000, buckets: 8192, features: [] }).bytes).toEqual({
      perEntry: 256,
      entries: 262144,
      hashTable: 65536,
      total: 327680,
    });
    expect(tableMemory({ target: target("6.12", "arm"), entries: 16, buckets: 1024, features: [] }).bytes.hashTable).toBe(4096);
  });

  it.each<[object: number, page: number, cpus: number, objects: number, bytes: number]>([
    // 6.18.44, and kernels from 5.10 to 7.2 booted with two CPUs.
    [256, 4096, 2, 16, 4096],
    [192, 4096, 2, 21, 4096],
    [128, 4096, 2, 32, 4096],
    [512, 4096, 2, 16, 8192],
    [256, 16384, 2, 64, 16384],
    [256, 65536, 2, 256, 65536],
    [128, 65536, 2, 512, 65536],
    // 5.10 and real-time kernels, booted with 2, 4, 16 and 64.
    [320, 4096, 2, 12, 4096],
    [320, 4096, 4, 25, 8192],
    [320, 4096, 16, 25, 8192],
    [320, 4096, 64, 51, 16384],
    // Others of the same slab files: 208, 216, 608, 1216 and 4544 bytes.
    [216, 4096, 2, 18, 4096],
    [608, 4096, 2, 13, 8192],
    [1216, 4096, 2, 13, 16384],
    [4544, 4096, 2, 7, 32768],
    [2240, 4096, 2, 14, 32768],
  ])("%d bytes in pages of %d with %d CPUs: %d in %d", (object, page, cpus, objects, bytes) => {
    expect(slabFor(object, page, cpus)).toEqual({ objects, bytes });
    expect(slabsOf(object, page, cpus)).toEqual([{ objects, bytes }]);
  });

  it("knows every slab where the CPUs are not known", () => {
    expect(slabsOf(320, 4096).map(({ objects }) => objects)).toEqual([12, 25, 51, 102]);
  });
});

function basisOf(kernel: string, features: readonly Feature[]): readonly string[] {
  const request = { target: target(kernel), max: 100000, buckets: 65536, features };
  const result = size(request);
  if ("error" in result) throw new Error(result.error);
  return sizeBasis(request, result);
}

it("says how each figure is known", () => {
  const basis = (kernel: string) =>
    basisOf(kernel, ["acct"])
      .slice(0, 4)
      .map((line) => line.slice(0, line.indexOf(":")));
  expect(basis("6.18.44")).toEqual(["measured", "measured", "measured", "measured"]);
  // A kernel of the line was booted.
  expect(basis("6.12.107")).toEqual(["measured", "measured", "measured", "measured"]);
  expect(basis("5.4")).toEqual(["inferred", "inferred", "inferred", "inferred"]);
});

const kernels = fc.constantFrom("2.6.18", "2.6.32", "4.8", "4.12", "4.14", "5.10", "5.15", "6.1", "6.18", "7.2");
const arches = fc.constantFrom<Arch>("x86_64", "aarch64", "i386", "arm", "ppc64le", "riscv64", "s390x");

it("never costs less for more entries, more buckets or more features", () => {
  fc.assert(
    fc.property(
      kernels,
      arches,
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      fc.integer({ min: 0, max: 2 ** 20 }),
      fc.integer({ min: 1, max: 2 ** 28 }),
      fc.subarray([...FEATURES]),
      fc.constantFrom(...FEATURES),
      (kernel, arch, entries, extra, buckets, features, feature) => {
        const at = target(kernel, arch);
        const { bytes } = tableMemory({ target: at, entries, buckets, features });
        for (const value of Object.values(bytes)) expect(Number.isSafeInteger(value)).toBe(true);
        expect(bytes.total).toBe(bytes.entries + bytes.hashTable);
        expect(bytes.entries).toBeGreaterThanOrEqual(entries * bytes.perEntry);
        for (const more of [
          { target: at, entries: entries + extra, buckets, features },
          { target: at, entries, buckets: buckets + extra, features },
          { target: at, entries, buckets, features: [...features, feature] },
        ])
          expect(tableMemory(more).bytes.total).toBeGreaterThanOrEqual(bytes.total);
      },
    ),
  );
});
