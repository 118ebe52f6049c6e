// UTF-16 to UTF-8, piece by piece, however the pieces cut it.

const REPLACEMENT = 0xfffd;

export class Utf16ToUtf8 {
  readonly #high: 0 | 1;
  #odd: number | undefined;
  /** The first half of a pair that waits for the second. */
  #lead: number | undefined;

  /** `bigEndian`: the higher byte of a unit comes first. */
  constructor(bigEndian: boolean) {
    this.#high = bigEndian ? 0 : 1;
  }

  push(piece: Uint8Array): Uint8Array {
    // A unit has three bytes at most; one may come from the piece before, and so may a half that never meets its other.
    const bytes = new Uint8Array(Math.ceil((piece.length + 1) / 2) * 3 + 3);
    let length = 0;
    const put = (code: number): void => {
      if (code < 0x80) bytes[length++] = code;
      else if (code < 0x800) {
        bytes[length++] = 0xc0 | (code >> 6);
        bytes[length++] = 0x80 | (code & 0x3f);
      } else if (code < 0x10000) {
        bytes[length++] = 0xe0 | (code >> 12);
        bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[length++] = 0x80 | (code & 0x3f);
      } else {
        bytes[length++] = 0xf0 | (code >> 18);
        bytes[length++] = 0x80 | ((code >> 12) & 0x3f);
        bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[length++] = 0x80 | (code & 0x3f);
      }
    };
    for (const byte of piece) {
      const other = this.#odd;
      if (other === undefined) {
        this.#odd = byte;
        continue;
      }
      this.#odd = undefined;
      this.#take(this.#high === 0 ? (other << 8) | byte : (byte << 8) | other, put);
    }
    return bytes.subarray(0, length);
  }

  /** What is left cut in two at the end. */
  end(): Uint8Array {
    const cut = this.#odd !== undefined || this.#lead !== undefined;
    this.#odd = undefined;
    this.#lead = undefined;
    return cut ? new Uint8Array([0xef, 0xbf, 0xbd]) : new Uint8Array();
  }

  #take(unit: number, put: (code: number) => void): void {
    const lead = this.#lead;
    this.#lead = undefined;
    if (lead !== undefined) {
      if (unit >= 0xdc00 && unit <= 0xdfff) {
        put(0x10000 + ((lead - 0xd800) << 10) + (unit - 0xdc00));
        return;
      }
      put(REPLACEMENT);
    }
    if (unit >= 0xd800 && unit <= 0xdbff) this.#lead = unit;
    else put(unit >= 0xdc00 && unit <= 0xdfff ? REPLACEMENT : unit);
  }
}
