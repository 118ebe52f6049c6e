// The addresses that sources are translated to: those of the host that does it. A few, whatever the table holds.

const MOST = 16;
/** Entries that are looked at: of a gateway's table, the first ones show its addresses. */
const MOST_LOOKED_AT = 4096;

export class NatAddresses {
  readonly #seen = new Set<string>();
  #left = MOST_LOOKED_AT;

  /** The word at `from`; it ends before a blank. */
  note(bytes: Uint8Array, from: number): void {
    if (this.#left === 0) return;
    this.#left--;
    let to = from;
    while ((bytes[to] as number) > 32) to++;
    if (this.#seen.size < MOST) this.#seen.add(String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 60))));
  }

  all(): readonly string[] {
    return [...this.#seen];
  }
}
