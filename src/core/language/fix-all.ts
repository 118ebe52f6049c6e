// Mending a whole file at once: every safe fix there is, until none is left.
import type { Finding, Fix } from "../rules/engine/finding.ts";
import { type LintOptions, lint } from "../rules/engine/lint.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { parse } from "../sysctl/parse.ts";
import { composeEdits } from "../text/compose-edits.ts";
import { applyEdits, type Span, type TextEdit } from "../text/span.ts";
import { takenPlaces } from "../text/taken-places.ts";

/** One fix may lay bare what another rule minds: a renamed key has a value that was not judged before. */
const ROUNDS = 3;

/**
 * Edits of the document that apply the safe fixes of all findings; in order, none overlapping, and never leaving more
 * errors than there were. Empty where there is nothing to mend.
 */
export function fixAll(document: SysctlDocument, options: LintOptions): readonly TextEdit[] {
  const rounds: (readonly TextEdit[])[] = [];
  let current = document;
  let findings = lint(current, options);
  while (rounds.length < ROUNDS) {
    const fixes = findings.flatMap((finding) => safeFix(finding) ?? []);
    const errors = errorsAmong(findings);
    const attempt = (edits: readonly TextEdit[]) => {
      const next = edited(current, edits);
      const left = lint(next, options);
      return errorsAmong(left) <= errors ? { edits, next, left } : undefined;
    };
    const edits = apart(current, fixes);
    if (edits.length === 0) break;
    const harmless = (fix: Fix): boolean => attempt(apart(current, [fix])) !== undefined;
    const done = attempt(edits) ?? attempt(apart(current, fixes.filter(harmless)));
    if (!done || done.edits.length === 0) break;
    rounds.push(done.edits);
    current = done.next;
    findings = done.left;
  }
  return composeEdits(document.text.length, rounds);
}

function errorsAmong(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === "error").length;
}

function edited(document: SysctlDocument, edits: readonly TextEdit[]): SysctlDocument {
  const markElsewhere = document.byteOrderMark && document.contentStart === 0;
  return parse(applyEdits(document.text, edits), { byteOrderMark: markElsewhere });
}

/** Edits of the document that write today's name for each name from before nf_conntrack, where that alone is right. */
export function replaceLegacyNames(document: SysctlDocument, options: LintOptions): readonly TextEdit[] {
  const legacy = lint(document, options).filter((finding) => finding.rule === "removed-key");
  return apart(
    document,
    legacy.flatMap((finding) => safeFix(finding) ?? []),
  );
}

/** Whether to offer mending the whole file at a place: a finding there has a safe fix, and it is not the only one. */
export function offersFixAll(findings: readonly Finding[], span: Span): boolean {
  const touched = (finding: Finding): boolean => finding.start <= span.end && finding.end >= span.start;
  if (!findings.some((finding) => touched(finding) && safeFix(finding))) return false;
  let safe = 0;
  return findings.some((finding) => safeFix(finding) !== undefined && ++safe === 2);
}

function safeFix(finding: Finding): Fix | undefined {
  return finding.fixes().find((fix) => fix.safety === "safe");
}

/** The edits of fixes; one that gets in another's way waits, one that changes nothing is none. */
function apart({ text }: SysctlDocument, fixes: readonly Fix[]): readonly TextEdit[] {
  const taken = takenPlaces();
  const kept: TextEdit[] = [];
  for (const fix of fixes) {
    const edits = fix.edits.filter((edit) => text.slice(edit.start, edit.end) !== edit.text);
    if (edits.some((edit) => taken.collides(edit))) continue;
    for (const edit of edits) taken.take(edit);
    kept.push(...edits);
  }
  return kept;
}
