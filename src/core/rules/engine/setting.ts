// The conntrack settings of a file: its lines as the applier reads them, each with its key, its verdict, and what became of it.
import type { Event } from "../../boot/appliers/run.ts";
import type { SetStatement } from "../../boot/appliers/statement.ts";
import { keyAt, type TargetKey } from "../../kernel/at-target.ts";
import { findKey, findLegacy, findVendor } from "../../kernel/catalogue.ts";
import { judge, type Verdict } from "../../kernel/judge.ts";
import type { LegacyKey } from "../../kernel/legacy.ts";
import { moduleParameterOf, rightPlaceOf, withOwnSeparators } from "../../kernel/misplaced.ts";
import { looksLikeConntrack } from "../../kernel/shape.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import type { VendorKey } from "../../kernel/vendor.ts";
import { bareKey } from "../../sysctl/bare-key.ts";
import type { Line, SettingLine, SysctlDocument } from "../../sysctl/document.ts";
import { keyPath } from "../../sysctl/key-path.ts";
import { appliedLines, type HostPart } from "./host-part.ts";

/** What a key of a conntrack shape turned out to be. */
type Subject =
  | { readonly kind: "key"; readonly key: TargetKey }
  | { readonly kind: "legacy"; readonly legacy: LegacyKey }
  | { readonly kind: "parameter"; readonly parameter: string; readonly instead: string | undefined }
  | { readonly kind: "misplaced"; readonly right: string }
  | { readonly kind: "vendor"; readonly vendor: VendorKey }
  | { readonly kind: "unknown" };

/** A line that sets a conntrack key, or tries to. */
export interface Setting {
  /** With key and value as the applier reads them, where it reads others than an editor. */
  readonly line: SettingLine;
  /** The same line as the applier reads it. */
  readonly statement: SetStatement;
  /** Below /proc/sys, in the spelling of the tables. */
  readonly path: string;
  readonly subject: Subject;
  /** The bytes the applier writes; undefined where it writes nothing. */
  readonly written: string | undefined;
  /** What the target kernel does with them, whatever else is set; for a key it may have. */
  readonly verdict: Verdict | undefined;
  /** What the program did with it; undefined where it did not get to it. */
  readonly event: Event | undefined;
}

/** A setting of a key that the target may have, with something to write. */
export interface KeySetting extends Setting {
  readonly subject: Extract<Subject, { readonly kind: "key" }>;
  readonly written: string;
  readonly verdict: Verdict;
}

export function isKeySetting(setting: Setting): setting is KeySetting {
  return setting.verdict !== undefined;
}

/** The subject of a path; undefined for keys that are none of our business. */
function subjectOf(path: string, target: KernelTarget): Subject | undefined {
  const fact = findKey(path);
  if (fact) return { kind: "key", key: keyAt(fact, target) };
  const mixed = withOwnSeparators(path);
  if (mixed !== undefined) return { kind: "misplaced", right: mixed };
  if (!looksLikeConntrack(path)) return undefined;
  const legacy = findLegacy(path);
  if (legacy) return { kind: "legacy", legacy };
  const parameter = moduleParameterOf(path);
  if (parameter) return { kind: "parameter", parameter: parameter.parameter, instead: parameter.sysctlInstead };
  const vendor = findVendor(path);
  if (vendor) return { kind: "vendor", vendor };
  const right = rightPlaceOf(path);
  return right === undefined ? { kind: "unknown" } : { kind: "misplaced", right };
}

/**
 * In order; at most one for each line of the editor's. Patterns and lines with placeholders are left out: of one line they
 * make several settings, or nobody knows which.
 */
export function settingsOf(document: SysctlDocument, target: KernelTarget, host: HostPart): readonly Setting[] {
  const settings: Setting[] = [];
  let last = -1;
  const { statements, eventOf } = appliedLines(document, host);
  for (const statement of statements) {
    const line = document.lines[statement.line];
    if (statement.kind !== "set" || !line || line.number === last || !isJudged(line)) continue;
    last = line.number;
    const setting = settingOf(line, statement, target, eventOf(statement));
    if (setting) settings.push(setting);
  }
  return settings;
}

function isJudged(line: Line): line is SettingLine {
  return line.kind === "setting" && !line.placeholder && !line.key.glob && !(line.key.odd && bareKey(line.key.text) !== undefined);
}

function settingOf(line: SettingLine, statement: SetStatement, target: KernelTarget, event: Event | undefined): Setting | undefined {
  const applied = event?.path ?? keyPath(statement.key);
  let subject = subjectOf(applied, target);
  let path = applied;
  // What the applier looks for may be none because of what it takes for a part of the key: then the author's is judged.
  if (subject?.kind !== "key" && applied !== line.key.path) {
    path = line.key.path;
    subject = subjectOf(path, target);
  }
  if (!subject) return undefined;
  const written = event?.result === "nothing-written" ? undefined : statement.value;
  const key = subject.kind === "key" ? subject.key : undefined;
  const isWritten = key && path === applied && key.present !== "no" && key.writable !== "no" && written !== undefined;
  return {
    line: path === applied ? asRead(line, statement) : line,
    statement,
    path,
    subject,
    written,
    verdict: isWritten ? verdictAlone(event?.verdict, key, written, target) : undefined,
    event,
  };
}

/** Only a bound that another key sets makes the verdict of the moment another one. */
function verdictAlone(ofTheMoment: Verdict | undefined, key: TargetKey, written: string, target: KernelTarget): Verdict {
  return ofTheMoment && ofTheMoment.cause?.kind !== "order" ? ofTheMoment : judge(key, written, target);
}

/** The line with the key and the value that the applier sees: blanks count, and where the line ends, as they do to it. */
function asRead(line: SettingLine, { key, keySpan, value, valueSpan }: SetStatement): SettingLine {
  if (value === line.value.text && keySpan.end === line.key.end) return line;
  const isOwnKey = key === line.key.text;
  return {
    ...line,
    key: isOwnKey ? line.key : { ...line.key, ...keySpan, text: key, path: keyPath(key) },
    value: { text: value, ...valueSpan },
  };
}
