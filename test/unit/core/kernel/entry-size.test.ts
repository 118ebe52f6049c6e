import { describe, expect, it } from "vitest";
import {
  defaultFeatures,
  extensionBlock,
  FEATURES,
  type Feature,
  parseFeatures,
  slabObject,
} from "../../../../src/core/kernel/entry-size.ts";
import { blockKnown, objectKnown } from "../../../../src/core/kernel/entry-size-source.ts";
import type { Arch, KernelTarget } from "../../../../src/core/kernel/target.ts";
import { version } from "../../../../src/core/kernel/version.ts";

function target(kernel: string, arch: Arch = "x86_64"): KernelTarget {
  return { kernel: version(kernel), arch };
}

/** What was read once is measured as soon as a kernel of that line was booted. */
const AT_LEAST: Readonly<Record<string, RegExp>> = {
  "type information": /^(?:type information|measured)$/,
  inferred: /^(?:inferred|measured)$/,
};

describe("slab object", () => {
  it.each<[string, Arch, number, string]>([
    ["6.18.44", "x86_64", 256, "measured"], // 248 + 8
    ["7.2", "x86_64", 256, "type information"],
    ["6.12", "s390x", 256, "type information"], // one cache line of 256
    ["6.1", "ppc64le", 256, "type information"],
    ["6.1.176-rt50", "x86_64", 320, "type information"], // 280 + 8 -> 5 lines of 64
    ["6.1.0-50-rt-amd64", "x86_64", 320, "type information"],
    ["6.6", "x86_64", 256, "inferred"],
    ["6.18", "aarch64", 256, "inferred"],
    ["5.19", "x86_64", 256, "inferred"],
    ["5.18", "x86_64", 320, "inferred"], // 256 + 8
    ["5.10", "x86_64", 320, "type information"],
    ["5.10", "ppc64le", 384, "inferred"], // 256 + 8 -> 3 lines of 128
    ["5.10", "i386", 256, "type information"], // 208 + 4
    ["5.10", "arm", 256, "type information"], // 216 + 4
    ["6.1", "i386", 256, "type information"], // 204 + 4
    ["4.14", "x86_64", 320, "type information"],
    ["4.8", "x86_64", 320, "type information"], // 312 + 8
    ["4.10", "x86_64", 320, "inferred"],
    ["2.6.32", "x86_64", 320, "inferred"],
  ])("%s %s: %d bytes, %s", (kernel, arch, bytes, provenance) => {
    expect(slabObject(target(kernel, arch))).toBe(bytes);
    expect(objectKnown(target(kernel, arch)).provenance).toMatch(AT_LEAST[provenance] ?? provenance);
  });
});

describe("extension block", () => {
  it.each([
    [[], 0],
    [["acct"], 128], // 16 + 32, raised to 128
    [["acct", "timestamp", "events", "nat", "labels"], 128], // 16 + 32 + 16 + 32 + 8 + 16 = 120
    [["helper", "acct", "timestamp", "events", "labels", "nat"], 192], // 120 + 56 = 176
    [["acct", "timestamp", "labels", "seqadj", "synproxy"], 128], // 16 + 32 + 16 + 16 + 24 + 16 = 120
    [["acct", "timestamp", "events", "labels", "seqadj", "synproxy"], 192], // 120 + 32 = 152
    [FEATURES, 256], // 16 + 32 + 16 + 32 + 8 + 16 + 56 + 8 + 24 + 16 = 224
    [["acct", "acct"], 128],
  ] as const)("%j: %d bytes on 6.18", (features, bytes) => {
    expect(extensionBlock(target("6.18"), features)).toBe(bytes);
    expect(blockKnown(target("6.18"), features).provenance).toBe("measured");
  });

  it("knows 24 bytes of events up to 6.12", () => {
    // 16 + 24 + 32 + 16 + 16 + 24 = 128 against 136
    const features = ["events", "acct", "timestamp", "labels", "seqadj"] as const;
    expect(extensionBlock(target("6.12"), features)).toBe(128);
    expect(extensionBlock(target("6.13"), features)).toBe(192);
    expect(blockKnown(target("6.13"), features).provenance).toBe("inferred");
    expect(extensionBlock(target("6.18"), features)).toBe(192);
  });

  it.each<[kernel: string, feature: Feature, bytes: number]>([
    // Booted, 30,000 flows each: no block with an idle hook or DNAT, one with masquerade.
    ["5.10.262", "dnat", 0],
    ["5.19.0", "dnat", 0],
    ["6.18.15", "dnat", 0],
    ["7.2.12", "dnat", 0],
    ["5.19.0", "nat", 128],
    ["6.18.15", "nat", 128],
    // Read in 6.1.192.
    ["6.12", "snat", 0],
    // Every flow that met the hook: 40 + 8.
    ["4.4", "dnat", 64],
    ["4.4", "snat", 64],
    ["4.4", "nat", 64],
  ])("%s: %s takes %d bytes", (kernel, feature, bytes) => {
    expect(extensionBlock(target(kernel), [feature])).toBe(bytes);
  });

  it("knows masquerade by its own name, and counts NAT once", () => {
    expect(parseFeatures("masquerade,dnat")).toEqual(["nat", "dnat"]);
    expect(extensionBlock(target("4.4"), ["nat", "dnat", "snat", "events"])).toBe(96); // 40 + 8 + 24 = 72
  });

  it("has no smallest block before 4.14", () => {
    expect(extensionBlock(target("4.8"), ["events"])).toBe(64); // 40 + 24
    expect(blockKnown(target("4.8"), ["events"]).provenance).toBe("inferred");
    expect(extensionBlock(target("4.14"), ["events"])).toBe(128);
  });

  it("skips kmalloc-192 where arm64 aligns to 128", () => {
    const features = ["helper", "acct", "timestamp", "events", "labels", "nat"] as const;
    expect(extensionBlock(target("6.1", "aarch64"), features)).toBe(256);
    expect(extensionBlock(target("6.6", "aarch64"), features)).toBe(192);
  });
});

describe("default features", () => {
  it.each([
    ["2.6.30", []],
    ["2.6.32", ["events"]],
    ["5.18", ["events"]],
    ["5.19", []],
    ["7.2", []],
  ])("%s: %j", (kernel, features) => {
    expect(defaultFeatures(target(kernel))).toEqual(features);
  });
});

describe("parseFeatures", () => {
  it("reads names, none, and refuses others", () => {
    expect(parseFeatures("acct,timestamp, Events")).toEqual(["acct", "timestamp", "events"]);
    expect(parseFeatures(FEATURES.join(" "))).toEqual(FEATURES);
    expect(parseFeatures("acct,acct")).toEqual(["acct"]);
    expect(parseFeatures("")).toEqual([]);
    expect(parseFeatures("acct,speed")).toEqual({ error: expect.stringContaining('"speed"') });
  });
});
