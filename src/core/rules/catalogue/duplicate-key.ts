// One kernel variable set more than once in a file.

import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { type Context, isKeySetting, type KeySetting } from "../engine/context.ts";
import type { Fix } from "../engine/finding.ts";
import { type Replay, variableOf } from "../engine/replay.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted, shortName } from "../engine/words.ts";

export const duplicateKey = defineRule<SettingLine>({
  id: "duplicate-key",
  title: "The same key is set twice",
  severity: "warning",
  docs: {
    why: "Only one of the lines is in force at the end, and which one depends on the program that applies the file. procps and BusyBox write every line in turn, so the last one that the kernel takes wins. `systemd-sysctl` collects first and writes each key once: the last text counts, even if the kernel then refuses it, and a repeated value keeps its first place. `net.nf_conntrack_max` and `net.netfilter.nf_conntrack_max` are one variable under two names. A `-key` line without a value takes an earlier setting back in systemd. The finding is on the line that does not count.",
    examples: [
      {
        bad: "net.netfilter.nf_conntrack_max = 131072\nnet.nf_conntrack_max = 262144\n",
        good: "net.nf_conntrack_max = 262144\n",
      },
      {
        bad: "net.netfilter.nf_conntrack_acct = 1\nnet/netfilter/nf_conntrack_acct = 1\n",
        good: "net.netfilter.nf_conntrack_acct = 1\n",
      },
    ],
    sources: [
      "measured with systemd-sysctl 252, procps 4.0.2 and BusyBox 1.35",
      "net.nf_conntrack_max: net/netfilter/nf_conntrack_standalone.c",
    ],
  },
  *checkDocument(context) {
    for (const [setting, exclusion] of context.replay.cancelled) {
      yield {
        span: setting.line.key,
        kernel: "ignores",
        message: `${quoted(shortName(setting.line.key.path), 50)} is taken back in line ${exclusion.number + 1}: systemd-sysctl leaves the key alone`,
        related: [{ ...exclusion.key, message: "The exclusion" }],
        data: setting.line,
      };
    }
    // Branches of a template: which of the lines will be there is not known.
    if (context.document.lines.some((line) => line.kind === "malformed" && line.placeholder)) return;
    const tried = lastTried(context.replay);
    for (const [variable, group] of groups(context)) {
      const last = tried.get(variable);
      // Nothing of the group is reached where BusyBox gives up above it.
      if (group.length < 2 || !last) continue;
      // Where the kernel takes none of them: the one that is tried last.
      const winner = context.replay.effective.get(variable)?.setting ?? last;
      for (const setting of group) {
        if (setting === winner) continue;
        const same = setting.written === winner.written;
        const line = winner.line.number + 1;
        yield {
          span: setting.line.key,
          severity: same ? "hint" : "warning",
          kernel: context.replay.replaced.has(setting) ? "ignores" : setting.verdict.outcome,
          message: message(quoted(shortName(setting.line.key.path), 50), line, same, winner),
          key: dotted(setting.subject.key.fact.path),
          related: [{ start: winner.line.key.start, end: winner.line.key.end, message: "This line counts" }],
          data: setting.line,
        };
      }
    }
  },
  fix: (line, { document }): readonly Fix[] => {
    const next = document.lines[line.number + 1];
    return [
      {
        title: "Remove the line",
        safety: "suggestion",
        edits: [{ start: Math.max(line.start, document.contentStart), end: next?.start ?? line.end, text: "" }],
      },
    ];
  },
});

function message(name: string, line: number, same: boolean, winner: KeySetting): string {
  if (same) return `${name} is set to the same value in line ${line}`;
  if (winner.verdict.outcome === "refuses") return `${name} is set in line ${line} too, and that value is refused: neither counts`;
  return `${name} is set in line ${line} too, and there it ends as ${quoted(winner.line.value.text, 20)}`;
}

/** Settings by variable. */
function groups({ settings }: Context): ReadonlyMap<string, readonly KeySetting[]> {
  const byVariable = new Map<string, KeySetting[]>();
  for (const setting of settings) {
    if (!isKeySetting(setting)) continue;
    const variable = variableOf(setting);
    const group = byVariable.get(variable);
    if (group) group.push(setting);
    else byVariable.set(variable, [setting]);
  }
  return byVariable;
}

/** By variable: the setting that is written last, taken or not. */
function lastTried({ writes }: Replay): ReadonlyMap<string, KeySetting> {
  return new Map(writes.map(({ setting }) => [variableOf(setting), setting]));
}
