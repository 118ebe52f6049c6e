// The lab without its machines: the table of kernels, the compact form of recordings, what is made of a console.
import { describe, expect, test } from "vitest";
import { KERNELS, kernelNamed } from "../lab/kernels.ts";
import { nearestTo } from "../lab/list.ts";
import { readOptions } from "../lab/options.ts";
import { newestFirst } from "../lab/packages.ts";
import { readLines } from "../lab/read-lines.ts";
import { chain, unchain } from "../lab/recordings/compact.ts";
import { packOutcomes, unpackOutcomes } from "../lab/recordings/record.ts";
import { RECORDINGS_FILE, readRecordings, recordingsText } from "../lab/recordings/store.ts";
import { kindsOfLines, statistics } from "../lab/recordings/texts.ts";
import { read } from "./root.ts";

describe("the table of kernels", () => {
  test("has every name once", () => {
    expect(new Set(KERNELS.map(({ name }) => name)).size).toBe(KERNELS.length);
  });

  test.each([
    ["6.12", "linux-image-6.12.118+deb13-cloud-amd64", true],
    ["6.12", "linux-image-6.12.90+deb13.1-cloud-amd64", true],
    ["6.12", "linux-image-6.12.118+deb13-rt-amd64", false],
    ["6.12", "linux-image-6.12.118+deb13-cloud-amd64-dbg", false],
    ["6.1", "linux-image-6.1.0-56-cloud-amd64", true],
    ["6.1", "linux-image-6.1.0-0.deb11.52-cloud-amd64", true],
    ["6.1", "linux-image-6.12.118+deb13-cloud-amd64", false],
    ["7.3", "linux-image-7.3-cloud-amd64", true],
    ["i386-6.5", "linux-image-6.5.0-0.deb12.4-686-pae", true],
    ["arm64-6.12", "linux-image-6.12.117+deb13-arm64-16k", false],
  ])("%s and %s: %s", (name, image, isIt) => {
    expect(kernelNamed(name)?.packages.some((pattern) => pattern.test(image))).toBe(isIt);
  });

  test("takes the newest build first, by number", () => {
    const names = [
      "linux-image-6.12.9+deb13-cloud-amd64",
      "linux-image-6.12.118+deb13-cloud-amd64",
      "linux-image-6.12.43+deb13-cloud-amd64",
    ];
    expect(names.toSorted(newestFirst)).toEqual([names[1], names[2], names[0]]);
  });
});

test("the kernel that is nearest to a machine's own is found by its line, its architecture and its flavour", () => {
  const nearest = (release: string, arch = "x64"): string | undefined => nearestTo(KERNELS, { release, arch })?.name;
  expect(nearest("6.12.74+deb13-amd64")).toBe("6.12");
  expect(nearest("6.1.0-50-rt-amd64")).toBe("6.1-rt");
  expect(nearest("5.15.0-105-generic")).toBe("5.10");
  expect(nearest("6.8.0-45-generic", "arm64")).toBe("arm64-6.12");
  expect(nearest("6.5.0", "ia32")).toBe("i386-6.5");
  expect(nearest("6.5.0", "mips")).toBeUndefined();
});

test("a name or a part that is none is refused by name", () => {
  expect(() => readOptions(["6.99"])).toThrow('No kernel is called "6.99"');
  expect(() => readOptions(["--with", "memory,speed"])).toThrow('and not "speed"');
  expect(() => readOptions(["--recrod"])).toThrow("--recrod");
});

describe("recordings", () => {
  test("are kept in the form that --record writes", () => {
    expect(read(RECORDINGS_FILE)).toBe(recordingsText(readRecordings()));
  });

  test("keep of each kernel what differs from the one before, and lose nothing", () => {
    const full = [{ a: 1, b: { c: 2, d: [3] } }, { a: 1, b: { d: [4] }, e: null }, { b: { c: 2 } }];
    expect(chain(full)[1]).toEqual({ b: { c: "\u0000gone", d: [4] }, e: null });
    expect(unchain(chain(full))).toEqual(full);
  });

  test("keep what became of each text", () => {
    const texts = ["0", "1", "0x10", "no", "2"];
    const outcomes = packOutcomes(
      texts,
      0,
      new Map([
        [0, "0"],
        [1, "refused"],
        [2, "16"],
        [3, "refused"],
      ] as const),
    );
    expect(outcomes).toEqual({ texts: 0, refused: "1,3", untried: "4", read: { 2: "16" } });
    expect(unpackOutcomes({ texts: [texts], outcomes: [outcomes], kernels: [] }, 0)).toEqual([
      ["0", 0n],
      ["1", "refused"],
      ["0x10", 16n],
      ["no", "refused"],
    ]);
  });
});

describe("what a machine prints", () => {
  test("is read line by line, whatever stands around it", () => {
    const lines = readLines(['boot: @@{"kind":"hash","buckets":1024,"offered":9,"held":8}\r\n[    0.1] hello\n@@{"kind":"ha']);
    expect(lines.hash).toEqual([{ buckets: 1024, offered: 9, held: 8 }]);
    expect(lines.note).toEqual([{ about: "a line was cut", what: '@@{"kind":"ha' }]);
  });

  test("counters are summed over processors, in hexadecimal", () => {
    expect(statistics("entries  drop early_drop\n0000000a 00000002 00000010\n0000000a 00000001 00000001\n")).toEqual({
      entries: 20,
      drop: 3,
      early_drop: 17,
    });
  });

  test("a table is kept as one line of each kind, without the second that passed meanwhile", () => {
    const text = "udp 17 29 src=10.0.0.2 [UNREPLIED]\ntcp 6 9 src=10.0.0.1\nudp 17 28 src=10.0.0.1 [UNREPLIED]\n";
    expect(kindsOfLines("plain", text)).toEqual(["tcp 6 10 src=10.0.0.1", "udp 17 30 src=10.0.0.1 [UNREPLIED]"]);
    expect(kindsOfLines("stat", "entries drop\n0a 01\n")).toEqual(["entries drop"]);
  });
});
