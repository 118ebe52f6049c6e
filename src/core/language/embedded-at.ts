// What an editor shows at a place of a text of another language: hover, completions and hints of the setting there, and the
// fixes of findings.
import type { EmbeddedDocument } from "../embedded/document.ts";
import { project } from "../embedded/projection.ts";
import type { ContextOptions } from "../rules/engine/context.ts";
import type { Finding, Fix } from "../rules/engine/finding.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { parse } from "../sysctl/parse.ts";
import type { Span } from "../text/span.ts";
import { complete } from "./completion.ts";
import type { CompletionItem } from "./completion-item.ts";
import { type Hover, type HoverOptions, hover } from "./hover.ts";
import { type InlayHint, inlayHints } from "./inlay-hints.ts";
import { moduleFileHover } from "./module-files.ts";

/** Of a key, a value or an option of a module. */
export function hoverEmbedded({ parts }: EmbeddedDocument, offset: number, options: HoverOptions): Hover | undefined {
  for (const part of parts) {
    const projection = project(part);
    const at = projection.fromHost(offset);
    if (at === undefined || part.language === "modules") continue;
    const { text } = projection;
    const found =
      part.language === "sysctl" ? hover(parse(text), at, options) : moduleFileHover({ kind: "options", text, target: options.target }, at);
    const place = found && projection.toHost(found);
    if (found && place) return { ...found, ...place };
  }
  return undefined;
}

export interface OfferedFix extends Fix {
  /** The one that a single keystroke applies. */
  readonly preferred: boolean;
}

/** The fixes of the findings that touch a span. */
export function fixesAt(findings: readonly Finding[], span: Span): readonly OfferedFix[] {
  return findings
    .filter(({ start, end }) => start <= span.end && end >= span.start)
    .flatMap((finding) => finding.fixes().map((fix, index) => ({ ...fix, preferred: index === 0 && fix.safety === "safe" })));
}

/** Keys and values that can stand in place of the one at an offset; each replaces its own stretch of the host. */
export function completeEmbedded({ parts }: EmbeddedDocument, offset: number, options: HoverOptions): readonly CompletionItem[] {
  for (const part of parts) {
    if (part.language !== "sysctl") continue;
    const projection = project(part);
    const at = projection.fromHost(offset);
    if (at === undefined) continue;
    return complete(parse(projection.text), at, options).flatMap((item): readonly CompletionItem[] => {
      if (item.kind === "comment" || item.kind === "rule" || item.kind === "setup") return [];
      // What a template or a variable makes stays.
      if (!/^[\w./-]*$/.test(projection.text.slice(item.replace.start, item.replace.end))) return [];
      const edit = projection.editInHost({ ...item.replace, text: item.insert });
      return edit ? [{ ...item, replace: { start: edit.start, end: edit.end } }] : [];
    });
  }
  return [];
}

/** What the numbers of a span mean, behind each: as in a file of sysctl. */
export function inlayHintsEmbedded(
  { text }: SysctlDocument,
  { parts }: EmbeddedDocument,
  span: Span,
  options: ContextOptions,
): readonly InlayHint[] {
  return parts.flatMap((part) => {
    if (part.language !== "sysctl") return [];
    const projection = project(part);
    const whole = { start: 0, end: projection.text.length };
    return inlayHints(parse(projection.text), whole, options).flatMap((hint): readonly InlayHint[] => {
      const place = projection.toHost({ start: hint.offset - 1, end: hint.offset });
      if (!place || place.end < span.start || place.end > span.end) return [];
      // Behind the quote, where the value stands in quotes.
      const offset = /["']/.test(text.charAt(place.end)) ? place.end + 1 : place.end;
      return [{ ...hint, offset }];
    });
  });
}
