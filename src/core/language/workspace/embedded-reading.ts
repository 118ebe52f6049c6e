// A text of another language, read and judged as a whole.
import type { EmbeddedDocument } from "../../embedded/document.ts";
import { mayHoldSettings } from "../../embedded/kind.ts";
import type { Linted } from "../../rules/engine/kept-findings.ts";
import type { LintOptions } from "../../rules/engine/lint.ts";
import { lintEmbedded } from "../../rules/engine/lint-embedded.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { parse } from "../../sysctl/parse.ts";
import { LIMITS } from "../../text/limits.ts";

export interface EmbeddedReading {
  /** The text as lines. */
  readonly host: SysctlDocument;
  readonly read: (text: string) => EmbeddedDocument;
  readonly embedded: EmbeddedDocument;
  readonly linted: Linted;
}

/** Whether a text is worth its readers: it is short enough, and has our word. */
export function isWorthReading(text: string): boolean {
  return text.length <= LIMITS.embedded && mayHoldSettings(text);
}

/** Whether it would be, were it shorter. */
export function isTooLongToRead(text: string): boolean {
  return text.length > LIMITS.embedded && mayHoldSettings(text);
}

export function readingOf(text: string, read: (text: string) => EmbeddedDocument, options: LintOptions): EmbeddedReading {
  const embedded = read(text);
  const host = parse(text);
  return { host, read, embedded, linted: lintEmbedded(host, embedded, options) };
}
