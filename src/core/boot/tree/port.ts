// How the core asks for files: a port that each host answers in its own way. Paths are absolute within one root and
// written with slashes; an answer never comes from outside of it.
import type { Applier } from "../../sysctl/applier.ts";
import type { LineReader, Statements } from "../appliers/statement.ts";

export type EntryKind = "file" | "folder" | "link" | "other";

export interface Entry {
  /** A name that is no UTF-8 has its odd bytes as lone surrogates (text/bytes.ts). */
  readonly name: string;
  readonly kind: EntryKind;
}

export interface Listing {
  /** The folder with all links resolved, within the root. */
  readonly path: string;
  readonly entries: readonly Entry[];
  /** Why the entries cannot be told, in a few words. */
  readonly problem?: string;
}

export type ReadProblem =
  | "missing"
  /** A folder where a file was asked for. */
  | "folder"
  | "denied"
  /** A link that leads to itself. */
  | "loop"
  /** Larger than the host is ready to read. */
  | "too-large"
  /** A device, a pipe, a socket. */
  | "odd"
  /** UTF-16, or no text at all. */
  | "not-text"
  | "failed";

export type OwnLines = (text: string, read: LineReader) => Statements | undefined;

export type Reading =
  | {
      readonly text: string;
      readonly problem?: undefined;
      /** What matters of its lines to one applier, where that is known already. */
      readonly lines?: Statements;
      /** Reads the lines that are asked for (appliers/own-lines.ts); without it, or where it gives up, all of them are. */
      readonly own?: OwnLines;
      /** The lines as they were read last (appliers/lines.ts): a map beside a hundred thousand files costs more than their texts. */
      kept?: Readonly<Partial<Record<Applier, Statements>>> | undefined;
    }
  | {
      readonly problem: ReadProblem;
      /** In a few words, for people. */
      readonly reason: string;
    };

export interface LinkTarget {
  /** Where all links together lead, within the root. */
  readonly path: string;
  /** What is there. A path that a link names and that the root does not have is "nothing". */
  readonly kind: "file" | "folder" | "other" | "nothing" | "loop";
}

export interface TreePort {
  /** The entries of a folder, links to folders followed; undefined where there is none. */
  readonly list: (path: string) => Promise<Listing | undefined>;
  /** The text of a file, links followed. */
  readonly read: (path: string) => Reading | Promise<Reading>;
  /**
   * Files of a folder, links in its path resolved, that its listing has just called plain ones: one after the other, each
   * when it is asked for. Undefined for what is none any more; its path may still lead to something. Absent where reading
   * takes waiting: of a hundred thousand files, promises take longer than their texts.
   */
  readonly readListed?: (folder: string, names: readonly string[]) => Iterable<Reading | undefined>;
  /** Where a link leads; absent where the host cannot know. */
  readonly linkTarget?: (path: string) => Promise<LinkTarget>;
  /** Whether a file lets itself be written; absent where only trying tells. */
  readonly canWrite?: (path: string) => Promise<boolean>;
}
