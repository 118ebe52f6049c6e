// Mending a whole file at once: every safe fix there is, until none is left.
import type { Finding, Fix } from "../rules/engine/finding.ts";
import { eachFinding, type LintOptions, lint } from "../rules/engine/lint.ts";
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

/** A document as far as it is needed for that: without its lines. */
type GivenText = Pick<SysctlDocument, "text" | "byteOrderMark" | "contentStart">;

/** Of a text: how many findings it has that nobody should get more of. */
type Burden = Readonly<Record<"error" | "warning" | "information", number>>;

/**
 * Edits of the document that apply the safe fixes of all findings; in order, none overlapping, and never leaving more
 * errors, more warnings or more informations than there were. Empty where there is nothing to mend. `tidyUp` is called
 * where the lines and findings of a look are done with.
 */
export function fixAll(given: GivenText, options: LintOptions, tidyUp?: () => void): readonly TextEdit[] {
  const rounds: (readonly TextEdit[])[] = [];
  const byteOrderMark = given.byteOrderMark && given.contentStart === 0;
  // Of each text only its fixes are kept: the lines of two take too much memory where they are many, and the findings more.
  let { text } = given;
  let seen = look(parse(text, { byteOrderMark }), options);
  const lines = seen?.lines ?? 1;
  const budget = { looks: Math.max(LOOKS.least, Math.min(LOOKS.most, Math.floor(LOOKS.lines / lines))) };
  while (seen && rounds.length < ROUNDS) {
    const { burden, fixes } = seen;
    const attempt = (chosen: readonly (readonly TextEdit[])[]) => {
      const edits = chosen.flat();
      const next = applyEdits(text, edits);
      tidyUp?.();
      const left = look(parse(next, { byteOrderMark }), options, burden);
      return left && { edits, next, left };
    };
    const done = withoutHarm(fixes, attempt, budget);
    if (!done) break;
    rounds.push(done.edits);
    text = done.next;
    seen = done.left;
  }
  tidyUp?.();
  return composeEdits(given.text.length, rounds);
}

interface Look {
  readonly lines: number;
  readonly burden: Burden;
  /** The edits of each safe fix that can be made. */
  readonly fixes: readonly (readonly TextEdit[])[];
}

/** Undefined where there is more than `most` of something. */
function look(document: SysctlDocument, options: LintOptions, most?: Burden): Look | undefined {
  const burden = { error: 0, warning: 0, information: 0 };
  const found: (Span & Pick<Fix, "edits">)[] = [];
  let isWorse = false;
  eachFinding(document, options, (finding) => {
    const { start, end, severity } = finding;
    if (severity !== "hint") isWorse ||= ++burden[severity] > (most?.[severity] ?? Number.POSITIVE_INFINITY);
    const fix = isWorse ? undefined : safeFix(finding);
    if (fix) found.push({ start, end, edits: fix.edits });
  });
  if (isWorse) return undefined;
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  return { lines: document.lines.length, burden, fixes: apart(document, found) };
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
function apart({ text }: SysctlDocument, fixes: readonly Pick<Fix, "edits">[]): readonly (readonly TextEdit[])[] {
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
