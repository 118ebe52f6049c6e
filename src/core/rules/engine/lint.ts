// Runs the rules over a document.

import { ALONE } from "../../boot/alone.ts";
import { findKey } from "../../kernel/catalogue.ts";
import type { ControlComment } from "../../sysctl/control.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { placeAt } from "../../text/line-index.ts";
import { say } from "../../words/say.ts";
import { RULES } from "../index.ts";
import { type Context, type ContextOptions, contextOf } from "./context.ts";
import type { Finding, Severity } from "./finding.ts";
import { fatesIn, isNeverWritten } from "./host-part.ts";
import { KeptFindings, type Linted } from "./kept-findings.ts";
import { isOdd } from "./odd-setting.ts";
import type { Setting } from "./setting.ts";

export interface LintOptions extends ContextOptions {
  /** Severity by rule id; "off" silences the rule. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
}

const RULE_IDS = RULES.map((rule) => rule.id);
const IDS: ReadonlySet<string> = new Set(RULE_IDS);

/** All findings, by place in the file. */
export function lint(document: SysctlDocument, options: LintOptions): readonly Finding[] {
  return lintUpTo(document, options, Number.POSITIVE_INFINITY).findings;
}

/** As many findings as are worth showing, and how many more there are. */
export function lintUpTo(document: SysctlDocument, options: LintOptions, most?: number): Linted {
  const found = new KeptFindings(most);
  return found.end(eachFinding(document, options, (finding) => found.add(finding)));
}

/** Hands on one finding after the other, rule by rule, and keeps none. Returns what of the file was not followed, and why. */
export function eachFinding(document: SysctlDocument, options: LintOptions, take: (finding: Finding) => void): Linted["left"] {
  const context = contextOf(document, options, RULE_IDS);
  const odd = context.settings.filter(isOdd);
  const silenced = silencer(document, context.controls);
  const keep = (finding: Finding, excusable: boolean): void => {
    const chosen = options.severities?.[finding.rule];
    if (chosen === "off" || silenced(finding)) return;
    // An author who wrote `-` knows that the line may fail.
    const severity = chosen ?? (excusable && finding.severity === "error" ? "hint" : finding.severity);
    take(severity === finding.severity ? finding : { ...finding, severity });
  };
  const keepAsIs = (finding: Finding): void => keep(finding, false);
  for (const rule of RULES) {
    if (options.severities?.[rule.id] === "off") continue;
    const check = rule.checkSetting ?? rule.checkOddSetting;
    if (check) {
      for (const setting of rule.checkSetting ? context.settings : odd) {
        const finding = check(setting, context);
        if (finding) keep(asWritten(finding, setting, context), setting.line.ignoreFailure);
      }
    }
    if (rule.checkLine) {
      for (const line of document.lines) {
        if (line.kind === "blank" || line.kind === "comment") continue;
        const finding = rule.checkLine(line, context);
        if (finding) keep(finding, false);
      }
    }
    rule.checkDocument?.(context, keepAsIs);
  }
  return context.host.home === ALONE ? context.host.configuration.unread.map(({ reason }) => reason) : [];
}

/** Accounts for what the applier does with the line: it may never write it, or stop at it. */
function asWritten(finding: Finding, { event, statement }: Setting, { applier, host }: Context): Finding {
  if (finding.kernel !== "refuses" && finding.kernel !== "alters") return finding;
  if (isNeverWritten(event)) {
    // Never written, so never refused: the slip is harmless as the file stands.
    return { ...finding, kernel: "ignores", severity: finding.severity === "error" ? "warning" : finding.severity };
  }
  if (applier !== "busybox" || event?.result !== "refused") return finding;
  const next = fatesIn(host).find((other) => other.fate === "not read" && other.by?.statement === statement && findKey(other.path));
  if (!next) return finding;
  const { start, end } = next.statement.keySpan;
  const place = { start, end, message: say("BusyBox sysctl stops before this line: this line and those below are not applied") };
  return { ...finding, related: [...(finding.related ?? []), place] };
}

export function silencer(document: SysctlDocument, controls: readonly ControlComment[]): (finding: Finding) => boolean {
  if (controls.length === 0) return () => false;
  const inFile = new Set<string>();
  const onLine = new Map<number, Set<string>>();
  for (const control of controls) {
    if (control.kind === "target") continue;
    const line = control.line.number + 1;
    let silenced = control.kind === "disable-file" ? inFile : onLine.get(line);
    for (const { text: id } of control.words) {
      // What is no rule silences nothing, and there may be millions.
      if (!IDS.has(id)) continue;
      if (!silenced) {
        silenced = new Set();
        onLine.set(line, silenced);
      }
      silenced.add(id);
    }
  }
  if (inFile.size === 0 && onLine.size === 0) return () => false;
  return (finding) =>
    inFile.has(finding.rule) || (onLine.get(placeAt(document.lineStarts, finding.start).line)?.has(finding.rule) ?? false);
}
