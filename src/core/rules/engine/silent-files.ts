// Whether the rules surely have no word on a file of a tree by itself: of very many files nearly all are so, and parsing each
// to find nothing takes longer than all else. Knows what the rules ask for, and none of what they find.
import { linesOf } from "../../boot/appliers/lines.ts";
import type { SetStatement, Statement } from "../../boot/appliers/statement.ts";
import type { HostConfiguration } from "../../boot/configuration.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { keyAt, type TargetKey } from "../../kernel/at-target.ts";
import { findKey, usualKey } from "../../kernel/catalogue.ts";
import { asksForOthers, judge, type Verdict } from "../../kernel/judge.ts";
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

/** Longer files are looked at closely: each line is compared to all others. */
const FEW = 16;

/** For files as the configuration has them. */
export function silentFiles({ applier, target, winner }: HostConfiguration): (file: Pick<TreeFile, "reading">) => boolean {
  const isLookedAt = lookingAtAll().length > 0;
  const rules = RULES.flatMap(({ checkSetting }) => checkSetting ?? []);
  // Of a setting alone, no rule asks what document it is in.
  const context = contextOf(parse(""), { target, applier });
  const keys = new Map<string, TargetKey | undefined>();
  const keyOf = (path: string): TargetKey | undefined => {
    if (!keys.has(path)) keys.set(path, plainKey(path, target));
    return keys.get(path);
  };
  const isSilent = (statement: Statement, text: string): boolean => {
    if (statement.kind !== "set") return false;
    const path = usualKey(statement.key)?.path;
    const key = path === undefined ? undefined : keyOf(path);
    if (!key || winner(variableOf(key.fact.path))?.statement === statement) return false;
    const setting = settingOf(statement, key, judge(key, statement.value, target), text);
    return !isOdd(setting) && !rules.some((check) => check(setting, context));
  };
  return ({ reading }) => {
    if (reading.problem !== undefined) return false;
    const { all, plain } = linesOf(applier, { reading });
    if (!plain) return false;
    if (all.length === 0) return true;
    if (isLookedAt || all.length > FEW || isRepeating(all)) return false;
    return all.every((statement) => isSilent(statement, reading.text));
  };
}

/** Undefined for one on whose lines other rules than those of its own value have a word. */
function plainKey(path: string, target: HostConfiguration["target"]): TargetKey | undefined {
  const fact = findKey(path);
  const key = fact && keyAt(fact, target);
  return key?.present === "yes" && key.writable === "yes" && !key.handlers.some(asksForOthers) ? key : undefined;
}

function isRepeating(all: readonly Statement[]): boolean {
  const variable = ({ key }: Statement): string => variableOf(usualKey(key)?.path ?? key);
  return all.length > 1 && all.some((statement, index) => all.findIndex((other) => variable(other) === variable(statement)) < index);
}

/** As contextOf makes it of a parsed line. */
function settingOf(statement: SetStatement, key: TargetKey, verdict: Verdict, text: string): KeySetting {
  const { path } = key.fact;
  const { line: number, keySpan, value, valueSpan } = statement;
  const feed = text.indexOf("\n", statement.end);
  const line: SettingLine = {
    kind: "setting",
    number,
    start: text.lastIndexOf("\n", statement.start) + 1,
    end: feed < 0 ? text.length : feed,
    ignoreFailure: false,
    blankAfterDash: false,
    key: { text: statement.key, start: keySpan.start, end: keySpan.end, path, glob: false, odd: false },
    equals: text.indexOf("=", keySpan.end),
    value: { text: value, start: valueSpan.start, end: valueSpan.end },
    placeholder: false,
  };
  return { line, statement, path, subject: { kind: "key", key }, written: value, verdict, event: undefined };
}
