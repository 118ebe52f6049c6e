// Edits that several fixes share.

import { keyAt } from "../../kernel/at-target.ts";
import { findKey } from "../../kernel/catalogue.ts";
import { variableOf } from "../../kernel/variable.ts";
import { readControl, readsAsControl } from "../../sysctl/control.ts";
import type { ActiveLine, Line, SettingLine, SysctlDocument } from "../../sysctl/document.ts";
import { spelledLike } from "../../sysctl/key-path.ts";
import { keptWith } from "../../text/kept-with.ts";
import type { Span, TextEdit } from "../../text/span.ts";
import { quoted } from "../../text/visible.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { Context } from "./context.ts";
import type { Fix } from "./finding.ts";
import type { Setting } from "./setting.ts";

/** Puts another key in place, in the author's style of dots or slashes. */
export function renameKey(line: SettingLine, path: string, safety: Fix["safety"]): Fix {
  const text = spelledLike(line.key.text, path);
  return { title: say("Rename to {text}", { text }), safety, edits: [{ start: line.key.start, end: line.key.end, text }] };
}

/**
 * Whether nothing can go wrong when a key is put right: the target has it and lets it be written, no other line is
 * about it, and its value is not held against another key's.
 */
export function renameSafety(path: string, line: SettingLine, context: Context): Fix["safety"] {
  const fact = findKey(path);
  const key = fact && keyAt(fact, context.target);
  if (!fact || key?.present !== "yes" || key.writable !== "yes" || fact.unit === "bytes") return "suggestion";
  const variable = variableOf(fact.path);
  return linesAbout(variable, context).some((other) => other !== line) ? "suggestion" : "safe";
}

/** The lines that are, or mean to be, about a variable. */
function linesAbout(variable: string, context: Context): readonly SettingLine[] {
  return linesByVariable(context).get(variable) ?? [];
}

/** Looked up once a context: there may be as many renames as lines. */
const linesByVariable = keptWith(({ settings }: Context): ReadonlyMap<string, readonly SettingLine[]> => {
  const found = new Map<string, SettingLine[]>();
  for (const setting of settings) {
    const known = found.get(intended(setting));
    if (known) known.push(setting.line);
    else found.set(intended(setting), [setting.line]);
  }
  return found;
});

/** The variable that a setting is, or means to be, about. */
function intended({ subject, line }: Setting): string {
  switch (subject.kind) {
    case "key":
      return variableOf(subject.key.fact.path);
    case "legacy":
      return subject.legacy.modern ?? line.key.path;
    case "misplaced":
      return variableOf(subject.right);
    case "parameter":
      return subject.instead ?? line.key.path;
    case "vendor":
    case "unknown":
      return line.key.path;
  }
}

/** The number of a value: all of it, or what stands before the blank that ends it. */
export function numberSpan(line: SettingLine): Span {
  const { start, text } = line.value;
  return { start, end: start + (/^\S+(?=[ \t])/.exec(text)?.[0].length ?? text.length) };
}

/** The number of a value as it is written. */
export function numberText(line: SettingLine): string {
  const { start, end } = numberSpan(line);
  return line.value.text.slice(0, end - start);
}

/** No number of 64 bits is longer; old kernels take what follows one for nothing. */
const LONGEST_NUMBER = 24;

/** For the sentence of a finding. */
export function quotedNumber(line: SettingLine): string {
  return quoted(numberText(line), LONGEST_NUMBER);
}

/** Puts another value in place; `meaning` says in a few words what it is. A comment that somebody put behind it stays. */
export function writeValue(line: SettingLine, value: string, safety: Fix["safety"], meaning?: string): Fix {
  const text = line.value.start === line.equals + 1 && line.value.text === "" ? ` ${value}` : value;
  const place = /^\S+[ \t]+[#;]/.test(line.value.text) ? numberSpan(line) : line.value;
  return {
    title: writeTitle(value, meaning),
    safety,
    edits: [{ start: place.start, end: place.end, text }],
  };
}

export function writeTitle(value: string, meaning?: string): string {
  const title = say("Write {value}", { value });
  return meaning ? `${title} (${meaning})` : title;
}

export function setBuckets(line: SettingLine, buckets: number): Fix {
  return {
    ...writeValue(line, String(buckets), "suggestion"),
    title: say("Set {buckets} buckets", { buckets: formatCount(buckets) }),
  };
}

export function lowerLimit(line: SettingLine, max: number): Fix {
  return { ...writeValue(line, String(max), "suggestion"), title: say("Lower the limit to {max}", { max: formatCount(max) }) };
}

export const COMMENT_OUT = say("Comment out the line");

/** Keeps the line as a comment. */
export function commentOut(line: ActiveLine): Fix {
  const at = contentStart(line);
  return { title: COMMENT_OUT, safety: "suggestion", edits: [{ start: at, end: at, text: "# " }] };
}

/** Marks the line with `-`, so that a failure is no failure. */
export function allowFailure(line: SettingLine): Fix {
  return {
    title: say("Allow the line to fail (leading -)"),
    safety: "suggestion",
    edits: [{ start: line.key.start, end: line.key.start, text: "-" }],
  };
}

/** A new comment line above, with the same ending as the rest of the file. */
export function commentAbove(document: SysctlDocument, line: Line, text: string): TextEdit {
  // What silences a rule for the next line stays next to it.
  let above = line;
  for (let previous = document.lines[above.number - 1]; previous?.kind === "comment"; previous = document.lines[above.number - 1]) {
    if (readControl(document.text, previous)?.kind !== "disable-next-line") break;
    above = previous;
  }
  const at = Math.max(above.start, document.contentStart);
  return { start: at, end: at, text: `${text}${document.newline}` };
}

/**
 * Whether a comment that stood behind a value says nothing to any program on a line of its own: it steers no rule, and no
 * applier goes on reading behind its end (BusyBox does after a backslash) or finds another line in it.
 */
export function canStandAlone(comment: string): boolean {
  return !readsAsControl(comment) && !comment.endsWith("\\") && !/[\0\r\n]/.test(comment);
}

function contentStart(line: ActiveLine): number {
  if (line.kind === "malformed") return line.content.start;
  return line.kind === "setting" && line.ignoreFailure ? line.start : line.key.start;
}
