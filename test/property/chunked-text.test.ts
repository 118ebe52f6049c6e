// A text that is changed in pieces, held against the library that copies it for each change.
import fc from "fast-check";
import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { ChunkedText } from "../../src/lsp/chunked-text.ts";

const part = fc.oneof(
  fc.constantFrom("\r", "\n", "\r\n", "a", "\u{1f600}", "net.netfilter.nf_conntrack_max = 1\n", "\r".repeat(30), ""),
  // Of more than a piece or two.
  fc.integer({ min: 8180, max: 8200 }).map((length) => "x".repeat(length)),
  fc.integer({ min: 8180, max: 8200 }).map((length) => `${"y".repeat(length)}\r`),
  fc.integer({ min: 0, max: 20_000 }).map((length) => "\n".repeat(length)),
);
const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(""));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const character = fc.oneof(fc.nat(10), fc.integer({ min: 8185, max: 8195 }), fc.constantFrom(-1, 16_384, 100_000));
const change = fc.record({ from: share, to: share, begins: character, ends: character, text });

test("each change leaves what the library leaves, also beyond the ends of lines and of the text, and backwards", () => {
  fc.assert(
    fc.property(text, fc.array(change, { maxLength: 12 }), (start, changes) => {
      const chunked = new ChunkedText(start);
      let document = TextDocument.create("file:///a", "sysctl", 0, start);
      for (const { from, to, begins, ends, text: put } of changes) {
        const at = (part: number, character: number) => ({ line: Math.floor(part * (document.lineCount + 1)) - 1, character });
        const range = { start: at(from, begins), end: at(to, ends) };
        chunked.replace(range, put);
        document = TextDocument.update(document, [{ range, text: put }], 1);
        // Of what it knows of lines nothing is kept: the place of a line that is not there leaves it wrong.
        document = TextDocument.create("file:///a", "sysctl", 1, document.getText());
        expect(chunked.toString() === document.getText()).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});
