// Numbers outside of what the key takes.

import type { Verdict } from "../../kernel/judge.ts";
import type { Unit } from "../../kernel/key-fact.ts";
import { readNumber } from "../../kernel/number.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
import { numberSpan, numberText, quotedNumber, writeValue } from "../engine/edits.ts";
import type { Severity } from "../engine/finding.ts";
import { defineRule } from "../engine/rule.ts";
import { kernelName } from "../engine/words.ts";

interface Data {
  readonly line: SettingLine;
  /** The nearest value that every kernel in question takes. */
  readonly nearest: bigint | undefined;
}

/** INT_MAX / HZ at the highest HZ: no kernel refuses it. */
const PORTABLE_SECONDS = 2147483n;

export const outOfRange = defineRule<Data>({
  id: "out-of-range",
  severity: "error",
  checkOddSetting({ line, subject, verdict }, { target }) {
    if (subject.kind !== "key" || !verdict?.cause) return;
    const { cause } = verdict;
    if (cause.kind !== "range" && cause.kind !== "seconds-range" && cause.kind !== "too-many-buckets" && cause.kind !== "wraps") return;
    return {
      span: numberSpan(line),
      kernel: verdict.outcome,
      severity: severityOf(verdict),
      message: message(line, verdict, target),
      key: dotted(subject.key.fact.path),
      data: { line, nearest: nearest(verdict, line, subject.key.fact.unit) },
    };
  },
  fix: ({ line, nearest }) => (nearest === undefined ? [] : [writeValue(line, nearest.toString(), "suggestion")]),
});

function severityOf(verdict: Verdict): Severity {
  return verdict.outcome === "refuses" ? "error" : "warning";
}

function message(line: SettingLine, { cause, outcome, value }: Verdict, target: KernelTarget): string {
  const text = quotedNumber(line);
  const kernel = kernelName(target);
  switch (cause?.kind) {
    case "seconds-range": {
      if (isNegative(line))
        return target.hz === undefined
          ? say("{text} is out of range; {kernel} accepts no timeout below {least} at any HZ", { text, kernel, least: -cause.max })
          : say("{text} is out of range; {kernel} accepts no timeout below {least}", { text, kernel, least: -cause.max });
      if (outcome === "unknown")
        return say("{text} is rejected if HZ is above {hz}; every kernel accepts up to {max}", {
          text,
          hz: hzFor(line),
          max: PORTABLE_SECONDS,
        });
      return target.hz === undefined
        ? say("{text} is too long for a timeout; {kernel} accepts at most 21474836, less at a higher HZ", { text, kernel })
        : say("{text} is too long for a timeout; {kernel} accepts at most {max} at HZ {hz}", {
            text,
            kernel,
            max: cause.max,
            hz: target.hz,
          });
    }
    case "wraps":
      if (outcome === "unknown") return say("{text} wraps around in some builds of {kernel}; write a smaller number", { text, kernel });
      return value === undefined
        ? say("{text} wraps around in {kernel}; the result depends on HZ", { text, kernel })
        : say("{text} wraps around in {kernel}, which uses {value}", { text, kernel, value });
    case "too-many-buckets":
      return say("{text} is more than {kernel} can allocate; write at most {max}", { text, kernel, max: cause.max });
    case "range": {
      const range =
        cause.max > 2n ** 31n ? say("{min} or more", { min: cause.min }) : say("{min} to {max}", { min: cause.min, max: cause.max });
      if (outcome === "ignores")
        return say("{text} is out of range, and {kernel} may skip it without an error; it accepts {range}", { text, kernel, range });
      if (outcome === "unknown") return say("{text} may be rejected: some builds of {kernel} accept only {range}", { text, kernel, range });
      return say("{text} is out of range; {kernel} accepts {range}", { text, kernel, range });
    }
    default:
      return say("{text} is out of range", { text });
  }
}

function isNegative(line: SettingLine): boolean {
  return numberText(line).startsWith("-");
}

/** The highest HZ at which a timeout still fits. */
function hzFor(line: SettingLine): bigint {
  const reading = readNumber(numberText(line));
  return reading.ok && reading.value > 0n ? 2147483647n / reading.value : 100n;
}

/** The nearest value that every kernel in question takes; undefined where there is none to name. */
function nearest({ cause }: Verdict, line: SettingLine, unit: Unit): bigint | undefined {
  switch (cause?.kind) {
    case "seconds-range":
      return isNegative(line) ? undefined : PORTABLE_SECONDS;
    case "wraps":
      if (isNegative(line)) return undefined;
      return unit === "seconds" ? PORTABLE_SECONDS : unit === "switch" ? 1n : 2147483647n;
    case "too-many-buckets":
      return isNegative(line) ? undefined : cause.max;
    case "range":
      return isNegative(line) || numberText(line) === "0" ? cause.min : cause.max;
    default:
      return undefined;
  }
}
