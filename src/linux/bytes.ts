// Bytes of the file system as text and back, without loss: what is no UTF-8 becomes lone surrogates (core/text/bytes.ts).
import { realpathSync } from "node:fs";
import { utf8 } from "../core/language/index.ts";

/** Stands for a byte that is no UTF-8. */
const ODD = /[\udc80-\udcff]/;
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function fromBytes(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return piecewise(bytes);
  }
}

export function toBytes(text: string): Buffer {
  return ODD.test(text) ? Buffer.from(utf8(text)) : Buffer.from(text, "utf8");
}

/** A path as the file system takes it. Nearly every one needs no bytes of its own, which cost more than the look. */
export function pathOf(text: string): string | Buffer {
  return ODD.test(text) ? toBytes(text) : text;
}

/** The one path, free of links, that a path leads to. Throws what the system throws. */
export function realPath(path: string): string {
  return fromBytes(realpathSync.native(toBytes(path), { encoding: "buffer" }));
}

/** Line feeds never belong to a longer character: what lies between them can be read apart. */
function piecewise(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf(10, at);
    const end = feed < 0 ? bytes.length : feed + 1;
    const piece = bytes.subarray(at, end);
    try {
      text += strict.decode(piece);
    } catch {
      text += characterwise(piece);
    }
    at = end;
  }
  return text;
}

function characterwise(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    try {
      text += strict.decode(bytes.subarray(at, at + length));
      at += length;
    } catch {
      text += String.fromCharCode(0xdc00 + first);
      at++;
    }
  }
  return text;
}
