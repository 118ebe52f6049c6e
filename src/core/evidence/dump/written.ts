// Addresses that were masked before a table was shown to anybody: kept as they are written, each under a number.

/** How many are told apart; the others share one. */
const MOST = 4096;
const LONGEST = 45;
/** Four parts, of which at least one is no number; groups with colons; a word in brackets or capitals; nothing. */
const PARTS = /^(?:\d{1,3}|[xX*#?_n]{1,4}|[a-zA-Z]{1,4})(?:\.(?:\d{1,3}|[xX*#?_n]{1,4}|[a-zA-Z]{1,4})){3}$/;
const GROUPS = /^(?:[0-9a-fA-F]{0,4}|[xX*]{1,4})(?::(?:[0-9a-fA-F]{0,4}|[xX*]{1,4})){2,7}$/;
/** A word of its own has a letter that no number has. */
const WORD =
  /^(?:[<({[][\w .:-]{1,40}[>)}\]]|\$\{?\w{1,40}\}?|[A-Z][A-Z0-9_.-]{1,40}|[xX*#?]{1,40}|(?=[a-zA-Z0-9_.-]{0,45}[g-zG-Z_])[a-zA-Z][\w.-]{1,40})$/;

export class WrittenAddresses {
  readonly #ids = new Map<string, number>();
  readonly #list: string[] = [];

  /** The number of the address in bytes[from..to); -1 where that is none that somebody would write. */
  idOf(bytes: Uint8Array, from: number, to: number): number {
    if (to - from > LONGEST) return -1;
    const text = String.fromCharCode(...bytes.subarray(from, to));
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const masked = text === "" || (PARTS.test(text) && /[^\d.]/.test(text)) || (GROUPS.test(text) && /[xX*]/.test(text)) || WORD.test(text);
    if (!masked) return -1;
    const id = this.#list.length;
    if (id >= MOST) return MOST;
    this.#ids.set(text, id);
    this.#list.push(text);
    return id;
  }

  nameOf(id: number): string {
    const name = this.#list[id];
    return name === undefined ? "(others)" : name === "" ? "(none)" : name;
  }
}
