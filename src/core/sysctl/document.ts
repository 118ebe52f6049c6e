// A sysctl.conf as data: every line with its parts and their places. Nothing is judged here.
import type { Span } from "../text/span.ts";

/** A key as written, and the file below /proc/sys that it names. */
export interface KeyToken extends Span {
  readonly text: string;
  /** Normalised, as "net/netfilter/nf_conntrack_max"; see key-path.ts. */
  readonly path: string;
  /** Holds `*`, `?` or `[`: it stands for every file that matches. */
  readonly glob: boolean;
  /** Holds a blank, a quote or a NUL: no file below /proc/sys has such a name. */
  readonly odd: boolean;
}

/** The text after `=`, without the blanks around it. Empty where nothing stands there. */
interface ValueToken extends Span {
  readonly text: string;
}

interface LineBase extends Span {
  /** From 0. */
  readonly number: number;
}

interface BlankLine extends LineBase {
  readonly kind: "blank";
}

export interface CommentLine extends LineBase {
  readonly kind: "comment";
  /** Where `#` or `;` stands. */
  readonly marker: number;
}

/** `key = value` */
export interface SettingLine extends LineBase {
  readonly kind: "setting";
  /** A leading `-`: a failure to write it is no failure. */
  readonly ignoreFailure: boolean;
  /** `- key`: not every applier drops the blank. */
  readonly blankAfterDash: boolean;
  readonly key: KeyToken;
  /** Where `=` stands. */
  readonly equals: number;
  readonly value: ValueToken;
  /** A template's placeholder is in the line: what it will say is not known. */
  readonly placeholder: boolean;
}

/** `-key` alone: no glob may set this key. */
export interface ExclusionLine extends LineBase {
  readonly kind: "exclusion";
  readonly key: KeyToken;
  readonly placeholder: boolean;
}

/** Neither comment nor setting: a line without `=`, or with nothing before it. */
export interface MalformedLine extends LineBase {
  readonly kind: "malformed";
  readonly content: Span;
  readonly placeholder: boolean;
}

/** A line that an applier does something with, if only to complain. */
export type ActiveLine = SettingLine | ExclusionLine | MalformedLine;

export type Line = BlankLine | CommentLine | ActiveLine;

export interface SysctlDocument {
  readonly text: string;
  readonly lines: readonly Line[];
  /** Offset of each line's first character. */
  readonly lineStarts: readonly number[];
  /** The file starts with one, whether or not the text at hand still has it (editors take it off). */
  readonly byteOrderMark: boolean;
  /** Offset of the first character after a byte-order mark in the text: 0 or 1. */
  readonly contentStart: 0 | 1;
  /** A block of a template is still open at the end: what is added there is the template's. */
  readonly openAtEnd: boolean;
  /** The line ending met first; "\n" where there is none. */
  readonly newline: "\n" | "\r\n" | "\r";
}
