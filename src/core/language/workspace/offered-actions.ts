// The light bulb's list for a place of a sysctl file: fixes, then what mends more than the place, then what silences.

import type { Finding } from "../../rules/engine/finding.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import type { Span } from "../../text/span.ts";
import { say } from "../../words/say.ts";
import { type CodeAction, codeActions } from "../code-actions.ts";
import { offersFixAll } from "../fix-all.ts";

export type OfferedAction =
  | { readonly kind: "fix" | "silence"; readonly action: CodeAction }
  /** Its edits are worked out once somebody chooses it. */
  | { readonly kind: "fix-all"; readonly title: string }
  | { readonly kind: "legacy"; readonly title: string; readonly finding: Finding };

/** What mends a whole file at once, where an editor asks for that alone. */
export const FIX_ALL_TITLE = say("Fix all in this file (Conntrack)");

/** `files`: whether there are others that legacy names can be replaced in. */
export function offeredActions(
  document: SysctlDocument,
  findings: readonly Finding[],
  span: Span,
  files: boolean,
): readonly OfferedAction[] {
  const single = codeActions(document, findings, span);
  const fixes = single.filter(({ silences }) => !silences).map((action): OfferedAction => ({ kind: "fix", action }));
  const silencers = single.filter(({ silences }) => silences).map((action): OfferedAction => ({ kind: "silence", action }));
  const all: readonly OfferedAction[] = offersFixAll(findings, span) ? [{ kind: "fix-all", title: say("Fix all in this file") }] : [];
  const finding = findings.find(({ rule, start, end }) => rule === "removed-key" && start <= span.end && end >= span.start);
  const isSafe = finding?.fixes().some(({ safety }) => safety === "safe") === true;
  const legacy: readonly OfferedAction[] =
    files && finding && isSafe ? [{ kind: "legacy", title: say("Replace legacy names in all files"), finding }] : [];
  return [...fixes, ...all, ...legacy, ...silencers];
}
