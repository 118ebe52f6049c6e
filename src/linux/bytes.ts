// Bytes of the file system as text and back, without loss: what is no UTF-8 becomes lone surrogates (core/text/bytes.ts).
import { isUtf8 } from "node:buffer";
import { realpathSync } from "node:fs";
import { utf8 } from "../core/language/index.ts";

/** Stands for a byte that is no UTF-8. */
const ODD = /[\udc80-\udcff]/;
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function fromBytes(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return byHand(bytes);
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

/** A decoder that throws for each odd byte takes seconds for a megabyte of them. */
function byHand(bytes: Uint8Array): string {
  const units = Buffer.alloc(bytes.length * 2);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const character = bytes.subarray(at, at + (first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4));
    if (first < 0x80 || !isUtf8(character)) {
      length = units.writeUInt16LE(first < 0x80 ? first : 0xdc00 + first, length);
      at++;
    } else {
      length += units.write(strict.decode(character), length, "utf16le");
      at += character.length;
    }
  }
  return units.toString("utf16le", 0, length);
}
