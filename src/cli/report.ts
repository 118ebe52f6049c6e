// What a report of `check` is told, whatever its format. One file a format: report-text.ts, report-json.ts.
import type { Finding, KernelTarget, Severity, SysctlDocument } from "../core/index.ts";

export interface JudgedFile {
  /** `-` for standard input. */
  readonly path: string;
  readonly document: SysctlDocument;
  readonly findings: readonly Finding[];
  /** The target that the file itself names in a comment, where it does. */
  readonly ownTarget: KernelTarget | undefined;
}

export interface Totals {
  readonly files: number;
  readonly filesWithFindings: number;
  /** Files and folders that could not be read. */
  readonly unread: number;
  readonly counts: Readonly<Record<Severity, number>>;
}

/** Pieces of text, so that a report of any length can be written as it grows. */
export interface Report {
  begin(): Iterable<string>;
  file(file: JudgedFile): Iterable<string>;
  end(totals: Totals): Iterable<string>;
}
