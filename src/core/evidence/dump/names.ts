// Turns the names in a dump, protocols and states, into small numbers without making a string of each occurrence.

const SLOTS = 512;
/** No kernel has nearly so many; what comes after is told to be too much. */
export const MOST_NAMES = 64;
const LONGEST = 31;

export class Names {
  #used = 0;
  readonly #ids = new Int32Array(SLOTS).fill(-1);
  readonly #bytes = new Uint8Array(MOST_NAMES * (LONGEST + 1));
  readonly #list: string[] = [];

  /** The number of the name in bytes[from..to), or -1 where it is no name or there are too many. */
  idOf(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from;
    let slot = slotOf(length, bytes[from] as number, bytes[from + (length >> 1)] as number, bytes[to - 1] as number);
    for (let id = this.#ids[slot] as number; id >= 0; id = this.#ids[slot] as number) {
      if (this.#isAt(id, bytes, from, length)) return id;
      slot = (slot + 1) & (SLOTS - 1);
    }
    return this.#add(slot, bytes, from, to);
  }

  nameOf(id: number): string {
    return this.#list[id] ?? "";
  }

  #isAt(id: number, bytes: Uint8Array, from: number, length: number): boolean {
    const own = this.#bytes;
    const start = id * (LONGEST + 1);
    if (own[start] !== length) return false;
    for (let i = 0; i < length; i++) if (own[start + 1 + i] !== bytes[from + i]) return false;
    return true;
  }

  #add(slot: number, bytes: Uint8Array, from: number, to: number): number {
    if (this.#used >= MOST_NAMES || to - from > LONGEST) return -1;
    const name = String.fromCharCode(...bytes.subarray(from, to));
    if (!/^[A-Za-z][A-Za-z0-9_.+-]*$/.test(name)) return -1;
    const id = this.#used++;
    const start = id * (LONGEST + 1);
    this.#bytes[start] = to - from;
    this.#bytes.set(bytes.subarray(from, to), start + 1);
    this.#ids[slot] = id;
    this.#list.push(name);
    return id;
  }
}

/** By the length and three letters: each name is compared as a whole anyway, and few have these in common. */
function slotOf(length: number, first: number, middle: number, last: number): number {
  const hash = Math.imul((length << 24) ^ (first << 16) ^ (middle << 8) ^ last, 0x9e3779b1);
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}
