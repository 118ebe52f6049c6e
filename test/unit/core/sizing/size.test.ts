import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEATURES } from "../../../../src/core/kernel/entry-size.ts";
import type { Arch, KernelTarget } from "../../../../src/core/kernel/target.ts";
import { version } from "../../../../src/core/kernel/version.ts";
import { sizeBasis } from "../../../../src/core/sizing/basis.ts";
import { type Size, type SizeRequest, size } from "../../../../src/core/sizing/size.ts";

const GIB = 2 ** 30;

function target(kernel: string, arch: Arch = "x86_64", memory?: number): KernelTarget {
  return { kernel: version(kernel), arch, ...(memory === undefined ? {} : { memory }) };
}

function sized(request: SizeRequest): Size {
  const result = size(request);
  if ("error" in result) throw new Error(result.error);
  return result;
}

function basisOf(request: SizeRequest): readonly string[] {
  return sizeBasis(request, sized(request));
}

describe("size", () => {
  it("gives the whole answer for a default machine", () => {
    const request = { target: target("6.18.44", "x86_64", 8 * GIB), max: 262144 };
    expect(sized(request)).toEqual({
      target: { kernel: "6.18.44", arch: "x86_64", hz: null, memory: 8589934592, cpus: null, pageSize: null },
      max: 262144,
      buckets: { requested: null, actual: 262144 },
      bytes: { perEntry: 256, entries: 67108864, hashTable: 2097152, total: 69206016 },
      totalBand: { low: 69206016, high: 69206016 },
      chain: {
        mean: 2,
        insertLimit: { min: 50, max: 79 },
        refusedShare: 0,
        heldOfMax: 262144,
        usableEntries: 4652388,
        reliableEntries: 262144,
      },
      memoryShare: 69206016 / 8589934592,
    });
    for (const line of basisOf(request)) expect(line).toMatch(/^(?:measured|type information|inferred|assumed): /);
  });

  it("rounds what was asked and says what is refused", () => {
    const { buckets, chain } = sized({ target: target("6.18"), max: 100000, buckets: 1000, features: [] });
    expect(buckets).toEqual({ requested: 1000, actual: 1024 });
    // 6.18.44 held 40,556: of 100,000 in 1,024 buckets 195 would be in a chain, had all got in.
    expect(chain.mean).toBeCloseTo((2 * 40556) / 1024, 1);
    // Poisson: 0.1 % of new flows are refused from 18,174 entries on.
    expect(chain.reliableEntries).toBeCloseTo(18174, -1);
    expect(chain.heldOfMax).toBe(40563);
    expect(chain.refusedShare).toBeCloseTo(0.594, 3);
  });

  it("has no limit before 5.15 and events up to 5.18", () => {
    const { bytes, chain, buckets } = sized({ target: target("5.10"), max: 262144 });
    expect(buckets).toEqual({ requested: null, actual: 65536 });
    expect(bytes.perEntry).toBe(448);
    expect(chain).toEqual({
      mean: 8,
      insertLimit: null,
      refusedShare: null,
      heldOfMax: null,
      usableEntries: null,
      reliableEntries: 262144,
    });
    expect(sized({ target: target("5.10"), max: 1, features: [] }).bytes.perEntry).toBe(320);
  });

  it("takes the stricter limit where the patch level is not known", () => {
    const request = { target: target("6.1"), max: 262144 };
    const { chain } = sized(request);
    expect(chain.insertLimit).toEqual({ min: 8, max: 31 });
    expect(basisOf(request).join("\n")).toContain("8 to 31 and 50 to 79; 8 to 31 is assumed");
    expect(sized({ target: target("6.1.176"), max: 1 }).chain.insertLimit).toEqual({ min: 50, max: 79 });
  });

  it("says what it assumed", () => {
    const lines = (request: SizeRequest) => basisOf(request).join("\n");
    expect(lines({ target: target("6.18"), max: 1 })).toMatch(/memory unknown.*\n.*features not given/);
    expect(lines({ target: target("5.14.0-427.el9"), max: 1 })).toContain("vendor kernel");
    expect(lines({ target: target("6.18"), max: 1, buckets: 1, features: [] })).not.toContain("assumed");
  });

  it.each<[Partial<SizeRequest>, string]>([
    [{ max: 0 }, "max"],
    [{ max: -1 }, "max"],
    [{ max: 1.5 }, "max"],
    [{ max: Number.NaN }, "max"],
    [{ max: 2 ** 31 }, "max"],
    [{ buckets: 0 }, "buckets"],
    [{ buckets: 268434945 }, "buckets"],
    [{ buckets: Number.POSITIVE_INFINITY }, "buckets"],
    [{ target: target("6.18", "x86_64", 0) }, "memory"],
    [{ target: target("6.18", "x86_64", Number.NaN) }, "memory"],
    [{ features: ["speed" as "acct"] }, "features"],
  ])("answers %j with an error", (change, field) => {
    const result = size({ target: target("6.18"), max: 1000, ...change });
    expect(result).toMatchObject({ field });
    expect("error" in result && result.error).toMatch(/\.$/);
  });

  it("stays finite and monotone", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("2.6.18", "2.6.32", "4.4", "5.10", "5.15", "5.15.41", "6.1.176", "6.18", "7.2"),
        fc.constantFrom<Arch>("x86_64", "aarch64", "i386", "arm", "ppc64le", "riscv64", "s390x"),
        fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        fc.option(fc.integer({ min: 1, max: 100_000_000 }), { nil: undefined }),
        fc.option(fc.integer({ min: 2 ** 20, max: 2 ** 42 }), { nil: undefined }),
        fc.subarray([...FEATURES]),
        (kernel, arch, one, two, buckets, memory, features) => {
          const at = (max: number) => sized({ target: target(kernel, arch, memory), max, features, ...(buckets ? { buckets } : {}) });
          const [less, more] = [at(Math.min(one, two)), at(Math.max(one, two))];
          expect(JSON.parse(JSON.stringify(less))).toEqual(less); // a NaN or Infinity would come back as null
          expect(less.bytes.total).toBeLessThanOrEqual(more.bytes.total);
          expect(less.chain.refusedShare ?? 0).toBeLessThanOrEqual((more.chain.refusedShare ?? 0) + 1 / less.max);
        },
      ),
    );
  });
});
