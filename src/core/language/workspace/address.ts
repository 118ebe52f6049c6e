// What editors hand in: addresses, open texts, and a way to do work whose mistakes are noted and not shown.

/** Of a file or a folder: two are of the same one where their texts are alike. */
export interface Address {
  toString(): string;
}

/** A text that an editor has open, as it stands now. */
export interface OpenText {
  readonly uri: Address;
  /** Another one after each edit. */
  readonly version: number;
  readonly lineCount: number;
  /** "utf8bom" where the file begins with a byte-order mark, which the editor has taken off the text. */
  readonly encoding: string;
  readonly isClosed: boolean;
  getText(): string;
}

export interface Guard {
  /** Undefined where the work threw. */
  run<T>(what: string, work: () => T): T | undefined;
  report(what: string, error: unknown): void;
}

/** As a program would read it: an editor keeps a byte-order mark in the encoding. */
export function textOf(source: OpenText): string {
  return source.encoding === "utf8bom" ? `\ufeff${source.getText()}` : source.getText();
}
