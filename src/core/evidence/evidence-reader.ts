// What texts of a host say, each a log, counters or a table, gathered for a diagnosis. Takes bytes as they come.

import { createDumpReader, type DumpReader } from "./dump/reader.ts";
import type { Evidence } from "./evidence.ts";
import type { HostReading } from "./host.ts";
import { type HostTextKind, kindOfHostText } from "./kind.ts";
import { createLogReader } from "./log/reader.ts";
import { PlainText } from "./plain-text.ts";
import { changesBetween } from "./statistics/rates.ts";
import { readStatistics, type Statistics } from "./statistics/read.ts";
import { UnusableText } from "./unusable-text.ts";

/** Characters; counters are short, and what is longer is none. */
const MOST_STATISTICS = 4_000_000;

/** Bytes to text, piece by piece: a character that is cut in two waits for its end. */
export type Decode = (piece: Uint8Array) => string;

export interface EvidenceReader {
  /** Begins the next text; without a kind, its first piece tells. */
  begin(kind?: HostTextKind): void;
  /** Takes the next bytes, and does not keep them. Throws UnusableText. */
  push(piece: Uint8Array): void;
  /** Ends the text. Throws UnusableText. */
  end(): void;
  /** What all of them say; nothing may be begun afterwards. */
  evidence(): Evidence;
}

/** `decoder` makes a new Decode for each text; `host` is the one that they are from, where it can be read. */
export function createEvidenceReader(decoder: () => Decode, host?: HostReading): EvidenceReader {
  return new Reader(decoder, host);
}

interface Sink {
  push(piece: Uint8Array): void;
  end(): void;
}

class Reader implements EvidenceReader {
  readonly #decoder: () => Decode;
  readonly #host: HostReading | undefined;
  readonly #log = createLogReader();
  #hasLog = false;
  #table: DumpReader | undefined;
  readonly #statistics: Statistics[] = [];
  #kind: HostTextKind | undefined;
  #text: PlainText | undefined;
  #sink: Sink | undefined;

  constructor(decoder: () => Decode, host: HostReading | undefined) {
    this.#decoder = decoder;
    this.#host = host;
  }

  begin(kind?: HostTextKind): void {
    this.#kind = kind;
    this.#text = new PlainText((bytes) => this.#take(bytes));
    this.#sink = undefined;
  }

  push(piece: Uint8Array): void {
    this.#text?.push(piece);
  }

  end(): void {
    this.#text?.end();
    this.#sink?.end();
    this.#text = undefined;
    this.#sink = undefined;
  }

  evidence(): Evidence {
    const [first, ...rest] = this.#statistics;
    const last = rest.at(-1);
    return {
      log: this.#hasLog ? this.#log.end() : undefined,
      statistics: last ?? first ?? this.#host?.statistics ?? undefined,
      changes: first && last ? changesBetween(first, last, undefined) : undefined,
      table: this.#table?.end({ values: this.#host?.values ?? {} }),
      host: this.#host,
    };
  }

  #take(bytes: Uint8Array): void {
    this.#sink ??= this.#sinkFor(this.#kind ?? kindOfHostText(this.#decoder()(bytes)));
    this.#sink.push(bytes);
  }

  #sinkFor(kind: HostTextKind): Sink {
    const decode = this.#decoder();
    switch (kind) {
      case "table": {
        if (this.#table) throw new UnusableText("a second table dump, which can be diagnosed on its own");
        const reader = createDumpReader();
        this.#table = reader;
        return { push: (piece) => reader.push(piece), end: () => {} };
      }
      case "statistics": {
        let text = "";
        return {
          push: (piece) => {
            text += decode(piece);
            if (text.length > MOST_STATISTICS) throw new UnusableText("too long for counters");
          },
          end: () => this.#addStatistics(text),
        };
      }
      case "log":
        this.#hasLog = true;
        // The last line of a file ends with it.
        return { push: (piece) => this.#log.push(decode(piece)), end: () => this.#log.push("\n") };
    }
  }

  #addStatistics(text: string): void {
    const statistics = readStatistics(text);
    if (!statistics) throw new UnusableText("counters that cannot be read");
    this.#statistics.push(statistics);
  }
}
