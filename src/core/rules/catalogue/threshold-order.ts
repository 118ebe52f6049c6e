// The two thresholds of IPv6 reassembly, written so that one crosses the other.
import { dotted } from "../../sysctl/key-path.ts";
import { numberSpan, quotedNumber } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { isKeySetting, type KeySetting } from "../engine/setting.ts";
import { kernelName, shortName } from "../engine/words.ts";

interface Data {
  readonly refused: KeySetting;
  /** The line that would have to come first, where the two values do agree with each other. */
  readonly other: KeySetting | undefined;
}

export const thresholdOrder = defineRule<Data>({
  id: "threshold-order",
  title: "One threshold is beyond the other",
  severity: "error",
  *checkDocument({ settings, host, target }) {
    for (const setting of settings) {
      const verdict = setting.event?.verdict;
      if (verdict?.cause?.kind !== "order" || !isKeySetting(setting)) continue;
      const { other: otherPath, bound } = verdict.cause;
      if (otherPath === setting.path) {
        yield {
          span: numberSpan(setting.line),
          kernel: verdict.outcome,
          severity: verdict.outcome === "refuses" ? "error" : "warning",
          message:
            verdict.outcome === "unknown"
              ? `${quotedNumber(setting.line)} is above the current ${bound}: ${kernelName(target)} rejects it, except in a container`
              : `${quotedNumber(setting.line)} is above the current ${bound}, and ${kernelName(target)} can only lower this threshold`,
          key: dotted(setting.path),
          data: { refused: setting, other: undefined },
        };
        continue;
      }
      const name = shortName(setting.path);
      const low = name.includes("low");
      const other = settings.findLast(
        (candidate): candidate is KeySetting => candidate.path === otherPath && candidate.verdict?.value !== undefined,
      );
      const agreed =
        other !== undefined &&
        setting.verdict.value !== undefined &&
        other.verdict.value !== undefined &&
        (low ? setting.verdict.value <= other.verdict.value : setting.verdict.value >= other.verdict.value);
      const advice = agreed ? `write ${shortName(otherPath)} first` : `write ${bound} or ${low ? "less" : "more"}`;
      const isSet = other !== undefined || host.configuration.winner(otherPath) !== undefined;
      yield {
        span: numberSpan(setting.line),
        kernel: verdict.outcome,
        // Where nothing that we see sets the other one, a file that we do not see may have set it before.
        severity: verdict.outcome === "refuses" && isSet ? "error" : "warning",
        message: `${quotedNumber(setting.line)} is ${low ? "above" : "below"} the ${low ? "high" : "low"} threshold, ${isSet ? "at that point" : "by default"} ${bound}; ${advice}`,
        key: dotted(setting.path),
        ...(other ? { related: [{ ...other.line.key, message: "The other threshold" }] } : {}),
        data: { refused: setting, other: agreed && other.line.start > setting.line.start ? other : undefined },
      };
    }
  },
  fix({ refused, other }, { document }) {
    if (!other) return [];
    const [first, second] = [refused.line, other.line];
    return [
      {
        title: "Swap the two lines",
        safety: "suggestion",
        edits: [
          { start: Math.max(first.start, document.contentStart), end: first.end, text: document.text.slice(second.start, second.end) },
          { start: second.start, end: second.end, text: document.text.slice(Math.max(first.start, document.contentStart), first.end) },
        ],
      },
    ];
  },
});
