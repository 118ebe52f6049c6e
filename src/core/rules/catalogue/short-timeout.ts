// Timeouts short enough to hurt traffic.

import type { Steps } from "../../advice/advice.ts";
import { stepsFor } from "../../advice/timeout-steps.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { formatDuration } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { numberSpan, quotedNumber, writeValue } from "../engine/edits.ts";
import type { Fix } from "../engine/finding.ts";
import { coveredByPatterns } from "../engine/patterns.ts";
import { defineRule } from "../engine/rule.ts";
import type { KeySetting } from "../engine/setting.ts";
import { isKeySetting } from "../engine/setting.ts";
import { quoted, shortName } from "../engine/words.ts";

interface Data {
  readonly setting: KeySetting;
  readonly steps: Steps;
}

export const shortTimeout = defineRule<Data | undefined>({
  id: "short-timeout",
  severity: "warning",
  checkSetting(setting) {
    if (!isKeySetting(setting) || setting.verdict.value === undefined || setting.verdict.value <= 0n) return;
    const steps = stepsFor(setting.subject.key.fact.path);
    const value = Number(setting.verdict.value);
    if (!steps || value >= steps.information) return;
    const hurts = value < steps.warning;
    return {
      span: numberSpan(setting.line),
      severity: hurts ? "warning" : "information",
      kernel: setting.verdict.outcome,
      message: `${say("{value} is short; write {least} or more", {
        value: quotedNumber(setting.line),
        least: `${steps.information}${minutes(steps.information)}`,
      })}: ${steps.harm}`,
      key: dotted(setting.subject.key.fact.path),
      data: { setting, steps },
    };
  },
  *checkDocument(context) {
    for (const covered of coveredByPatterns(context)) {
      const short = covered.flatMap(({ path, value, ...rest }) => {
        const steps = stepsFor(path);
        return steps && value > 0 && value < steps.information ? [{ path, value, steps, ...rest }] : [];
      });
      const worst = short.find(({ value, steps }) => value < steps.warning) ?? short[0];
      if (!worst) continue;
      const { line, path, steps, value } = worst;
      yield {
        span: line.value,
        severity: value < steps.warning ? "warning" : "information",
        kernel: "accepts",
        message: say("The pattern covers {key}, for which {value} is short; write {least} or more", {
          key: shortName(path).replace("nf_conntrack_", ""),
          value: quoted(line.value.text, 12),
          least: String(steps.information),
        }),
        key: dotted(path),
        data: undefined,
      };
    }
  },
  fix: (data) => (data ? written(data) : []),
});

/** In words, where a number of seconds is not read at a glance. */
function minutes(seconds: number): string {
  return seconds < 120 ? "" : ` (${formatDuration(seconds)})`;
}

function written({ setting, steps }: Data): readonly Fix[] {
  return [writeValue(setting.line, String(steps.information), "suggestion", formatDuration(steps.information))];
}
