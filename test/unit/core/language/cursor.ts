// Documents with a cursor: `|` marks it and is taken out.
import { DEFAULT_TARGET, type KernelTarget } from "../../../../src/core/kernel/target.ts";
import { targetOf } from "../../../../src/core/kernel/target-words.ts";
import type { LintOptions } from "../../../../src/core/rules/engine/lint.ts";
import { controlComments } from "../../../../src/core/sysctl/control.ts";
import type { SysctlDocument } from "../../../../src/core/sysctl/document.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { applyEdits, type Span, type TextEdit } from "../../../../src/core/text/span.ts";

export interface AtCursor {
  readonly document: SysctlDocument;
  readonly offset: number;
}

export function at(text: string): AtCursor {
  const offset = text.indexOf("|");
  if (offset < 0) throw new Error(`no cursor in ${JSON.stringify(text)}`);
  return { document: parse(text.replace("|", "")), offset };
}

/** A target in the words of a conntrack-target comment. */
export function targetWords(words: string): KernelTarget {
  return targetOf(DEFAULT_TARGET, controlComments(parse(`# conntrack-target: ${words}`)));
}

export const OPTIONS: LintOptions = { target: DEFAULT_TARGET, applier: "systemd" };

export function optionsFor(words: string): LintOptions {
  return { ...OPTIONS, target: targetWords(words) };
}

export function after(document: SysctlDocument, edits: readonly TextEdit[]): string {
  return applyEdits(document.text, edits);
}

export function textOf(document: SysctlDocument, { start, end }: Span): string {
  return document.text.slice(start, end);
}
