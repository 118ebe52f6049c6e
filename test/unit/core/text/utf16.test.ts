import { describe, expect, test } from "vitest";
import { Utf16ToUtf8 } from "../../../../src/core/text/utf16.ts";

function convert(bytes: Uint8Array, bigEndian: boolean, size: number): string {
  const wide = new Utf16ToUtf8(bigEndian);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(Uint8Array.from(wide.push(bytes.subarray(at, at + size))));
  pieces.push(wide.end());
  return Buffer.concat(pieces).toString("utf8");
}

describe.each([1, 2, 3, 5, 7, 1000])("in pieces of %i bytes", (size) => {
  const text = "a\u00e9\u20ac\ud83d\ude00\u0000\n\uffff\udbff\udfffz";

  test("every character comes through", () => {
    expect(convert(Buffer.from(text, "utf16le"), false, size)).toBe(text);
    expect(convert(Buffer.from(text, "utf16le").swap16(), true, size)).toBe(text);
  });

  test("halves become replacement characters", () => {
    const halves = "\ud83da\ude00\ud83d\ud83d\ude00b\ud83d";
    expect(convert(Buffer.from(halves, "utf16le"), false, size)).toBe("\ufffda\ufffd\ufffd\ud83d\ude00b\ufffd");
    expect(convert(Buffer.from([0x61, 0, 0x62]), false, size)).toBe("a\ufffd");
  });
});
