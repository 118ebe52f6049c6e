// What each part of a text was taken for: runs of lines of one kind, the first ones kept.

export type PieceKind = "log" | "counters" | "table" | "events" | "settings" | "commands" | "unread";

export interface Piece {
  readonly kind: PieceKind;
  /** The text that it stands in, as it is called; null where it has no name. */
  readonly name: string | null;
  /** Lines from 1, the last one included. */
  readonly from: number;
  readonly to: number;
}

/** Lines that were taken for nothing. */
export interface UnreadLines {
  readonly lines: number;
  /** The first of them, at most 200 characters of each, as they are. */
  readonly samples: readonly { readonly name: string | null; readonly line: number; readonly text: string }[];
}

const MOST_PIECES = 50;
const MOST_SAMPLES = 5;
const SHOWN_LENGTH = 200;

export class Pieces {
  readonly #kept: Piece[] = [];
  readonly #samples: { name: string | null; line: number; text: string }[] = [];
  #unread = 0;
  #open: { kind: PieceKind; name: string | null; from: number; to: number } | undefined;

  /** Of `lines` lines from `from` on. Blank lines and whatever lies between two lines of one kind belong to them. */
  add(kind: PieceKind, name: string | null, from: number, lines = 1): void {
    const open = this.#open;
    if (open && open.kind === kind && open.name === name) {
      open.to = from + lines - 1;
      return;
    }
    this.#close();
    this.#open = { kind, name, from, to: from + lines - 1 };
  }

  addUnread(name: string | null, line: number, text: string): void {
    this.#unread++;
    if (this.#samples.length < MOST_SAMPLES) this.#samples.push({ name, line, text: text.slice(0, SHOWN_LENGTH) });
    this.add("unread", name, line);
  }

  end(): { readonly pieces: readonly Piece[]; readonly unread: UnreadLines } {
    this.#close();
    return { pieces: this.#kept, unread: { lines: this.#unread, samples: this.#samples } };
  }

  #close(): void {
    if (this.#open && this.#kept.length < MOST_PIECES) this.#kept.push(this.#open);
    this.#open = undefined;
  }
}
