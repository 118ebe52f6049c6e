// What a beginning of bytes is: text, and in which encoding, or something else that is not to be read as text.

import { say } from "../words/say.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "binary";

/** Bytes at the start that decide. */
export const SAMPLE = 1 << 16;

/** Files that hold text, packed or wrapped, and what they are called. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], name: string])[] = [
  [[0x1f, 0x8b], "gzip"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "xz"],
  [[0x28, 0xb5, 0x2f, 0xfd], "Zstandard"],
  [[0x42, 0x5a, 0x68], "bzip2"],
  [[0x50, 0x4b, 0x03, 0x04], "ZIP"],
  [[0x4c, 0x50, 0x4b, 0x53, 0x48, 0x48, 0x52, 0x48], say("systemd journal")],
];

/** UTF-16 also without a byte-order mark: in a text of this field nearly every second byte is 0. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const sample = bytes.subarray(0, SAMPLE);
  // By index: an iterator makes an object for each byte, and a tree has a hundred thousand files.
  const first = sample[0];
  const second = sample[1];
  // UTF-32 begins like UTF-16.
  if (first === 0xff && second === 0xfe) return sample[2] === 0 && sample[3] === 0 ? "binary" : "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (signatureOf(sample) !== undefined) return "binary";
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at++) {
    if (sample[at] !== 0) continue;
    if ((at & 1) === 0) even++;
    else odd++;
  }
  const half = sample.length / 2;
  if (odd > half / 2 && even < odd / 10) return "utf-16le";
  if (even > half / 2 && odd < even / 10) return "utf-16be";
  return isBinary(sample, even + odd) ? "binary" : "utf-8";
}

/** "a gzip file", or what else it is that is no text. */
export function binaryName(bytes: Uint8Array): string {
  const name = signatureOf(bytes);
  if (name === undefined) return say("a binary file, not text");
  // Spelled out, as English says its letters.
  return name === "xz" ? say("an xz file, not text; unpack it first") : say("a {name} file, not text; unpack it first", { name });
}

/** What the first bytes of a packed file say that it is. */
export function signatureOf(bytes: Uint8Array): string | undefined {
  const first = bytes[0];
  return SIGNATURES.find(([signature]) => signature[0] === first && signature.every((byte, at) => bytes[at] === byte))?.[1];
}

/** A NUL or two may be a slip that is to be reported; many of them, or many other controls, are no text. */
function isBinary(sample: Uint8Array, nuls: number): boolean {
  let controls = 0;
  for (let at = 0; at < sample.length; at++) {
    const byte = sample[at] ?? 0;
    // All but tab, line feed, vertical tab, form feed, carriage return and escape.
    if (byte !== 0 && ((byte < 32 && (byte < 9 || byte > 13) && byte !== 27) || byte === 127)) controls++;
  }
  if (nuls >= 4 && (nuls * 10 > sample.length || (nuls + controls) * 20 > sample.length)) return true;
  return controls >= 8 && controls * 16 > sample.length;
}
