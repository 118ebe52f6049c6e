// The messages of a client go through as they are, wherever the pieces are cut.
import { expect, test } from "vitest";
import { Frames } from "../../../src/lsp/frames.ts";

const message = (text: string, before = ""): string => `${before}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
const SENT = Buffer.from(
  [message("{}"), message(""), message('"\u00e9\r\n\r\nContent-Length: -1"'), message("{}", "Content-Type: x\r\n"), message("[]")].join(""),
);

async function through(pieces: readonly Buffer[]): Promise<string> {
  const frames = new Frames();
  for (const piece of pieces) frames.write(piece);
  frames.end();
  const got: Buffer[] = [];
  for await (const piece of frames) got.push(piece);
  return Buffer.concat(got).toString();
}

test.each([1, 2, 3, 7, 50, 1000])("in pieces of %i", async (size) => {
  const pieces = Array.from({ length: Math.ceil(SENT.length / size) }, (_, index) => SENT.subarray(index * size, (index + 1) * size));
  expect(await through(pieces)).toBe(SENT.toString());
});

test("a piece behind a broken header goes no further", async () => {
  await expect(through([SENT, Buffer.from("Content-Length: x\r\n\r\n{}")])).rejects.toThrow(/not a number of bytes/);
});
