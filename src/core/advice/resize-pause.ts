// How long packets wait while the number of buckets is changed: nf_conntrack_hash_resize takes all locks and hashes every
// entry again, with bottom halves off.
import { formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";

/**
 * Milliseconds a table of so many entries was locked for, from and to: resizes measured on Linux 6.18.44 with 2 CPUs. Hash
 * operations are two an entry at 100,000 and at 1,000,000 (docs/verification.md), so the time is taken to grow alike.
 */
const RESIZED = { entries: 100_000, from: 20, to: 60 } as const;

export function resizeMeasured(): string {
  const { entries, from, to } = RESIZED;
  const values = { from, to, entries: formatCount(entries) };
  return say("Measured on Linux 6.18.44 with 2 CPUs: {from} to {to} ms for {entries} entries.", values);
}

/** 2 to 6 ms for 10,000 entries. */
export function resizeEstimate(entries: number): string {
  const part = (milliseconds: number): string => formatCount(Math.max(1, Math.round((milliseconds * entries) / RESIZED.entries)));
  const values = { from: part(RESIZED.from), to: part(RESIZED.to), entries: formatCount(entries) };
  return values.from === values.to
    ? say("Estimated pause: {to} ms for {entries} entries.", values)
    : say("Estimated pause: {from} to {to} ms for {entries} entries.", values);
}
