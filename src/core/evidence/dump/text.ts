// Bytes that are text in ASCII, and back. What is no ASCII is shown as U+FFFD: a dump has no use for it.

export function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    text += byte < 128 ? String.fromCharCode(byte) : "\ufffd";
  }
  return text;
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
