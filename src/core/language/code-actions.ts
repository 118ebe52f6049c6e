// What the light bulb offers: the fixes of findings, and silencing a rule.

import type { Finding, Fix } from "../rules/engine/finding.ts";
import { lineAt } from "../sysctl/cursor.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { placeAt } from "../text/line-index.ts";
import type { Span } from "../text/span.ts";
import { say } from "../words/say.ts";

export interface CodeAction extends Fix {
  /** The finding it mends or silences. */
  readonly finding: Finding;
  /** The one that a single keystroke applies. */
  readonly preferred: boolean;
  readonly silences: boolean;
}

/** Actions for the findings that touch a span, fixes before silencers. */
export function codeActions(document: SysctlDocument, findings: readonly Finding[], span: Span): readonly CodeAction[] {
  const touched = findings.filter((finding) => finding.start <= span.end && finding.end >= span.start);
  const fixes = touched.flatMap((finding) =>
    finding.fixes().map((fix, index) => ({ ...fix, finding, preferred: index === 0 && fix.safety === "safe", silences: false })),
  );
  return [...fixes, ...touched.flatMap((finding) => silencers(document, finding))];
}

function silencers(document: SysctlDocument, finding: Finding): readonly CodeAction[] {
  const line = lineAt(document, finding.start);
  if (!line) return [];
  const indent = /^\ufeff?([ \t]*)/.exec(document.text.slice(line.start, line.end))?.[1] ?? "";
  const top = document.contentStart;
  const above = { start: Math.max(line.start, top), end: Math.max(line.start, top) };
  const action = (title: string, text: string, at: Span): CodeAction => ({
    title,
    safety: "suggestion",
    edits: [{ ...at, text }],
    finding,
    preferred: false,
    silences: true,
  });
  const previous = document.lines[placeAt(document.lineStarts, finding.start).line - 1];
  const extend = previous?.kind === "comment" && /conntrack-disable-next-line\s+\S/.test(document.text.slice(previous.start, previous.end));
  return [
    action(
      say("Disable {rule} for this line", { rule: finding.rule }),
      extend ? ` ${finding.rule}` : `${indent}# conntrack-disable-next-line ${finding.rule}${document.newline}`,
      extend ? { start: previous.end, end: previous.end } : above,
    ),
    action(say("Disable {rule} for this file", { rule: finding.rule }), `# conntrack-disable-file ${finding.rule}${document.newline}`, {
      start: top,
      end: top,
    }),
  ];
}
