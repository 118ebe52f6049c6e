// What texts of a host say, gathered for a diagnosis in one pass. Each may hold logs, counters, tables, values and
// commands, mixed in any order. Takes bytes as they come.

import { createDumpReader } from "./dump/reader.ts";
import type { DumpSummary } from "./dump/summary.ts";
import type { Evidence } from "./evidence.ts";
import { foreignSigns, hostFor } from "./foreign.ts";
import type { HostReading } from "./host.ts";
import { createLogReader } from "./log/reader.ts";
import { TextLines } from "./mixed/text-lines.ts";
import { PlainText } from "./plain-text.ts";

/** Bytes to text; what is given are whole lines. */
export type Decode = (piece: Uint8Array) => string;

export interface EvidenceReader {
  /** Begins the next text, with what it is called. */
  begin(name?: string): void;
  /** Takes the next bytes, and does not keep them. Throws UnusableText. */
  push(piece: Uint8Array): void;
  /** Ends the text. Throws UnusableText. */
  end(): void;
  /** What all of them say; nothing may be begun afterwards. */
  evidence(): Evidence;
}

/**
 * `decoder` makes a Decode; `host` is the one that the texts are from, where it can be read. Where that is a guess, a host
 * that does not fit the texts is left out, and `foreign` says why.
 */
export function createEvidenceReader(decoder: () => Decode, host?: HostReading, guessed = false): EvidenceReader {
  return new Reader(decoder(), host, guessed);
}

/** What one whole text says. Throws UnusableText. */
export function evidenceOf(bytes: Uint8Array, decoder: () => Decode, name?: string): Evidence {
  const reader = createEvidenceReader(decoder);
  reader.begin(name);
  reader.push(bytes);
  reader.end();
  return reader.evidence();
}

class Reader implements EvidenceReader {
  readonly #decode: Decode;
  readonly #host: HostReading | undefined;
  readonly #guessed: boolean;
  /** Cuts the bytes into lines, and reads the entries among them. */
  readonly #table = createDumpReader((bytes, from, to, line) => this.#takeOthers(bytes.subarray(from, to), line));
  readonly #lines = new TextLines(createLogReader(), this.#table);
  #name: string | null = null;
  #text: PlainText | undefined;
  /** Lines of the texts before this one, and those of which the kind is noted. */
  #before = 0;
  #noted = 0;

  constructor(decode: Decode, host: HostReading | undefined, guessed: boolean) {
    this.#decode = decode;
    this.#host = host;
    this.#guessed = guessed;
  }

  begin(name?: string): void {
    this.#name = name ?? null;
    this.#lines.begin(this.#name);
    this.#table.another();
    this.#text = new PlainText((bytes) => this.#table.push(bytes));
  }

  push(piece: Uint8Array): void {
    this.#text?.push(piece);
  }

  end(): void {
    this.#text?.end();
    this.#text = undefined;
    const lines = this.#table.endText();
    this.#noteEntries(lines);
    this.#before = lines;
  }

  evidence(): Evidence {
    const said = { ...this.#lines.end(), ...this.#lines.pieces.end() };
    const all = this.#gathered(said, this.#host);
    const fits = !this.#guessed || (all.foreign ?? []).length === 0;
    return fits ? all : { ...this.#gathered(said, undefined), foreign: all.foreign };
  }

  /** How long entries stay is read by the timeouts of the host that they are from. */
  #gathered(said: Evidence, at: HostReading | undefined): Evidence {
    const table = tableOrNone(this.#table.end({ values: { ...at?.values, ...said.settings } }));
    const foreign = at && foreignSigns({ ...said, table }, at);
    const host = at && foreign && hostFor({ ...said, table }, at, foreign);
    const own = foreign?.length === 0 ? host?.statistics : undefined;
    return { ...said, statistics: said.statistics ?? own ?? undefined, table, foreign, host };
  }

  /** Whole lines that are no entries, the first of them number `line`. */
  #takeOthers(bytes: Uint8Array, line: number): void {
    this.#noteEntries(line - 1);
    const lines = this.#decode(bytes).split("\n");
    if (lines.at(-1) === "") lines.pop();
    for (const [index, text] of lines.entries()) this.#lines.take(text, line + index - this.#before);
    this.#noted = line + lines.length - 1;
  }

  /** Lines that nobody else was given are those of a table. */
  #noteEntries(upTo: number): void {
    if (upTo > this.#noted) this.#lines.pieces.add("table", this.#name, this.#noted + 1 - this.#before, upTo - this.#noted);
    this.#noted = Math.max(upTo, this.#noted);
  }
}

/** A text without an entry, and without a line that should have been one, holds no table. */
function tableOrNone(table: DumpSummary): DumpSummary | undefined {
  return table.entries + table.badLines > 0 ? table : undefined;
}
