// What a kernel does with a written value: refuse it, take it, take something else, or say yes and do nothing.
import type { TargetKey } from "./at-target.ts";
import { type Conversions, conversionsOf } from "./conversions.ts";
import type { Ceiling, Handler } from "./handler.ts";
import { actualBuckets } from "./hash-table.ts";
import { CURRENT_RULES, type NumberProblem, type NumberReading, readNumber } from "./number.ts";
import type { KernelTarget } from "./target.ts";

export type Outcome =
  /** The write fails, or there is nothing to write to. */
  | "refuses"
  /** The write succeeds and another value than the written one is in force. */
  | "alters"
  /** The write succeeds, or never happens, and the old value stays. */
  | "ignores"
  | "accepts"
  /** The sources at hand do not decide it for this target. */
  | "unknown";

type Cause =
  | { readonly kind: "not-a-number"; readonly problem: NumberProblem }
  | { readonly kind: "range"; readonly min: bigint; readonly max: bigint }
  /** A timeout over INT_MAX / HZ. `max` is the bound for that HZ. */
  | { readonly kind: "seconds-range"; readonly max: bigint; readonly hz: number }
  /** Beyond the current value of another key. */
  | { readonly kind: "order"; readonly other: string; readonly bound: bigint }
  | { readonly kind: "too-many-buckets"; readonly max: bigint }
  /** The number does not fit the variable, and this kernel does not check. */
  | { readonly kind: "wraps" }
  /** Bucket counts go up to whole pages. */
  | { readonly kind: "rounds" }
  /** Once 1, the switch stays 1. */
  | { readonly kind: "one-way" }
  | { readonly kind: "unverified" };

export interface Verdict {
  readonly outcome: Outcome;
  /** What is in force afterwards, where the write decides it. */
  readonly value?: bigint;
  /** What it may become, ascending, where the possible builds make different numbers of it and none takes it as it is. */
  readonly values?: readonly bigint[];
  /** What the file shows then, where that is another number (negative timeouts, 6.19 to 7.1). */
  readonly shown?: bigint;
  readonly cause?: Cause;
  readonly reading: NumberReading;
}

/**
 * Current value of another key, for handlers bounded by it; undefined where nobody knows. In the namespace that is written
 * to, or in the initial one, which need not be the same.
 */
export type CurrentValue = (path: string, where?: "initial") => bigint | undefined;

type Result = Omit<Verdict, "reading">;

const INT_MAX = 2147483647n;
const INT_MIN = -2147483648n;
/** INT_MAX / HZ at the highest HZ there is: no kernel refuses a shorter timeout. */
const SHORT_ENOUGH = 2147483n;

/** Verdicts of a key that asks for no other key's value: an edit changes one line, and the others say what they said before. */
interface Kept {
  readonly target: KernelTarget;
  readonly verdicts: Map<string, Verdict>;
}

const kept = new WeakMap<TargetKey, Kept>();
const MOST_KEPT = 64;
const LONGEST_KEPT = 24;

/** The verdict of the target kernel. "unknown" where its possible builds or versions disagree. */
export function judge(key: TargetKey, written: string, target: KernelTarget, current: CurrentValue = () => undefined): Verdict {
  if (written.length > LONGEST_KEPT || key.handlers.some(asksForOthers)) return judged(key, written, target, current);
  let known = kept.get(key);
  if (known?.target !== target) {
    known = { target, verdicts: new Map() };
    kept.set(key, known);
  }
  const { verdicts } = known;
  const before = verdicts.get(written);
  if (before) return before;
  const verdict = judged(key, written, target, current);
  if (verdicts.size >= MOST_KEPT) verdicts.clear();
  verdicts.set(written, verdict);
  return verdict;
}

/** Whether what it takes depends on the value of another key. */
export function asksForOthers(handler: Handler): boolean {
  return handler.kind === "ulong" || handler.kind === "int-order";
}

function judged(key: TargetKey, written: string, target: KernelTarget, current: CurrentValue): Verdict {
  const reading = readNumber(written);
  const builds = conversionsOf(target, hzMatters(key, reading));
  let agreed: Verdict | undefined;
  let all: Verdict[] | undefined;
  for (const build of builds) {
    const asRead = sameRules(build) ? reading : readNumber(written, build);
    for (const handler of key.handlers) {
      const verdict = distorted({ ...apply(handler, asRead, target, build, current), reading: asRead });
      agreed ??= verdict;
      if (verdict.outcome !== agreed.outcome || verdict.value !== agreed.value || verdict.shown !== agreed.shown) {
        all ??= [];
        all.push(agreed, verdict);
      }
    }
  }
  if (!agreed) return { outcome: "unknown", cause: { kind: "unverified" }, reading };
  return all ? disagreement(all, agreed.reading) : agreed;
}

