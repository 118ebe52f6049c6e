// What is taken for plain text at a look is text to the closer look too: of files that begin like packed ones, and of any bytes.
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodingOf } from "../../../../src/core/text/encoding.ts";
import { isPlainAscii } from "../../../../src/core/text/plain-ascii.ts";

const BEGINNINGS = ["BZh91AY", "LPKSHHRHx", "PK\x03\x04", "\x1f\x8b", "", "net.x = 1\n", "\ufeffa"].map((text) =>
  new TextEncoder().encode(text),
);

test.each(["BZh91AY", "LPKSHHRHx"])("%s begins a packed file", (text) => {
  const bytes = new TextEncoder().encode(text);
  expect([isPlainAscii(bytes), encodingOf(bytes)]).toEqual([false, "binary"]);
});

test("a sysctl.conf is plain", () => {
  expect(isPlainAscii(new TextEncoder().encode("# Limits\r\nnet.core.somaxconn\t= 4096\n"))).toBe(true);
});

test("plain text is text to the closer look too", () => {
  const bytes = fc.uint8Array({ maxLength: 40 });
  const printable = fc.array(fc.constantFrom(9, 10, 13, 32, 65, 66, 76, 126), { maxLength: 40 }).map((all) => Uint8Array.from(all));
  fc.assert(
    fc.property(fc.constantFrom(...BEGINNINGS), fc.oneof(bytes, printable), (first, rest) => {
      const all = Uint8Array.from([...first, ...rest]);
      if (!isPlainAscii(all)) return;
      expect(encodingOf(all)).toBe("utf-8");
      expect(all.every((byte) => byte < 127)).toBe(true);
    }),
  );
});
