// Findings as an editor shows them: one for each, and one that tells how many more there are.

import type { Finding, RelatedPlace, Severity } from "../../rules/engine/finding.ts";
import { type Linted, totalOf } from "../../rules/engine/kept-findings.ts";
import type { FileFindings } from "../../rules/engine/lint-host.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { moreFindings } from "../../text/limits.ts";
import type { Span } from "../../text/span.ts";
import { say } from "../../words/say.ts";

interface ShownPlace extends Span {
  readonly message: string;
  /** Path in the tree; undefined where it is in the same file. */
  readonly file: string | undefined;
  readonly document: Pick<SysctlDocument, "lineStarts" | "contentStart">;
}

export interface ShownFinding extends Span {
  readonly message: string;
  readonly severity: Severity;
  /** Absent where it is about the list of findings. */
  readonly rule?: string;
  readonly related: readonly ShownPlace[];
}

/** `left`: what of the file was not followed, and why. */
type Found = Pick<Linted, "findings" | "omitted"> & Partial<Pick<Linted, "left">>;

export function shownFindings(document: SysctlDocument, { findings, omitted, left = [] }: Found): readonly ShownFinding[] {
  const shown = findings.map(({ start, end, message, severity, rule, related = [] }): ShownFinding => {
    const places = related.map((place) => ({ ...place, file: place.file, document: place.document ?? document }));
    return { start, end, message, severity, rule, related: places };
  });
  const more = totalOf(omitted);
  const notices = [...(more > 0 ? [moreFindings(more)] : []), ...left.map((reason) => say("Not read: {reason}", { reason }))];
  return notices.length > 0 ? [...shown, ...notices.map(notice)] : shown;
}

/** Of a file that was not read, and why, in a few words. */
export function unjudged(reason: string): ShownFinding {
  return notice(say("Not checked: {reason}", { reason }));
}

/** About the file as a whole, at its start. */
function notice(message: string): ShownFinding {
  return { start: 0, end: 0, message, severity: "information", related: [] };
}

/** Whether a file would be shown with the same findings at the same places. */
export function isShownAlike(a: FileFindings, b: FileFindings): boolean {
  return a.document === b.document && a.left?.join() === b.left?.join() && isSameList(a.findings, b.findings, isSameFinding);
}

function isSameFinding(a: Finding, b: Finding): boolean {
  if (a === b) return true;
  const own = a.rule === b.rule && a.severity === b.severity && a.message === b.message && a.start === b.start && a.end === b.end;
  return own && isSameList(a.related ?? [], b.related ?? [], isSamePlace);
}

function isSamePlace(a: RelatedPlace, b: RelatedPlace): boolean {
  return a.file === b.file && a.document === b.document && a.message === b.message && a.start === b.start && a.end === b.end;
}

function isSameList<T>(a: readonly T[], b: readonly T[], isSameOne: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((one, index) => isSameOne(one, b[index] as T));
}
