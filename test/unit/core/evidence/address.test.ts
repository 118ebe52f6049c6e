// IPv6 addresses out of bytes and into text.
import { expect, test } from "vitest";
import { formatIpv4, formatIpv6, readIpv6 } from "../../../../src/core/evidence/dump/address.ts";

function read(text: string): readonly number[] | undefined {
  const words = new Int32Array(4);
  const end = readIpv6(new TextEncoder().encode(`${text} `), 0, words);
  return end === text.length ? [...words] : undefined;
}

test.each([
  ["2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"],
  ["2001:db8::1", "2001:db8::1"],
  ["::", "::"],
  ["::1", "::1"],
  ["fe80::", "fe80::"],
  ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
  ["1:0:0:4:0:0:0:8", "1:0:0:4::8"],
  ["1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"],
  ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
  ["::ffff:10.0.0.1", "::ffff:a00:1"],
  ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
  ["ABCD::EF01", "abcd::ef01"],
])("%s is %s", (text, printed) => {
  const words = read(text);
  expect(words && formatIpv6(words)).toBe(printed);
});

test.each([
  "",
  ":",
  ":1",
  "1:",
  "1:2",
  "1::2::3",
  "1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:8:9",
  "12345::",
  "g::1",
  "::1.2.3",
  "::1.2.3.256",
  "1:2:3:4:5:6:7:1.2.3.4",
  ":::",
  "1:::2",
])("%j is none", (text) => {
  expect(read(text)).toBeUndefined();
});

test("IPv4 by its bits", () => {
  expect(formatIpv4(0x0a000001)).toBe("10.0.0.1");
  expect(formatIpv4(-1)).toBe("255.255.255.255");
});
