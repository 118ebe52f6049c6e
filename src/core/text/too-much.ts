// Whether bytes are more than is read of one text, and why.
import { LIMITS, TOO_MUCH } from "./limits.ts";

/** In a few words; undefined where they are not too many. */
export function tooMuchOf(bytes: Uint8Array): string | undefined {
  if (bytes.length > LIMITS.fileBytes) return TOO_MUCH.fileBytes;
  return hasTooManyLines(bytes) ? TOO_MUCH.lines : undefined;
}

function hasTooManyLines(bytes: Uint8Array): boolean {
  if (bytes.length <= LIMITS.lines) return false;
  let lines = 0;
  // To systemd-sysctl a NUL ends a line too.
  for (const byte of bytes) if (byte === 10 || byte === 13 || byte === 0) lines++;
  return lines > LIMITS.lines * 2 || (lines > LIMITS.lines && lines - crlf(bytes) > LIMITS.lines);
}

/** Line ends of two bytes, which count once. */
function crlf(bytes: Uint8Array): number {
  let pairs = 0;
  for (let i = bytes.indexOf(13); i >= 0; i = bytes.indexOf(13, i + 1)) if (bytes[i + 1] === 10) pairs++;
  return pairs;
}
