// What the readers of one text have in common: where findings go, and the way to the other readers.
import type { Collector } from "./collector.ts";
import type { EmbeddedKind, Scope } from "./document.ts";
import type { Source } from "./source.ts";

/** Texts within texts within texts: nobody goes further. */
export const DEEPEST = 5;

/** A file whose text the host holds. */
export interface WrittenFile {
  readonly path: string;
  readonly source: Source;
  readonly scope: Scope;
  /** Nothing in it is filled in by the host. */
  readonly literal: boolean;
}

export interface Context {
  readonly collector: Collector;
  readonly depth: number;
  /** Reads a text as a file of a kind. */
  readonly readAs: (kind: EmbeddedKind, source: Source, context: Context) => void;
  readonly written: (file: WrittenFile, context: Context) => void;
}
