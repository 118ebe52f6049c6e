// Text as the bytes that other programs see: UTF-8. A byte that is no UTF-8 travels as a lone surrogate U+DC80 to U+DCFF.

const ESCAPED_LOW = 0xdc80;
const ESCAPED_HIGH = 0xdcff;
const FIRST_HALF = 0xd800;

/** The bytes of a text, escaped ones restored. A lone surrogate that escapes nothing becomes U+FFFD, as in TextEncoder. */
export function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0) ?? 0;
    if (code >= ESCAPED_LOW && code <= ESCAPED_HIGH) {
      bytes.push(code - 0xdc00);
      continue;
    }
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), trail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), trail(code >> 6), trail(code));
    else bytes.push(0xf0 | (code >> 18), trail(code >> 12), trail(code >> 6), trail(code));
  }
  return bytes;
}

function trail(code: number): number {
  return 0x80 | (code & 0x3f);
}

/** As strcmp(3) orders two names. */
export function compareBytes(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === end) return a.length - b.length;
  const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)];
  // Halves of pairs, and what stands for a byte, are told by more than themselves.
  if (one < FIRST_HALF && other < FIRST_HALF) return one - other;
  const left = utf8(a);
  const right = utf8(b);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Whether a text has more bytes than a limit; cheap where it is short. */
export function isLongerThan(text: string, bytes: number): boolean {
  if (text.length > bytes) return true;
  return text.length * 3 > bytes && utf8(text).length > bytes;
}
