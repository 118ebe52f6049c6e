// The record of a rule: what it is called, what it looks for, how it is mended.

import type { HostConfiguration } from "../../boot/configuration.ts";
import type { Outcome } from "../../kernel/judge.ts";
import type { ActiveLine } from "../../sysctl/document.ts";
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

/** A report on one file of a tree. */
export interface HostReport<Data> extends Report<Data> {
  /** The path that the file goes by in the tree. */
  readonly file: string;
}

/**
 * The same of what every file of a tree may have: of a hundred thousand most are only counted. What is made alike many times
 * and kept at first is taken by the engine for what stays, so that all the others would fill the memory.
 */
interface LaterReport<Data> {
  readonly file: string;
  readonly severity: Severity;
  readonly later: () => HostReport<Data>;
}

interface RuleRecord {
  readonly id: RuleId;
  readonly severity: Severity;
}

export interface RuleSpec<Data> extends RuleRecord {
  /** Looks at one conntrack setting; foreign keys never come here. */
  readonly checkSetting?: (setting: Setting, context: Context) => Report<Data> | undefined;
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

/** A finding in one file of a tree. */
interface HostFinding {
  readonly file: string;
  readonly severity: Severity;
  /** Made when it is shown: of a hundred thousand, most are only counted. */
  readonly finding: () => Finding;
}

export interface Rule extends RuleRecord {
  readonly checkSetting?: (setting: Setting, context: Context) => Finding | undefined;
  readonly checkOddSetting?: (setting: Setting, context: Context) => Finding | undefined;
  readonly checkLine?: (line: ActiveLine, context: Context) => Finding | undefined;
  /** Hands over each finding as it is made: there may be millions, of which few are kept. */
  readonly checkDocument?: (context: Context, found: (finding: Finding) => void) => void;
  readonly checkHost?: (host: HostConfiguration) => Iterable<HostFinding>;
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
  function* hostFindings(reports: Iterable<HostReport<Data> | LaterReport<Data>>, host: HostConfiguration): Generator<HostFinding> {
    for (const report of reports) {
      const made = (): Finding => {
        const { file, span, data, ...rest } = "later" in report ? report.later() : report;
        const place = { start: span.start, end: span.end };
        return { rule: id, severity, ...rest, ...place, fixes: () => (fixHost?.(data, host) ?? []).map(titled) };
      };
      yield { file: report.file, severity: report.severity ?? severity, finding: made };
    }
  }
  return {
    id,
    severity,
    ...(checkSetting && { checkSetting: (setting, context) => one(checkSetting(setting, context), context) }),
    ...(checkOddSetting && { checkOddSetting: (setting, context) => one(checkOddSetting(setting, context), context) }),
    ...(checkLine && { checkLine: (line, context) => one(checkLine(line, context), context) }),
    ...(checkDocument && {
      checkDocument: (context, found) => {
        for (const report of checkDocument(context)) found(finding(report, context));
      },
    }),
    ...(checkHost && { checkHost: (host) => hostFindings(checkHost(host), host) }),
  };
}

/** A title may repeat words of the file. */
function titled(fix: Fix): Fix {
  return { ...fix, title: visible(fix.title) };
}
