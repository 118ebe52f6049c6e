// Whether the rules surely have no word on a file of a tree by itself: of very many files nearly all are so, and parsing each
// to find nothing takes longer than all else. Knows what the rules ask for, and none of what they find.
import { linesOf } from "../../boot/appliers/lines.ts";
import type { SetStatement, Statement } from "../../boot/appliers/statement.ts";
import type { HostConfiguration } from "../../boot/configuration.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { keyAt } from "../../kernel/at-target.ts";
import { findKey, usualKey } from "../../kernel/catalogue.ts";
import { asksForOthers, judge } from "../../kernel/judge.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import { variableOf } from "../../kernel/variable.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { parse } from "../../sysctl/parse.ts";
import type { RuleId } from "../docs.ts";
import { RULES } from "../index.ts";
import { contextOf } from "./context.ts";
import { isOdd } from "./odd-setting.ts";
import type { Rule } from "./rule.ts";
import type { KeySetting } from "./setting.ts";

/** Rules about lines and whole files that have no word on plain lines, each about another key, of which none is in force. */
const SILENT: readonly RuleId[] = [
  // About other lines than those.
  "syntax-error",
  "byte-order-mark",
  "control-comment",
  // About patterns, exclusions, two lines for one key, and keys that are bounded by others.
  "short-timeout",
  "duplicate-key",
  "threshold-order",
  // About what is in force.
  "bucket-ratio",
  "bucket-waste",
  "memory-budget",
  "keepalive-gap",
  // About scripts.
  "lost-at-reboot",
];

/** Rules that nobody has thought of here look at every file. */
export function lookingAtAll(): readonly Rule[] {
  return RULES.filter(({ id, checkLine, checkDocument }) => (checkLine || checkDocument) && !SILENT.includes(id));
}

/** For files as the configuration has them. */
export function silentFiles({ applier, target, winner }: HostConfiguration): (file: Pick<TreeFile, "reading">) => boolean {
  const isLookedAt = lookingAtAll().length > 0;
  const rules = RULES.flatMap(({ checkSetting }) => checkSetting ?? []);
  // Of a setting alone, no rule asks what document it is in.
  const context = contextOf(parse(""), { target, applier });
  const subjects = new Map<string, KeySetting["subject"] | undefined>();
  const subjectOf = (path: string): KeySetting["subject"] | undefined => {
    if (!subjects.has(path)) subjects.set(path, plainSubject(path, target));
    return subjects.get(path);
  };
  const isSilent = (statement: Statement, text: string): boolean => {
    const path = usualKey(statement.key)?.path;
    const subject = path === undefined ? undefined : subjectOf(path);
    if (!path || !subject || statement.kind !== "set" || winner(variableOf(path))?.statement === statement) return false;
    const verdict = judge(subject.key, statement.value, target);
    const line = new PlainLine(statement, path, text);
    const setting: KeySetting = { line, statement, path, subject, written: statement.value, verdict, event: undefined };
    return !isOdd(setting) && !rules.some((check) => check(setting, context));
  };
  return ({ reading }) => {
    if (reading.problem !== undefined) return false;
    const { all, plain } = linesOf(applier, { reading });
    if (!plain) return false;
    if (all.length === 0) return true;
    return !isLookedAt && all.every((statement) => isSilent(statement, reading.text));
  };
}

/** Undefined for a key on whose lines other rules than those of its own value have a word. */
function plainSubject(path: string, target: KernelTarget): KeySetting["subject"] | undefined {
  const fact = findKey(path);
  const key = fact && keyAt(fact, target);
  return key?.present === "yes" && key.writable === "yes" && !key.handlers.some(asksForOthers) ? { kind: "key", key } : undefined;
}

/** A line as parse() has it, of which the rules ask for nothing but where they have a word on it. */
class PlainLine implements SettingLine {
  private readonly statement: SetStatement;
  private readonly path: string;
  private readonly text: string;

  constructor(statement: SetStatement, path: string, text: string) {
    this.statement = statement;
    this.path = path;
    this.text = text;
  }

  get kind(): "setting" {
    return "setting";
  }

  get number(): number {
    return this.statement.line;
  }

  get start(): number {
    return this.text.lastIndexOf("\n", this.statement.start) + 1;
  }

  get end(): number {
    const after = /[\r\n]|$/g;
    after.lastIndex = this.statement.end;
    return after.exec(this.text)?.index ?? this.text.length;
  }

  get ignoreFailure(): boolean {
    return this.statement.ignoreFailure;
  }

  get blankAfterDash(): boolean {
    return false;
  }

  get key(): SettingLine["key"] {
    return { text: this.statement.key, ...this.statement.keySpan, path: this.path, glob: false, odd: false };
  }

  get equals(): number {
    return this.text.indexOf("=", this.statement.keySpan.end);
  }

  get value(): SettingLine["value"] {
    return { text: this.statement.value, ...this.statement.valueSpan };
  }

  get placeholder(): boolean {
    return false;
  }
}