/** A number that was cut or wrapped before the handler saw it is taken as another. */
function distorted(verdict: Verdict): Verdict {
  const changed = verdict.outcome === "accepts" && verdict.reading.ok && verdict.reading.distorted;
  return changed ? { ...verdict, outcome: "alters", cause: { kind: "wraps" } } : verdict;
}

/** HZ matters only for timeouts that no HZ rules in; elsewhere one build stands for all. */
function hzMatters(key: TargetKey, reading: NumberReading): boolean {
  if (!reading.ok) return reading.problem === "overflow" || reading.problem === "too-long";
  return (reading.value > SHORT_ENOUGH || reading.value < -SHORT_ENOUGH) && key.handlers.some((handler) => handler.kind === "seconds");
}

function sameRules(build: Conversions): boolean {
  return (
    build.tooManyDigits === CURRENT_RULES.tooManyDigits &&
    build.anySpaceEnds === CURRENT_RULES.anySpaceEnds &&
    build.longOverflow === CURRENT_RULES.longOverflow &&
    build.longBits === CURRENT_RULES.longBits
  );
}

/** What can still be said where the possible builds disagree. */
function disagreement(verdicts: readonly Verdict[], reading: NumberReading): Verdict {
  const worst = verdicts.find((verdict) => verdict.outcome !== "accepts");
  const taken = verdicts.find((verdict) => verdict.outcome === "accepts");
  const outcome = agreedOutcome(new Set(verdicts.map((verdict) => verdict.outcome)));
  const values = outcome === "alters" ? verdicts.flatMap(({ value }) => (value === undefined ? [] : [value])) : [];
  return {
    outcome,
    reading,
    ...(values.length === 0 ? {} : { values: [...new Set(values)].sort((a, b) => (a < b ? -1 : 1)) }),
    ...(worst?.cause ? { cause: worst.cause } : {}),
    ...(taken?.value === undefined ? {} : { value: taken.value }),
  };
}

/** None takes it as it is written: then it is lost one way or the other, and the milder way is what we claim. */
function agreedOutcome(outcomes: ReadonlySet<Outcome>): Outcome {
  if (outcomes.has("accepts") || outcomes.has("unknown")) return "unknown";
  if (outcomes.has("alters")) return outcomes.size === 1 ? "alters" : "unknown";
  return outcomes.has("ignores") ? "ignores" : "refuses";
}

function apply(handler: Handler, reading: NumberReading, target: KernelTarget, build: Conversions, current: CurrentValue): Result {
  if (handler.kind === "unverified") return { outcome: "unknown", cause: { kind: "unverified" } };
  // Text that is no number fails with EINVAL in every handler of every kernel.
  if (!reading.ok) return { outcome: "refuses", cause: { kind: "not-a-number", problem: reading.problem } };
  const { value, negative } = reading;
  switch (handler.kind) {
    case "int":
      return asInt(value, build.intOverflow);
    case "int-range":
      return within(asInt(value, build.rangedIntOverflow), BigInt(handler.min), BigInt(handler.max));
    case "byte":
      return negative ? outside(BigInt(handler.min), BigInt(handler.max)) : within(accept(value), BigInt(handler.min), BigInt(handler.max));
    case "seconds":
      return asSeconds(value, build);
    case "ulong": {
      const max = (1n << BigInt(build.longBits)) - 1n;
      if (negative) return { outcome: build.ulongNegative, cause: { kind: "range", min: 0n, max } };
      return ordered(accept(value), handler, current, build.ulongOutOfRange);
    }
    case "int-order":
      return ordered(within(asInt(value, build.rangedIntOverflow), BigInt(handler.min), INT_MAX), handler, current, "refuses");
    case "buckets":
      return asBuckets(value, target, build);
    case "one-way":
      return within(asInt(value, build.rangedIntOverflow), 0n, 1n);
  }
}

function accept(value: bigint): Result {
  return { outcome: "accepts", value };
}

function outside(min: bigint, max: bigint): Result {
  return { outcome: "refuses", cause: { kind: "range", min, max } };
}

