import { describe, expect, it } from "vitest";
import {
  actualBuckets,
  bucketBytes,
  defaultBuckets,
  defaultMax,
  insertLimits,
  largestBuckets,
  largestDefaultBuckets,
  largestRequests,
  maxForHashsize,
  possibleDefaultBuckets,
  roundBuckets,
} from "../../../../src/core/kernel/hash-table.ts";
import type { Arch, KernelTarget } from "../../../../src/core/kernel/target.ts";
import { version } from "../../../../src/core/kernel/version.ts";

const GIB = 2 ** 30;

function target(kernel: string, arch: Arch = "x86_64", memory?: number): KernelTarget {
  return { kernel: version(kernel), arch, ...(memory === undefined ? {} : { memory }) };
}

describe("default buckets and max", () => {
  it.each<[string, Arch, number, number, number]>([
    // kernel, arch, memory, buckets, max
    ["6.18", "x86_64", 4 * GIB + 4096, 262144, 262144],
    ["6.18", "x86_64", 4 * GIB, 65536, 65536], // not above 4 GiB
    ["6.18", "x86_64", 1 * GIB, 8192, 8192], // 1073741824 / 16384 / 8
    ["6.18", "x86_64", 64 * 2 ** 20, 1024, 1024], // 512, raised to the minimum
    ["6.18", "i386", 8 * GIB, 65536, 65536], // the 4 GiB step is for 64-bit alone
    ["6.18", "i386", 1 * GIB, 16384, 16384], // 1073741824 / 16384 / 4
    ["5.15", "x86_64", 2 * GIB, 65536, 65536],
    ["5.14", "x86_64", 8 * GIB, 65536, 262144], // 4 x
    ["5.10", "x86_64", 1 * GIB, 8192, 32768],
    ["5.10", "x86_64", 2 * GIB, 16384, 65536],
    ["3.18", "x86_64", 64 * GIB, 16384, 65536],
    ["2.6.32", "x86_64", 2 ** 20, 512, 128], // 32 buckets make one page; max from the 32
    ["4.8", "x86_64", 2 ** 20, 512, 2048], // max from the rounded 512
    ["2.6.18", "x86_64", 512 * 2 ** 20, 2048, 16384], // 536870912 / 16384 / 16, 8 x
    ["2.6.18", "x86_64", 2 * GIB, 8192, 65536],
    ["6.18", "ppc64le", 512 * 2 ** 20, 8192, 8192], // 4096, a 64 KiB page holds 8192
  ])("%s %s with %d bytes: %d buckets, max %d", (kernel, arch, memory, buckets, max) => {
    expect(defaultBuckets(target(kernel, arch, memory))).toBe(buckets);
    expect(defaultMax(target(kernel, arch, memory))).toBe(max);
  });

  it("knows nothing without the memory, but what is possible", () => {
    expect(defaultBuckets(target("6.18"))).toBeUndefined();
    expect(defaultMax(target("6.18"))).toBeUndefined();
    const counts = possibleDefaultBuckets(target("6.18"));
    expect(counts[0]).toBe(1024);
    expect(counts.slice(-3)).toEqual([8192, 65536, 262144]);
    expect(counts).toHaveLength((8192 - 1024) / 512 + 1 + 2);
    expect(possibleDefaultBuckets(target("6.18", "x86_64", 8 * GIB))).toEqual([262144]);
    expect(largestDefaultBuckets(target("6.18", "arm"))).toBe(65536);
    expect(largestDefaultBuckets(target("5.10"))).toBe(65536);
  });

  it("gives every default as one of the possible ones", () => {
    for (const kernel of ["2.6.18", "2.6.32", "4.19", "6.18"])
      for (const arch of ["x86_64", "arm", "ppc64le"] as const)
        for (let memory = 2 ** 24; memory < 2 ** 36; memory = Math.ceil(memory * 1.37))
          expect(possibleDefaultBuckets(target(kernel, arch))).toContain(defaultBuckets(target(kernel, arch, memory)));
  });

  it("multiplies hashsize= by eight in every version", () => {
    expect(maxForHashsize(target("6.18"), 65536)).toBe(524288);
    expect(maxForHashsize(target("5.10"), 100000)).toBe(8 * 100352);
    expect(maxForHashsize(target("4.4"), 100000)).toBe(800000);
  });
});

describe("whole pages", () => {
  it.each([
    [1, 512],
    [512, 512],
    [513, 1024],
    [100000, 100352],
    [1000000, 1000448],
    [262144, 262144],
  ])("rounds %d to %d as 6.18.44 did", (asked, made) => {
    expect(roundBuckets(asked, { kernel: version("6.18"), arch: "x86_64" })).toBe(made);
  });

  it("follows page and pointer", () => {
    expect(roundBuckets(1, { kernel: version("6.18"), arch: "i386" })).toBe(4096 / 4);
    expect(roundBuckets(1, { kernel: version("6.1.0-50-powerpc64le"), arch: "ppc64le" })).toBe(65536 / 8);
    expect(actualBuckets(target("2.6.18"), 1000)).toBe(1000);
    expect(bucketBytes(target("2.6.18"))).toBe(16);
    expect(bucketBytes(target("6.18"))).toBe(8);
  });

  it("stops where the allocator does", () => {
    expect(largestBuckets(target("6.18"))).toBe(268434944); // the last 6.18.44 took
    expect(largestBuckets(target("6.18", "ppc64le"))).toBe(268427264); // floor(268435455 / 8192) x 8192
    expect(largestBuckets(target("4.14"))).toBe(536870400); // floor(536870911 / 512) x 512
    expect(largestBuckets(target("5.4"))).toBe(536870911); // floor(4294967295 / 8), not checked again after rounding
    expect(largestRequests(target("5.10.223"))).toEqual([268434944]); // kvmalloc's bound came to the branch
    expect(largestRequests(target("5.10"))).toEqual([536870911, 268434944]); // patch level not known
  });
});

describe("insert limit", () => {
  const short = { min: 8, max: 31 };
  const long = { min: 50, max: 79 };
  it.each([
    ["5.10.223", [null]],
    ["5.14", [null]],
    ["5.15.41", [short]],
    ["5.15.102", [short]],
    ["5.15.103", [long]],
    ["5.15", [short, long]],
    ["5.18", [short]],
    ["6.0.19", [short]],
    ["6.1.19", [short]],
    ["6.1.20", [long]],
    ["6.1.176", [long]],
    ["6.1", [short, long]],
    ["6.1.0-50-amd64", [long]], // 6.1.176
    ["6.2.1", [short]],
    ["6.2.7", [long]],
    ["6.3", [long]],
    ["6.6.152", [long]],
    ["7.2.13", [long]],
  ])("%s", (kernel, limits) => {
    expect(insertLimits(target(kernel))).toEqual(limits);
  });
});
