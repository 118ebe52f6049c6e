// The record of a rule: what it is called, what it looks for, how it is mended.

import type { HostConfiguration } from "../../boot/configuration.ts";
import type { Reading } from "../../boot/tree/port.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import type { Outcome } from "../../kernel/judge.ts";
import type { ActiveLine } from "../../sysctl/document.ts";
import { keptWith } from "../../text/kept-with.ts";
import { lineStartsOf } from "../../text/line-index.ts";
import type { Span } from "../../text/span.ts";
import { visible } from "../../text/visible.ts";
import type { RuleId } from "../docs.ts";
import type { Context } from "./context.ts";
import type { Finding, Fix, RelatedPlace, Severity } from "./finding.ts";
import type { Setting } from "./setting.ts";

/** A finding before the rule's name and default severity are put to it. */
interface Report<Data> {
  readonly span: Span;
  readonly message: string;
  readonly kernel: Outcome;
  readonly severity?: Severity;
  readonly key?: string;
  readonly related?: readonly RelatedPlace[];
  readonly data: Data;
}

/** A place in a file of a tree. */
interface HostPlace extends Span {
  readonly file: TreeFile;
  readonly message: string;
}

/** A report on one file of a tree. */
export interface HostReport<Data> extends Omit<Report<Data>, "related"> {
  readonly file: TreeFile;
  readonly related?: readonly HostPlace[];
}

/** The same of what every file of a tree may have: made when it is shown, as of a hundred thousand most are only counted. */
export interface LaterReport<Data> extends HostFound {
  later(): HostReport<Data>;
}

interface RuleRecord {
  readonly id: RuleId;
  readonly severity: Severity;
}

export interface RuleSpec<Data> extends RuleRecord {
  /** Looks at one conntrack setting, wherever it stands; foreign keys never come here. */
  readonly checkSetting?: (setting: Setting, context: Pick<Context, "target" | "embedding">) => Report<Data> | undefined;
  /** The same, for a rule that has nothing to say of a setting that is right by itself (odd-setting.ts). */
  readonly checkOddSetting?: (setting: Setting, context: Context) => Report<Data> | undefined;
  /** Looks at any line but blanks and comments, foreign keys too. */
  readonly checkLine?: (line: ActiveLine, context: Context) => Report<Data> | undefined;
  /** Looks at the whole file, once. */
  readonly checkDocument?: (context: Context) => Iterable<Report<Data>>;
  readonly fix?: (data: Data, context: Context) => readonly Fix[];
  /** Looks at all files of a tree as one configuration, once. */
  readonly checkHost?: (host: HostConfiguration) => Iterable<HostReport<Data> | LaterReport<Data>>;
  readonly fixHost?: (data: Data, host: HostConfiguration) => readonly Fix[];
}

/** What is counted of a report on a file of a tree. */
interface HostFound {
  readonly file: TreeFile;
  readonly severity?: Severity;
}

/** Each has all fields: where objects have different ones, each look at one takes several times as long. */
export interface Rule extends RuleRecord {
  readonly checkSetting: ((setting: Setting, context: Context) => Finding | undefined) | undefined;
  readonly checkOddSetting: ((setting: Setting, context: Context) => Finding | undefined) | undefined;
  readonly checkLine: ((line: ActiveLine, context: Context) => Finding | undefined) | undefined;
  /** Hands over each finding as it is made: there may be millions, of which few are kept. */
  readonly checkDocument: ((context: Context, found: (finding: Finding) => void) => void) | undefined;
  readonly checkHost: ((host: HostConfiguration) => Iterable<HostFound>) | undefined;
  /** Of what `checkHost` has found. */
  readonly hostFinding: (found: HostFound, host: HostConfiguration) => Finding;
}

/** Ties a rule's typed data from check to fix, so that no fix reads a message. */
export function defineRule<Data>(spec: RuleSpec<Data>): Rule {
  const { id, severity, checkSetting, checkOddSetting, checkLine, checkDocument, checkHost, fix, fixHost } = spec;
  // Field by field: a file may have as many findings as lines, and copying all of an object takes several times as long.
  const finding = (report: Report<Data>, context: Context): Finding => {
    const { span, data } = report;
    const found: { -readonly [Field in keyof Finding]: Finding[Field] } = {
      rule: id,
      severity: report.severity ?? severity,
      message: report.message,
      kernel: report.kernel,
      start: span.start,
      end: span.end,
      fixes: () => (fix?.(data, context) ?? []).map(titled),
    };
    if (report.key !== undefined) found.key = report.key;
    if (report.related) found.related = report.related;
    return found;
  };
  // One report or none, and no generator: nearly every look finds nothing, and there are as many as rules times lines.
  const one = (report: Report<Data> | undefined, context: Context): Finding | undefined => report && finding(report, context);
  const hostFinding = (report: HostReport<Data> | LaterReport<Data>, host: HostConfiguration): Finding => {
    const { file, span, data, related, ...rest } = "later" in report ? report.later() : report;
    return {
      rule: id,
      severity,
      ...rest,
      start: span.start,
      end: span.end,
      ...(related && { related: related.map(placeInTree) }),
      fixes: () => (fixHost?.(data, host) ?? []).map(titled),
    };
  };
  return {
    id,
    severity,
    checkSetting: checkSetting && ((setting, context) => one(checkSetting(setting, context), context)),
    checkOddSetting: checkOddSetting && ((setting, context) => one(checkOddSetting(setting, context), context)),
    checkLine: checkLine && ((line, context) => one(checkLine(line, context), context)),
    checkDocument:
      checkDocument &&
      ((context, found) => {
        for (const report of checkDocument(context)) found(finding(report, context));
      }),
    checkHost,
    // What a rule has found has its data.
    hostFinding: (found, host) => hostFinding(found as Parameters<typeof hostFinding>[0], host),
  };
}

/** Where the lines of a file begin, and no more of it: many findings may point into one file. */
const linesOf = keptWith((reading: Reading): NonNullable<RelatedPlace["document"]> => {
  const text = reading.problem === undefined ? reading.text : "";
  return { lineStarts: lineStartsOf(text), contentStart: text.startsWith("\ufeff") ? 1 : 0 };
});

/** Places in other files come with the lines of those. */
function placeInTree({ file, ...place }: HostPlace): RelatedPlace {
  return { ...place, file: file.path, document: linesOf(file.reading) };
}

/** A title may repeat words of the file. */
function titled(fix: Fix): Fix {
  return { ...fix, title: visible(fix.title) };
}
