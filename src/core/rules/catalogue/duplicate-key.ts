// One kernel variable set more than once in a file.

import type { Statement } from "../../boot/appliers/statement.ts";
import type { HostConfiguration } from "../../boot/configuration.ts";
import type { KeyFact } from "../../kernel/key-fact.ts";
import { variableOf } from "../../kernel/variable.ts";
import type { ExclusionLine, SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { keptWith } from "../../text/kept-with.ts";
import { say } from "../../words/say.ts";
import type { Context } from "../engine/context.ts";
import type { Fix } from "../engine/finding.ts";
import { homeOf } from "../engine/host-words.ts";
import { defineRule } from "../engine/rule.ts";
import { isKeySetting, type KeySetting, type Setting } from "../engine/setting.ts";
import { quoted, shortened, shortName, TAKES_EFFECT } from "../engine/words.ts";

export const duplicateKey = defineRule<SettingLine>({
  id: "duplicate-key",
  severity: "warning",
  *checkDocument(context) {
    for (const setting of context.settings) {
      const exclusion = takenBackBy(setting, context);
      if (!exclusion) continue;
      yield {
        span: setting.line.key,
        kernel: "ignores",
        message: say("{path} is excluded by line {number}, so systemd-sysctl does not set it", {
          path: quoted(shortName(setting.line.key.path), 50),
          number: lineName(exclusion.number, context),
        }),
        related: [{ ...exclusion.key, message: say("The exclusion") }],
        data: setting.line,
      };
    }
    // Branches of a template: which of the lines will be there is not known.
    if (context.document.lines.some((line) => line.kind === "malformed" && line.placeholder)) return;
    if (context.settings.every((setting) => isAlone(setting, context))) return;
    for (const group of groups(context)) {
      const winner = group.length < 2 ? undefined : winnerOf(group, context);
      if (!winner) continue;
      const line = lineName(winner.line.number, context);
      const related = [{ start: winner.line.key.start, end: winner.line.key.end, message: TAKES_EFFECT }];
      // The same for all of them, but where one variable has two names.
      let path: string | undefined;
      let fact: KeyFact | undefined;
      let name = "";
      let key = "";
      let messages: { same?: string; other?: string } = {};
      for (const setting of group) {
        if (setting === winner) continue;
        if (setting.line.key.path !== path || setting.subject.key.fact !== fact) {
          ({ path } = setting.line.key);
          ({ fact } = setting.subject.key);
          name = quoted(shortName(path), 50);
          key = dotted(fact.path);
          messages = {};
        }
        const same = setting.written === winner.written;
        messages[same ? "same" : "other"] ??= message(name, line, same, winner);
        yield {
          span: setting.line.key,
          severity: same ? "hint" : "warning",
          kernel: isPassedOver(setting) ? "ignores" : setting.verdict.outcome,
          message: messages[same ? "same" : "other"] ?? "",
          key,
          related,
          data: setting.line,
        };
      }
    }
  },
  fix: (line, { document }): readonly Fix[] => {
    const next = document.lines[line.number + 1];
    return [
      {
        title: say("Remove the line"),
        safety: "suggestion",
        edits: [{ start: Math.max(line.start, document.contentStart), end: next?.start ?? line.end, text: "" }],
      },
    ];
  },
});

/** As the text has it that the author sees. */
function lineName(line: number, { embedding }: Context): number {
  return embedding?.hostLine(line) ?? line + 1;
}

function message(name: string, line: number, same: boolean, winner: KeySetting): string {
  if (same) return say("{name} is also set in line {line}, to the same value", { name, line });
  if (winner.verdict.outcome === "refuses")
    return say("{name} is also set in line {line}, which the kernel rejects: neither takes effect", { name, line });
  return say("{name} is overridden by line {line} ({value})", { name, line, value: shortened(winner.line.value.text, 20) });
}

/** The line of the file with which systemd-sysctl leaves the key alone after all. */
function takenBackBy({ event }: Setting, { document, host }: Context): ExclusionLine | undefined {
  if (event?.result !== "cancelled" || !event.by || homeOf(event.by.file) !== host.home) return undefined;
  const line = document.lines[event.by.statement.line];
  return line?.kind === "exclusion" ? line : undefined;
}

/** Whether no line of the file can take the place of this one: that which is in force is the only one of its kind. */
function isAlone(setting: Setting, { host }: Context): boolean {
  return !isKeySetting(setting) || host.configuration.winner(variableOf(setting.path))?.statement === setting.statement;
}

/** Settings by variable, those of one variable together. */
function groups({ settings }: Context): Iterable<readonly KeySetting[]> {
  const byVariable = new Map<string, KeySetting[]>();
  for (const setting of settings) {
    if (!isKeySetting(setting)) continue;
    const variable = variableOf(setting.path);
    const group = byVariable.get(variable);
    if (group) group.push(setting);
    else byVariable.set(variable, [setting]);
  }
  return byVariable.values();
}

/**
 * Of lines for one key the one that counts: the last that the kernel takes, or where it takes none of them, the last that
 * is tried, or kept until another file sets the key. Undefined where the applier gets to none of them.
 */
function winnerOf(group: readonly KeySetting[], { host }: Context): KeySetting | undefined {
  const place = (setting: KeySetting): number => orderIn(host.configuration).get(setting.statement) ?? -1;
  const last = (of: readonly KeySetting[]): KeySetting | undefined =>
    of.reduce<KeySetting | undefined>((best, one) => (best && place(best) > place(one) ? best : one), undefined);
  const reached = group.filter(({ event }) => event !== undefined);
  const tried = reached.filter((setting) => !isPassedOver(setting));
  return last(tried.filter(isTaken)) ?? last(tried) ?? last(reached.filter(({ event }) => event?.result === "replaced"));
}

/** Where each line stands among those that are written. */
const orderIn = keptWith(
  ({ events }: HostConfiguration): ReadonlyMap<Statement, number> => new Map(events.map(({ statement }, index) => [statement, index])),
);

function isTaken({ event }: KeySetting): boolean {
  return event?.result === "taken" || event?.result === "unchanged";
}

/** Another line stands for it, or took its place, before anything was written. */
function isPassedOver({ event }: KeySetting): boolean {
  const result = event?.result;
  return result === "replaced" || result === "repeated" || result === "cancelled" || result === "excluded";
}
