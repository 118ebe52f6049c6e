// What a report of `check` is told, whatever its format. One file a format: report-text.ts, report-json.ts and so on.
import {
  type FileFindings,
  type Finding,
  type KernelTarget,
  SEVERITIES,
  type Severity,
  type SysctlDocument,
} from "../core/language/index.ts";
import type { ChangedLine } from "./changed-lines.ts";
import type { ExitCode } from "./command.ts";

export interface JudgedFile {
  /** `-` for standard input. */
  readonly path: string;
  readonly document: SysctlDocument;
  readonly findings: readonly Finding[];
  /** The target that the file itself names in a comment, where it does. */
  readonly ownTarget: KernelTarget | undefined;
  /** Lines that fixes changed. */
  readonly changed?: readonly ChangedLine[];
}

/** Adds the findings of a file, listed or not, to a count by severity. */
export function countFindings({ findings, omitted }: Pick<FileFindings, "findings" | "omitted">, counts: Record<Severity, number>): void {
  for (const { severity } of findings) counts[severity]++;
  for (const severity of SEVERITIES) counts[severity] += omitted[severity];
}

/** What happened to an input, apart from what was found in it. */
export interface Notice {
  readonly path: string;
  readonly message: string;
  /** error: what was asked for could not be done. */
  readonly level: "error" | "note";
}

export interface Totals {
  readonly files: number;
  readonly filesWithFindings: number;
  /** Files and folders that could not be read. */
  readonly unread: number;
  /** Files that have a new text now; undefined where nobody asked for fixes. */
  readonly fixed: number | undefined;
  /** Files whose new text could not be written. */
  readonly unwritten: number;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly notices: readonly Notice[];
  readonly exitCode: ExitCode;
}

/** Pieces of text, so that a report of any length can be written as it grows. */
export interface Report {
  begin(): Iterable<string>;
  file(file: JudgedFile): Iterable<string>;
  end(totals: Totals): Iterable<string>;
}
