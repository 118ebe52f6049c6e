// Bytes that are no UTF-8 in texts of a tree: none is lost, and a text of nothing else costs no more than another.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { fromBytes, toBytes } from "../../../src/linux/bytes.ts";
import { rootPort } from "../../../src/linux/root-port.ts";

/** Where characters begin, go on, are cut off, longer than need be, halves of pairs or beyond Unicode. */
const EDGES = [0x0a, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff];

test("a text of a tree takes no error for each byte that is no UTF-8", async () => {
  const root = mkdtempSync(join(tmpdir(), "ctp-bytes-"));
  try {
    writeFileSync(join(root, "a.conf"), Buffer.alloc(10_000, "\xff\xc3\xa9\xed\xa0\x80\xf0\x9f\x98\x80", "latin1"));
    const port = await rootPort(root);
    const decode = vi.spyOn(TextDecoder.prototype, "decode");
    const read = await port.read("/a.conf");
    expect(decode.mock.results.filter(({ type }) => type === "throw").length).toBeLessThan(10);
    expect("text" in read ? read.text.slice(0, 7) : read).toBe("\udcffé\udced\udca0\udc80\u{1f600}");
  } finally {
    vi.restoreAllMocks();
    rmSync(root, { recursive: true, force: true });
  }
});

test("characters are those of a decoder, and every other byte comes back", () => {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (const first of EDGES)
    for (const second of EDGES)
      for (const third of EDGES)
        for (const fourth of [0x41, 0x80]) {
          const bytes = Uint8Array.of(first, second, third, fourth);
          const text = fromBytes(Uint8Array.of(...bytes, 0xff)).slice(0, -1);
          if (!toBytes(text).equals(bytes)) expect.fail(`${bytes} became ${toBytes(text)}`);
          let whole: string | undefined;
          try {
            whole = strict.decode(bytes);
          } catch {}
          if (whole === undefined ? !/[\udc80-\udcff]/.test(text) : text !== whole) expect.fail(`${bytes} became ${JSON.stringify(text)}`);
        }
});
