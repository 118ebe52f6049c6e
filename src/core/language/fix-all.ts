// Mending a whole file at once: every safe fix there is, until none is left.
import type { Finding, Fix } from "../rules/finding.ts";
import { type LintOptions, lint } from "../rules/lint.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { parse } from "../sysctl/parse.ts";
import { composeEdits } from "../text/compose-edits.ts";
import { applyEdits, type Span, type TextEdit } from "../text/span.ts";

/** One fix may lay bare what another rule minds: a renamed key has a value that was not judged before. */
const ROUNDS = 3;

/** Edits of the document that apply the safe fixes of all findings; in order, none overlapping. Empty where there is nothing to mend. */
export function fixAll(document: SysctlDocument, options: LintOptions): readonly TextEdit[] {
  const rounds: (readonly TextEdit[])[] = [];
  let current = document;
  while (rounds.length < ROUNDS) {
    const edits = safeEdits(lint(current, options));
    if (edits.length === 0) break;
    rounds.push(edits);
    const markElsewhere = current.byteOrderMark && current.contentStart === 0;
    current = parse(applyEdits(current.text, edits), { byteOrderMark: markElsewhere });
  }
  return composeEdits(document.text.length, rounds);
}

/** Edits of the document that write today's name for each name from before nf_conntrack, where that alone is right. */
export function replaceLegacyNames(document: SysctlDocument, options: LintOptions): readonly TextEdit[] {
  return safeEdits(lint(document, options).filter((finding) => finding.rule === "removed-key"));
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

/** Fixes that get in one another's way wait for the next round. */
function safeEdits(findings: readonly Finding[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const finding of findings) {
    const edits = safeFix(finding)?.edits ?? [];
    if (!edits.some((edit) => taken.some((other) => collide(edit, other)))) taken.push(...edits);
  }
  return taken;
}

function collide(a: Span, b: Span): boolean {
  return (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);
}
