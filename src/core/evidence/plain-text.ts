// Texts of hosts as UTF-8 without a byte-order mark, whatever machine they were saved on: PowerShell's > writes UTF-16.
import { binaryName, encodingOf, SAMPLE } from "../text/encoding.ts";
import { Utf16ToUtf8 } from "../text/utf16.ts";
import { UnusableText } from "./unusable-text.ts";

/** Hands on bytes as they come, but for the first ones, which wait until they tell the encoding. */
export class PlainText {
  readonly #sink: (bytes: Uint8Array) => void;
  #waiting: Uint8Array[] = [];
  #length = 0;
  #begun = false;
  #wide: Utf16ToUtf8 | undefined;

  /** What `sink` is given is its own only until it returns. */
  constructor(sink: (bytes: Uint8Array) => void) {
    this.#sink = sink;
  }

  /** The piece may be written over afterwards. Throws UnusableText for what is no text. */
  push(piece: Uint8Array): void {
    if (this.#begun) {
      this.#pass(piece);
      return;
    }
    this.#waiting.push(piece.slice());
    this.#length += piece.length;
    if (this.#length >= SAMPLE) this.#begin();
  }

  /** Throws UnusableText for what is no text. */
  end(): void {
    if (!this.#begun) this.#begin();
    const rest = this.#wide?.end();
    if (rest && rest.length > 0) this.#sink(rest);
  }

  #begin(): void {
    const start = joined(this.#waiting, this.#length);
    this.#waiting = [];
    this.#begun = true;
    const encoding = encodingOf(start);
    if (encoding === "binary") throw new UnusableText(binaryName(start));
    if (encoding !== "utf-8") this.#wide = new Utf16ToUtf8(encoding === "utf-16be");
    const first = this.#wide ? this.#wide.push(start) : start;
    // What only looked like UTF-16.
    if (this.#wide && encodingOf(first) !== "utf-8") throw new UnusableText(binaryName(start));
    const marked = first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf;
    const text = marked ? first.subarray(3) : first;
    if (text.length > 0) this.#sink(text);
  }

  #pass(piece: Uint8Array): void {
    this.#sink(this.#wide ? this.#wide.push(piece) : piece);
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
