// Finds the most frequent of any number of keys in bounded memory. Knows nothing of what the keys stand for.

// A table of counters. When it is full, the median count is taken off every counter and those at zero go: each key
// that was seen more often than the sum of what was ever taken off is still there, and no count is too low by more
// than that sum. Half of the counters lose the median each time, so the sum is at most 2 N / CAPACITY for N keys, and
// 0 as long as there are no more different keys than counters. (Misra and Gries 1982; the median: Anderson and
// others 2017, doi 10.1145/3131365.3131407)

/** Counters; three quarters of the slots, so that a free one is near. */
export const CAPACITY = 3072;
const SLOTS = 4096;
const MASK = SLOTS - 1;
/** A key is five 32-bit words; what a kind of key does not need is 0. */
const WORDS = 5;
/** Counts are taken off by counting up to here, and by sorting beyond. */
const SMALL = 64;

export type Key = readonly [number, number, number, number, number];

export interface Frequent {
  readonly key: Key;
  /** Seen at least so often, and at most so often plus the error. */
  readonly atLeast: number;
}

export class FrequentKeys {
  /** By how much a count may be too low: 0 means that all counts are exact. */
  error = 0;
  #used = 0;
  #counts: Uint32Array = new Uint32Array(SLOTS);
  #keys: Int32Array = new Int32Array(SLOTS * WORDS);
  // What #makeRoom copies into, from the first time on.
  #spareCounts: Uint32Array | undefined;
  #spareKeys: Int32Array | undefined;

  /** A key of four words and a last one. */
  add(words: Int32Array, e: number): void {
    const a = words[0] as number;
    const b = words[1] as number;
    const c = words[2] as number;
    const d = words[3] as number;
    const keys = this.#keys;
    const counts = this.#counts;
    let slot = slotOf(a, b, c, d, e);
    for (let count = counts[slot] as number; count !== 0; count = counts[slot] as number) {
      const at = slot * WORDS;
      if (keys[at] === a && keys[at + 1] === b && keys[at + 2] === c && keys[at + 3] === d && keys[at + 4] === e) {
        counts[slot] = count + 1;
        return;
      }
      slot = (slot + 1) & MASK;
    }
    const at = slot * WORDS;
    keys[at] = a;
    keys[at + 1] = b;
    keys[at + 2] = c;
    keys[at + 3] = d;
    keys[at + 4] = e;
    counts[slot] = 1;
    if (++this.#used >= CAPACITY) this.#makeRoom();
  }

  /** The most frequent keys, most frequent first; none that may owe its place to the error. */
  top(most: number): readonly Frequent[] {
    return mostFrequent(
      this.#above(this.error, () => 0),
      most,
    );
  }

  /** Those of two that were counted apart, as if they had been counted together, of the keys that are wanted: their errors add up. */
  topWith(other: FrequentKeys, most: number, isWanted: (key: Key) => boolean): readonly Frequent[] {
    const error = this.error + other.error;
    const both = this.#above(error, (keys, at) => other.#countOf(keys, at));
    const others = other.#above(error, (keys, at) => (this.#countOf(keys, at) > 0 ? Number.NEGATIVE_INFINITY : 0));
    return mostFrequent(
      [...both, ...others].filter(({ key }) => isWanted(key)),
      most,
    );
  }

  /** Keys with more than `error`, each with what is to be added to its count. */
  #above(error: number, added: (keys: Int32Array, at: number) => number): readonly Frequent[] {
    const counts = this.#counts;
    const keys = this.#keys;
    const found: Frequent[] = [];
    for (let slot = 0; slot < SLOTS; slot++) {
      const count = counts[slot] as number;
      if (count === 0) continue;
      const at = slot * WORDS;
      const atLeast = count + added(keys, at);
      if (atLeast > error) found.push({ key: keyAt(keys, at), atLeast });
    }
    return found;
  }

  /** Of the key at `at` in `others`; 0 where there is none. */
  #countOf(others: Int32Array, at: number): number {
    const counts = this.#counts;
    const [a, b, c, d, e] = keyAt(others, at);
    let slot = slotOf(a, b, c, d, e);
    while (counts[slot] !== 0) {
      const [own, second, third, fourth, last] = keyAt(this.#keys, slot * WORDS);
      if (own === a && second === b && third === c && fourth === d && last === e) break;
      slot = (slot + 1) & MASK;
    }
    return counts[slot] as number;
  }

  #makeRoom(): void {
    const counts = this.#counts;
    const keys = this.#keys;
    const kept = this.#spareCounts?.fill(0) ?? new Uint32Array(SLOTS);
    const keptKeys = this.#spareKeys ?? new Int32Array(SLOTS * WORDS);
    const off = medianOf(counts, this.#used);
    let used = 0;
    for (let from = 0; from < SLOTS; from++) {
      const count = (counts[from] as number) - off;
      if (count <= 0) continue;
      const at = from * WORDS;
      let slot = slotOf(keys[at] as number, keys[at + 1] as number, keys[at + 2] as number, keys[at + 3] as number, keys[at + 4] as number);
      while (kept[slot] !== 0) slot = (slot + 1) & MASK;
      for (let word = 0; word < WORDS; word++) keptKeys[slot * WORDS + word] = keys[at + word] as number;
      kept[slot] = count;
      used++;
    }
    this.error += off;
    this.#used = used;
    this.#counts = kept;
    this.#keys = keptKeys;
    this.#spareCounts = counts;
    this.#spareKeys = keys;
  }
}

function slotOf(a: number, b: number, c: number, d: number, e: number): number {
  let hash = Math.imul(a ^ (e >>> 7), 0x9e3779b1) + e;
  // IPv4 fills the first word only.
  if ((b | c | d) !== 0) hash = Math.imul(hash ^ b, 0x85ebca6b) + Math.imul(c ^ (d >>> 15), 0xc2b2ae35) + d;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) & MASK;
}

function keyAt(keys: Int32Array, at: number): Key {
  return [keys[at] as number, keys[at + 1] as number, keys[at + 2] as number, keys[at + 3] as number, keys[at + 4] as number];
}

function mostFrequent(keys: readonly Frequent[], most: number): readonly Frequent[] {
  return keys.toSorted((one, other) => other.atLeast - one.atLeast || compareKeys(one.key, other.key)).slice(0, most);
}

/** The count that half of the counters in use do not exceed. */
function medianOf(counts: Uint32Array, used: number): number {
  const half = used / 2;
  const small = smallCounts(counts);
  let below = 0;
  for (let count = 1; count < SMALL; count++) {
    below += small[count] as number;
    if (below >= half) return count;
  }
  const sorted = counts.slice().sort();
  return sorted[SLOTS - Math.ceil(half)] as number;
}

/**
 * How many counters stand at each small count. By index: an iterator took a quarter of the time of a whole table. And by itself:
 * beside the loop that comes next, which mostly ends at once, V8 made and gave up machine code for both hundreds of times.
 */
function smallCounts(counts: Uint32Array): Uint32Array {
  const small = new Uint32Array(SMALL);
  for (let slot = 0; slot < SLOTS; slot++) {
    const count = counts[slot] as number;
    if (count < SMALL) small[count] = (small[count] as number) + 1;
  }
  return small;
}

function compareKeys(one: Key, other: Key): number {
  for (let word = 0; word < WORDS; word++) {
    const difference = ((one[word] ?? 0) >>> 0) - ((other[word] ?? 0) >>> 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
