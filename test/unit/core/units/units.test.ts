import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatShare,
  parseBytes,
  parseCount,
  parseDuration,
} from "../../../../src/core/units/units.ts";

describe("counts", () => {
  it.each([
    ["262144", 262144],
    ["256k", 262144],
    ["256 K", 262144],
    ["256Ki", 262144],
    ["0x40000", 262144],
    ["1.5M", 1572864],
    ["1_000_000", 1000000],
    ["262,144", 262144],
    ["262 144", 262144],
    ["1G", 1073741824],
    [" 0 ", 0],
    [".5k", 512],
  ])("%s", (text, count) => expect(parseCount(text)).toBe(count));

  it.each(["", " ", "k", "i", "-1", "1e6", "1,5M", "12,34", "0600", "1.2.3", "8 GB", "0x", "5 h", "1i", "99999999999999999999"])(
    "not %j",
    (text) => expect(parseCount(text)).toBeUndefined(),
  );

  it("prints", () => {
    expect(formatCount(262144)).toBe("262,144");
    expect(formatCount(999)).toBe("999");
    expect(formatCount(-1234567.6)).toBe("-1,234,568");
    expect(formatCount(-0.1)).toBe("0");
    expect(formatCount(Number.NaN)).toBe("?");
    expect(formatCount(Number.POSITIVE_INFINITY)).toBe("∞");
  });
});

describe("bytes", () => {
  it.each([
    ["8G", 8 * 2 ** 30],
    ["8GB", 8 * 2 ** 30],
    ["8 gib", 8 * 2 ** 30],
    ["512 MiB", 2 ** 29],
    ["16301234 kB", 16301234 * 1024],
    ["1.5T", 1.5 * 2 ** 40],
    ["4096", 4096],
    ["4096 bytes", 4096],
    ["1 byte", 1],
    ["12b", 12],
  ])("%s", (text, bytes) => expect(parseBytes(text)).toBe(bytes));

  it.each(["", "G", "8X", "-8G", "8 GG", "8G8", "99999999 PiB"])("not %j", (text) => expect(parseBytes(text)).toBeUndefined());

  it.each([
    [69206016, "66 MiB"],
    [0, "0 bytes"],
    [1, "1 byte"],
    [1023, "1023 bytes"],
    [1024, "1 KiB"],
    [1048575, "1 MiB"], // not 1024 KiB
    [1047527, "1,023 KiB"], // 1022.98
    [10086711, "9.62 MiB"],
    [102970163, "98.2 MiB"],
    [8589934592, "8 GiB"],
    [-2048, "-2 KiB"],
  ])("%d prints %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe("durations", () => {
  it.each([
    ["2 h", 7200],
    ["5d", 432000],
    ["90m", 5400],
    ["1h30m", 5400],
    ["2 h 4 min", 7440],
    ["7440", 7440],
    ["432,000", 432000],
    ["5 days", 432000],
    ["1 week", 604800],
    ["1.5h", 5400],
    ["30 S", 30],
    ["-2 h", -7200],
    ["-0", 0],
  ])("%s", (text, seconds) => expect(parseDuration(text)).toBe(seconds));

  it.each(["", "h", "-", "--5", "30m1h", "1h1h", "1h30", "5 y", "1:30", "2 hh", "0600"])("not %j", (text) =>
    expect(parseDuration(text)).toBeUndefined(),
  );

  it.each([
    [432000, "5 days"],
    [86400, "1 day"],
    [7440, "2 h 4 min"],
    [90, "1 min 30 s"],
    [0, "0 s"],
    [0.34, "0.3 s"],
    [9.97, "10 s"],
    [59.7, "1 min"],
    [-7440, "-2 h 4 min"],
    [21474836, "248 days 13 h 13 min 56 s"],
    [Number.POSITIVE_INFINITY, "∞"],
  ])("%d prints %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));
});

it.each([
  [0.594, "59.4 %"],
  [0.008056640625, "0.8 %"],
  [0, "0 %"],
  [1, "100 %"],
  [0.9999, "> 99.9 %"],
  [0.0002, "0.02 %"],
  [0.0000001, "< 0.001 %"],
  [2.5, "250 %"],
  [-0.25, "-25 %"],
  [Number.NaN, "?"],
])("share %d prints %s", (share, text) => expect(formatShare(share)).toBe(text));

describe("what is printed can be read again", () => {
  const whole = fc.maxSafeNat();
  it("counts and durations exactly", () => {
    fc.assert(
      fc.property(whole, (value) => {
        expect(parseCount(formatCount(value))).toBe(value);
        expect(parseDuration(formatDuration(value))).toBe(value);
        expect(parseDuration(formatDuration(-value))).toBe(value === 0 ? 0 : -value);
      }),
    );
  });

  it("bytes to three digits", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 31 - 1 }), fc.nat({ max: 21 }), (mantissa, power) => {
        const value = mantissa * 2 ** power;
        const again = parseBytes(formatBytes(value)) ?? Number.NaN;
        expect(Math.abs(again - value)).toBeLessThanOrEqual(value * 0.006);
      }),
    );
  });

  it("and nothing throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9kmgihdb., _x-]{0,12}$/)), fc.double(), (text, value) => {
        for (const parse of [parseCount, parseBytes, parseDuration]) {
          const parsed = parse(text);
          expect(parsed === undefined || Number.isFinite(parsed)).toBe(true);
        }
        for (const format of [formatCount, formatBytes, formatDuration, formatShare]) expect(format(value)).not.toMatch(/NaN/);
      }),
    );
  });
});
