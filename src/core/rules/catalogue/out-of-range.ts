// Numbers outside of what the key takes.
import type { Verdict } from "../../kernel/judge.ts";
import type { Unit } from "../../kernel/key-fact.ts";
import { readNumber } from "../../kernel/number.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
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
  title: "The value is outside the range the kernel accepts",
  severity: "error",
  checkSetting({ line, subject, verdict }, { target }) {
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
        return `${text} is out of range; ${kernel} accepts no timeout below ${-cause.max}${target.hz === undefined ? " at any HZ" : ""}`;
      if (outcome === "unknown") return `${text} is rejected if HZ is above ${hzFor(line)}; every kernel accepts up to ${PORTABLE_SECONDS}`;
      const most = target.hz === undefined ? "21474836, less at a higher HZ" : `${cause.max} at HZ ${target.hz}`;
      return `${text} is too long for a timeout; ${kernel} accepts at most ${most}`;
    }
    case "wraps":
      if (outcome === "unknown") return `${text} wraps around in some builds of ${kernel}; write a smaller number`;
      return value === undefined
        ? `${text} wraps around in ${kernel}; the result depends on HZ`
        : `${text} wraps around in ${kernel}, which uses ${value}`;
    case "too-many-buckets":
      return `${text} is more than ${kernel} can allocate; write at most ${cause.max}`;
    case "range": {
      const range = cause.max > 2n ** 31n ? `${cause.min} or more` : `${cause.min} to ${cause.max}`;
      if (outcome === "ignores") return `${text} is out of range, and ${kernel} may skip it without an error; it accepts ${range}`;
      if (outcome === "unknown") return `${text} may be rejected: some builds of ${kernel} accept only ${range}`;
      return `${text} is out of range; ${kernel} accepts ${range}`;
    }
    default:
      return `${text} is out of range`;
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