function asInt(value: bigint, overflow: "wraps" | "refuses"): Result {
  if (value <= INT_MAX && value >= INT_MIN) return accept(value);
  if (overflow === "refuses") return outside(INT_MIN, INT_MAX);
  return { outcome: "alters", value: BigInt.asIntN(32, value), cause: { kind: "wraps" } };
}

/** Holds a result, wrapped or not, against bounds. */
function within(taken: Result, min: bigint, max: bigint): Result {
  return taken.value !== undefined && taken.value >= min && taken.value <= max ? taken : outside(min, max);
}

function asSeconds(value: bigint, build: Conversions): Result {
  const { hz, secondsBound, longBits } = build;
  const size = value < 0n ? -value : value;
  const max = BigInt(Math.floor(Number(INT_MAX) / hz));
  if (size <= max) return value < 0n ? { ...accept(value), ...garbled(value, build) } : accept(value);
  const ticks = BigInt(hz);
  const refused: Result = { outcome: "refuses", cause: { kind: "seconds-range", max, hz } };
  if (secondsBound === "int") return refused;
  if (secondsBound === "long") {
    const longMax = (1n << BigInt(longBits - 1)) - 1n;
    if (size > longMax / ticks) return refused;
    // The product is cut to an int, and read back in whole seconds.
    return { outcome: "alters", value: BigInt.asIntN(32, value * ticks) / ticks, cause: { kind: "wraps" } };
  }
  const product = BigInt.asUintN(longBits, size * ticks);
  if (product > INT_MAX) return refused;
  const taken = (value < 0n ? -product : product) / ticks;
  return { outcome: "alters", value: taken, cause: { kind: "wraps" }, ...garbled(taken, build) };
}

/** A negative number of ticks, divided as an unsigned long and only then made negative. Right where 7.0.13 was asked. */
function garbled(seconds: bigint, { hz, hzKnown, longBits, negativeSecondsShown }: Conversions): { readonly shown?: bigint } {
  if (seconds >= 0n || negativeSecondsShown === "right" || !hzKnown) return {};
  const ticks = BigInt(hz);
  return { shown: -BigInt.asUintN(longBits, -(BigInt.asUintN(longBits, seconds * ticks) / ticks)) };
}

function ordered(
  taken: Result,
  { notAbove, notBelow, ceiling }: { readonly notAbove?: string; readonly notBelow?: string; readonly ceiling?: Ceiling },
  current: CurrentValue,
  unwanted: "refuses" | "ignores",
): Result {
  if (taken.value === undefined) return taken;
  const upper = notAbove === undefined ? undefined : current(notAbove);
  if (notAbove !== undefined && upper !== undefined && taken.value > upper) {
    return { outcome: unwanted, cause: { kind: "order", other: notAbove, bound: upper } };
  }
  const lower = notBelow === undefined ? undefined : current(notBelow);
  if (notBelow !== undefined && lower !== undefined && taken.value < lower) {
    return { outcome: unwanted, cause: { kind: "order", other: notBelow, bound: lower } };
  }
  return ceiling === undefined ? taken : below(taken, ceiling, current, unwanted);
}

/**
 * Held against the initial namespace's value, where somebody knows it. Else it is at most what it began with; and beyond the
 * value of the namespace that is written to it is open: that may be the initial one, or one that was lowered below it.
 */
function below(taken: Result, { path, atMost }: Ceiling, current: CurrentValue, unwanted: "refuses" | "ignores"): Result {
  const { value = 0n } = taken;
  const bound = current(path, "initial") ?? atMost;
  if (value > bound) return { outcome: unwanted, cause: { kind: "order", other: path, bound } };
  const own = current(path, "initial") === undefined ? current(path) : undefined;
  if (own === undefined || value <= own) return taken;
  return { outcome: "unknown", value, cause: { kind: "order", other: path, bound: own } };
}

function asBuckets(value: bigint, target: KernelTarget, build: Conversions): Result {
  const taken = asInt(value, build.intOverflow);
  const max = BigInt(build.largestBuckets);
  if (taken.value === undefined || taken.value === 0n) return outside(1n, max);
  // A negative int is a huge unsigned one to the allocator.
  if (taken.value < 0n || taken.value > max) return { outcome: "refuses", cause: { kind: "too-many-buckets", max } };
  const actual = BigInt(actualBuckets(target, Number(taken.value), build.page));
  return actual === value ? accept(value) : { outcome: "alters", value: actual, cause: { kind: "rounds" } };
}
