// The two thresholds of IPv6 reassembly, written so that one crosses the other.

import { dotted } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
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
              ? say("{value} is above the current {bound}: {kernel} rejects it, except in a container", {
                  value: quotedNumber(setting.line),
                  bound,
                  kernel: kernelName(target),
                })
              : say("{value} is above the current {bound}, and {kernel} can only lower this threshold", {
                  value: quotedNumber(setting.line),
                  bound,
                  kernel: kernelName(target),
                }),
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
      const isSet = other !== undefined || host.configuration.winner(otherPath) !== undefined;
      yield {
        span: numberSpan(setting.line),
        kernel: verdict.outcome,
        // Where nothing that we see sets the other one, a file that we do not see may have set it before.
        severity: verdict.outcome === "refuses" && isSet ? "error" : "warning",
        message: beyond(low, isSet, {
          value: quotedNumber(setting.line),
          bound,
          first: agreed ? shortName(otherPath) : undefined,
        }),
        key: dotted(setting.path),
        ...(other ? { related: [{ ...other.line.key, message: say("The other threshold") }] } : {}),
        data: { refused: setting, other: agreed && other.line.start > setting.line.start ? other : undefined },
      };
    }
  },
  fix({ refused, other }, { document }) {
    if (!other) return [];
    const [first, second] = [refused.line, other.line];
    return [
      {
        title: say("Swap the two lines"),
        safety: "suggestion",
        edits: [
          { start: Math.max(first.start, document.contentStart), end: first.end, text: document.text.slice(second.start, second.end) },
          { start: second.start, end: second.end, text: document.text.slice(Math.max(first.start, document.contentStart), first.end) },
        ],
      },
    ];
  },
});

interface Beyond {
  readonly value: string;
  readonly bound: bigint;
  /** The key to be written before this one, where both agree. */
  readonly first: string | undefined;
}

/** `isSet`: by a line, not by the kernel's default alone. */
function beyond(low: boolean, isSet: boolean, { value, bound, first }: Beyond): string {
  const values = { value, bound };
  if (first !== undefined) {
    const ordered = { ...values, first };
    if (low)
      return isSet
        ? say("{value} is above the high threshold, at that point {bound}; write {first} first", ordered)
        : say("{value} is above the high threshold, by default {bound}; write {first} first", ordered);
    return isSet
      ? say("{value} is below the low threshold, at that point {bound}; write {first} first", ordered)
      : say("{value} is below the low threshold, by default {bound}; write {first} first", ordered);
  }
  if (low)
    return isSet
      ? say("{value} is above the high threshold, at that point {bound}; write {bound} or less", values)
      : say("{value} is above the high threshold, by default {bound}; write {bound} or less", values);
  return isSet
    ? say("{value} is below the low threshold, at that point {bound}; write {bound} or more", values)
    : say("{value} is below the low threshold, by default {bound}; write {bound} or more", values);
}
