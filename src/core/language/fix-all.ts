// Mending a whole file at once: every safe fix there is, until none is left.
import type { Finding, Fix } from "../rules/engine/finding.ts";
import { type LintOptions, lint } from "../rules/engine/lint.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { parse } from "../sysctl/parse.ts";
import { composeEdits } from "../text/compose-edits.ts";
import { applyEdits, type Span, type TextEdit } from "../text/span.ts";
import { takenPlaces } from "../text/taken-places.ts";

/** One fix may lay bare what another rule minds: a renamed key has a value that was not judged before. */
const ROUNDS = 12;
/**
 * How often the whole text is looked at for fixes that do harm, less often where it is long; those that are not told apart
 * by then are left to the author.
 */
const LOOKS = { least: 6, most: 96, lines: 400_000 };

/** Of a text: how many findings it has that nobody should get more of. */
type Burden = Readonly<Record<"error" | "warning" | "information", number>>;

/**
 * Edits of the document that apply the safe fixes of all findings; in order, none overlapping, and never leaving more
 * errors, more warnings or more informations than there were. Empty where there is nothing to mend.
 */
export function fixAll(document: SysctlDocument, options: LintOptions): readonly TextEdit[] {
  const rounds: (readonly TextEdit[])[] = [];
  const budget = { looks: Math.max(LOOKS.least, Math.min(LOOKS.most, Math.floor(LOOKS.lines / document.lines.length))) };
  let current = document;
  let findings = lint(current, options);
  while (rounds.length < ROUNDS) {
    const burden = burdenOf(findings);
    const fixes = apart(
      current,
      findings.flatMap((finding) => safeFix(finding) ?? []),
    );
    const attempt = (chosen: readonly (readonly TextEdit[])[]) => {
      const edits = chosen.flat();
      const next = edited(current, edits);
      const left = lint(next, options);
      return isNoWorse(burdenOf(left), burden) ? { edits, next, left } : undefined;
    };
    const done = withoutHarm(fixes, attempt, budget);
    if (!done) break;
    rounds.push(done.edits);
    current = done.next;
    findings = done.left;
  }
  return composeEdits(document.text.length, rounds);
}

/** As many of the fixes as do no harm together: halved where they do, so that few harmful ones are soon found. */
function withoutHarm<F, T>(
  fixes: readonly F[],
  attempt: (chosen: readonly F[]) => T | undefined,
  budget: { looks: number },
): T | undefined {
  let kept: readonly F[] = [];
  let result: T | undefined;
  const open: (readonly F[])[] = fixes.length > 0 ? [fixes] : [];
  for (let part = open.pop(); part !== undefined && budget.looks > 0; part = open.pop()) {
    const chosen = [...kept, ...part];
    budget.looks--;
    const found = attempt(chosen);
    if (found !== undefined) {
      kept = chosen;
      result = found;
    } else if (part.length > 1) {
      const half = part.length >> 1;
      open.push(part.slice(half), part.slice(0, half));
    }
  }
  return result;
}

function burdenOf(findings: readonly Finding[]): Burden {
  const burden = { error: 0, warning: 0, information: 0 };
  for (const { severity } of findings) if (severity !== "hint") burden[severity]++;
  return burden;
}

function isNoWorse(after: Burden, before: Burden): boolean {
  return after.error <= before.error && after.warning <= before.warning && after.information <= before.information;
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
  ).flat();
}

/** Whether to offer mending the whole file at a place: a finding there has a safe fix, and it is not the only one. */
export function offersFixAll(findings: readonly Finding[], span: Span): boolean {
  const touched = (finding: Finding): boolean => finding.start <= span.end && finding.end >= span.start;
  if (!findings.some((finding) => touched(finding) && safeFix(finding))) return false;
  let safe = 0;
  return findings.some((finding) => safeFix(finding) !== undefined && ++safe === 2);
}

export function hasSafeFix(finding: Finding): boolean {
  return safeFix(finding) !== undefined;
}

function safeFix(finding: Finding): Fix | undefined {
  return finding.fixes().find((fix) => fix.safety === "safe");
}

/** The edits of each fix; one that gets in another's way waits, one that changes nothing is none. */
function apart({ text }: SysctlDocument, fixes: readonly Fix[]): readonly (readonly TextEdit[])[] {
  const taken = takenPlaces();
  const kept: (readonly TextEdit[])[] = [];
  for (const fix of fixes) {
    const edits = fix.edits.filter((edit) => text.slice(edit.start, edit.end) !== edit.text);
    if (edits.length === 0 || edits.some((edit) => taken.collides(edit))) continue;
    for (const edit of edits) taken.take(edit);
    kept.push(edits);
  }
  return kept;
}
