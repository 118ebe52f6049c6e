// What an editor shows at a place of a text of another language: the hover of the setting there, and the fixes of findings.
import type { EmbeddedDocument } from "../embedded/document.ts";
import { project } from "../embedded/projection.ts";
import type { Finding, Fix } from "../rules/engine/finding.ts";
import { parse } from "../sysctl/parse.ts";
import type { Span } from "../text/span.ts";
import { type Hover, type HoverOptions, hover } from "./hover.ts";
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
