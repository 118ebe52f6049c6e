// Whether bytes are text without a closer look: a tree has a hundred thousand small files, nearly all of plain ASCII.
import { signatureOf } from "./encoding.ts";

/** No bytes but printable ones, tabs and line ends, and no beginning of a packed file that has only such. */
export function isPlainAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 126 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false;
  }
  return signatureOf(bytes) === undefined;
}
