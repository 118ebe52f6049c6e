// Addresses as four 32-bit words: IPv6 read from bytes, both kinds written as text. IPv4 fills the first word only.

const DOT = 46;
const COLON = 58;

/**
 * Reads an IPv6 address as the kernel prints it (eight groups) or as inet_ntop does (with `::`, or ending in dots).
 * Returns where it ends, or -1.
 */
export function readIpv6(bytes: Uint8Array, from: number, words: Int32Array): number {
  const groups: number[] = [];
  let gap = -1;
  let at = from;
  if (bytes[at] === COLON) {
    if (bytes[at + 1] !== COLON) return -1;
    gap = 0;
    at += 2;
  }
  while (groups.length < 8) {
    const start = at;
    let group = 0;
    for (let digit = hexDigit(bytes[at]); digit >= 0 && at - start < 5; digit = hexDigit(bytes[++at])) group = group * 16 + digit;
    if (at === start) break;
    if (bytes[at] === DOT) {
      at = readDotted(bytes, start, groups);
      break;
    }
    if (at - start > 4) return -1;
    groups.push(group);
    if (bytes[at] !== COLON) break;
    at++;
    if (bytes[at] === COLON) {
      if (gap >= 0) return -1;
      gap = groups.length;
      at++;
    } else if (hexDigit(bytes[at]) < 0) {
      return -1;
    }
  }
  if (at < 0 || (gap < 0 ? groups.length !== 8 : groups.length > 7)) return -1;
  if (gap >= 0) groups.splice(gap, 0, ...new Array<number>(8 - groups.length).fill(0));
  for (let word = 0; word < 4; word++) words[word] = ((groups[word * 2] ?? 0) << 16) | (groups[word * 2 + 1] ?? 0);
  return at;
}

/** The last two groups written as IPv4. */
function readDotted(bytes: Uint8Array, from: number, groups: number[]): number {
  let value = 0;
  let at = from;
  for (let part = 0; part < 4; part++) {
    const start = at;
    let octet = 0;
    for (let digit = (bytes[at] ?? 0) - 48; digit >= 0 && digit <= 9 && at - start < 4; digit = (bytes[++at] ?? 0) - 48)
      octet = octet * 10 + digit;
    if (at === start || octet > 255 || (part < 3 && bytes[at++] !== DOT)) return -1;
    value = value * 256 + octet;
  }
  groups.push(Math.floor(value / 65536), value % 65536);
  return groups.length > 8 ? -1 : at;
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

export function formatIpv4(word: number): string {
  return [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255].join(".");
}

/** In the form of RFC 5952: lower case, the first of the longest runs of zeros as `::`. */
export function formatIpv6(words: readonly number[]): string {
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  let best = 0;
  let longest = 1;
  for (let from = 0; from < 8; from++) {
    let length = 0;
    while (groups[from + length] === 0) length++;
    if (length <= longest) continue;
    best = from;
    longest = length;
  }
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  return longest < 2 ? text(groups) : `${text(groups.slice(0, best))}::${text(groups.slice(best + longest))}`;
}
