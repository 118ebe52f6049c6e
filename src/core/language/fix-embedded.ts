// Mending a text of another language: the safe fixes of each part by itself, taken back to the host's text.
import type { EmbeddedDocument } from "../embedded/document.ts";
import type { LintOptions } from "../rules/engine/lint.ts";
import { lintEmbedded } from "../rules/engine/lint-embedded.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import type { TextEdit } from "../text/span.ts";
import { takenPlaces } from "../text/taken-places.ts";

/** Edits that apply the safe fix of each finding that has one; none that gets in another's way. */
export function fixAllEmbedded(host: SysctlDocument, embedded: EmbeddedDocument, options: LintOptions): readonly TextEdit[] {
  const taken = takenPlaces();
  const edits: TextEdit[] = [];
  for (const finding of lintEmbedded(host, embedded, options, Number.POSITIVE_INFINITY).findings) {
    const fix = finding.fixes().find(({ safety }) => safety === "safe");
    if (!fix || fix.edits.some((edit) => taken.collides(edit) || host.text.slice(edit.start, edit.end) === edit.text)) continue;
    for (const edit of fix.edits) {
      taken.take(edit);
      edits.push(edit);
    }
  }
  return edits.sort((a, b) => a.start - b.start);
}
