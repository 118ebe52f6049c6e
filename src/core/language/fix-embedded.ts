// Mending a text of another language: the safe fixes of its parts, taken back to the host's text, until none is left.
import type { EmbeddedDocument } from "../embedded/document.ts";
import type { Finding } from "../rules/engine/finding.ts";
import type { LintOptions } from "../rules/engine/lint.ts";
import { lintEmbedded } from "../rules/engine/lint-embedded.ts";
import { parse } from "../sysctl/parse.ts";
import { composeEdits } from "../text/compose-edits.ts";
import { applyEdits, type TextEdit } from "../text/span.ts";
import { takenPlaces } from "../text/taken-places.ts";

/** One fix may lay bare what another rule minds. */
const ROUNDS = 6;
/** Fixes that are tried one by one where all together do harm. */
const TRIES = 40;

type Read = (text: string) => EmbeddedDocument;

/** Edits that apply the safe fixes, never leaving more errors, warnings or informations than there were. `read` reads the host's language. */
export function fixAllEmbedded(text: string, read: Read, options: LintOptions): readonly TextEdit[] {
  const rounds: (readonly TextEdit[])[] = [];
  let current = text;
  for (let round = 0; round < ROUNDS; round++) {
    const findings = findingsIn(current, read, options);
    const edits = harmless(current, safeEdits(current, findings), burdenOf(findings), read, options);
    if (edits.length === 0) break;
    rounds.push(edits);
    current = applyEdits(current, edits);
  }
  return composeEdits(text.length, rounds);
}

function findingsIn(text: string, read: Read, options: LintOptions): readonly Finding[] {
  return lintEmbedded(parse(text), read(text), options, Number.POSITIVE_INFINITY).findings;
}

/** The edits of each fix; one that gets in another's way waits. */
function safeEdits(text: string, findings: readonly Finding[]): readonly (readonly TextEdit[])[] {
  const taken = takenPlaces();
  return findings.flatMap((finding): readonly (readonly TextEdit[])[] => {
    const fix = finding.fixes().find(({ safety }) => safety === "safe");
    if (!fix || fix.edits.some((edit) => taken.collides(edit) || text.slice(edit.start, edit.end) === edit.text)) return [];
    for (const edit of fix.edits) taken.take(edit);
    return [fix.edits];
  });
}

function harmless(
  text: string,
  fixes: readonly (readonly TextEdit[])[],
  before: readonly number[],
  read: Read,
  options: LintOptions,
): readonly TextEdit[] {
  const isNoWorse = (edits: readonly TextEdit[]): boolean =>
    burdenOf(findingsIn(applyEdits(text, edits), read, options)).every((count, index) => count <= (before[index] ?? 0));
  const all = fixes.flat();
  if (all.length === 0 || isNoWorse(all)) return all;
  const kept: TextEdit[] = [];
  for (const fix of fixes.slice(0, TRIES)) if (isNoWorse(kept.concat(fix))) kept.push(...fix);
  return kept;
}

/** Errors, warnings and informations. */
function burdenOf(findings: readonly Finding[]): readonly number[] {
  return (["error", "warning", "information"] as const).map(
    (severity) => findings.filter((finding) => finding.severity === severity).length,
  );
}
