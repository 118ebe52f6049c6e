// Which texts to write to which key: the bounds of its handler, every way to write a number, and everything that is none.
// Plans only; measure.ts writes. The plans do not ask the judge: what it thinks must not choose what it is asked.
import type { TargetKey } from "../../src/core/kernel/at-target.ts";
import type { Handler } from "../../src/core/kernel/handler.ts";
import { largestBuckets } from "../../src/core/kernel/hash-table.ts";
import { HZ_CHOICES, type KernelTarget } from "../../src/core/kernel/target.ts";
import { randomText, seeded, seedOf } from "./random.ts";

export interface Plan {
  readonly path: string;
  readonly before: bigint;
  readonly given: Readonly<Record<string, bigint>>;
  readonly texts: readonly string[];
}

const INT_MAX = 2n ** 31n - 1n;
const INT_MIN = -(2n ** 31n);
const UINT_MAX = 2n ** 32n - 1n;
const LONG_MAX = 2n ** 63n - 1n;
const ULONG_MAX = 2n ** 64n - 1n;
const EDGES: readonly bigint[] = [INT_MAX, INT_MIN, UINT_MAX, LONG_MAX, -LONG_MAX - 1n, ULONG_MAX, -ULONG_MAX].flatMap(around);

/** The largest bucket count that is tried for real: 8 MiB on 64 bits. */
const MOST_BUCKETS = 1_048_576n;
/** Any value but 0 makes the kernel look for a logger, and perhaps load a module. */
const LOG_INVALID = "net/netfilter/nf_conntrack_log_invalid";
const RANDOM_TEXTS = 16;

/** Plans for a key as the running kernel has it; none where its handler cannot be tried without harm. */
export function plansFor(key: TargetKey, original: bigint, target: KernelTarget, current: (path: string) => bigint): readonly Plan[] {
  const handler = key.handlers[0];
  if (!handler || handler.kind === "one-way" || handler.kind === "unverified") return [];
  const { path } = key.fact;
  const safe = (texts: readonly string[]): readonly string[] =>
    [...new Set(texts)].filter((text) => handler.kind !== "buckets" || isHarmless(text, target));
  const plan = (before: bigint, sample: bigint, given: Plan["given"] = {}): Plan => {
    return { path, before, given, texts: safe([...bounds(handler, target, given).map(String), ...ways(sample)]) };
  };
  const random: Plan = { path, before: original, given: boundsNow(handler, current), texts: safe(randomTexts(path, handler)) };
  return [...fixedPlans(handler, path, original, current, plan), ...(random.texts.length === 0 ? [] : [random])];
}

function fixedPlans(
  handler: Handler,
  path: string,
  original: bigint,
  current: (path: string) => bigint,
  plan: (before: bigint, sample: bigint, given?: Plan["given"]) => Plan,
): readonly Plan[] {
  switch (handler.kind) {
    case "byte":
    case "int-range":
      // Of two values one is what was there before: both ways round, or "taken" and "left alone" look the same.
      if (handler.max - handler.min === 1) return [plan(0n, 1n), plan(1n, 0n)];
      if (path === LOG_INVALID) return [plan(original, 0n)];
      return [plan(original, handler.max < 7 ? BigInt(handler.max - 1) : handler.max < 1000 ? 7n : 4099n)];
    case "int":
    case "seconds":
      return [plan(original, 47n)];
    case "buckets":
      return [plan(original, 2048n), { path, before: original, given: {}, texts: ["1000", " 01750 ", "0x3e8"] }];
    case "ulong":
    case "int-order":
      return ordered(handler, original, current).map(({ before, sample, given }) => plan(before, sample, given));
    case "one-way":
    case "unverified":
      return [];
  }
}

function boundsNow(handler: Handler, current: (path: string) => bigint): Plan["given"] {
  if (handler.kind !== "ulong" && handler.kind !== "int-order") return {};
  const others = [handler.notAbove, handler.notBelow].filter((path) => path !== undefined);
  return Object.fromEntries(others.map((path) => [path, current(path)]));
}

/** A bounded key, with its bound where it is and close to both ends. */
function ordered(
  { notAbove, notBelow }: { readonly notAbove?: string; readonly notBelow?: string },
  original: bigint,
  current: (path: string) => bigint,
): readonly { readonly before: bigint; readonly sample: bigint; readonly given: Plan["given"] }[] {
  if (notAbove !== undefined) {
    return [
      { before: original, sample: 4096n, given: { [notAbove]: current(notAbove) } },
      { before: 1n, sample: 2n, given: { [notAbove]: 2n } },
      { before: 0n, sample: 0n, given: { [notAbove]: 0n } },
      { before: 7n, sample: 4096n, given: { [notAbove]: INT_MAX } },
    ];
  }
  if (notBelow !== undefined) {
    return [
      { before: original, sample: 5_000_000n, given: { [notBelow]: current(notBelow) } },
      { before: 7n, sample: 47n, given: { [notBelow]: 0n } },
      { before: 2000n, sample: 47n, given: { [notBelow]: 2000n } },
    ];
  }
  return [{ before: original, sample: 47n, given: {} }];
}

function bounds(handler: Handler, target: KernelTarget, given: Plan["given"]): readonly bigint[] {
  switch (handler.kind) {
    case "byte":
    case "int-range":
      return [handler.min, handler.min + 1, handler.max, 255, 127].map(BigInt).flatMap(around);
    case "seconds": {
      const ticks = [...HZ_CHOICES, ...(target.hz === undefined ? [] : [target.hz])].map(BigInt);
      const most = ticks.flatMap((hz) => [INT_MAX / hz, LONG_MAX / hz]);
      return [...most.flatMap(around), ...most.map((bound) => -bound).flatMap(around), 1n, 3600n, 432000n];
    }
    case "ulong":
    case "int-order":
      return [...Object.values(given), 0n, 65536n].flatMap(around);
    case "buckets": {
      const most = BigInt(largestBuckets(target));
      const pages = [1n, 256n, 512n, 1024n, 4096n, 65536n, 262144n, MOST_BUCKETS - 1n];
      return [...pages.flatMap(around), 1000n, 100000n, 1000000n, most + 1n, most + 512n, 2n ** 28n, 2n ** 29n, 2n ** 30n, -1n, -512n];
    }
    case "int":
      return [0n, 1n, 256n, 65536n].flatMap(around);
    case "one-way":
    case "unverified":
      return [];
  }
}

function around(value: bigint): readonly bigint[] {
  return [value - 1n, value, value + 1n];
}

/** The sample in every way to write it, with everything that may stand around it, and what is no number at all. */
function ways(sample: bigint): readonly string[] {
  const n = String(sample);
  const hex = sample.toString(16);
  const octal = sample.toString(8);
  const digits = (count: number): string => n.padStart(count, "0");
  return [
    ...EDGES.map(String),
    ...["", " ", "\t", "\v", "\f", "\r", "  \t ", "\0"],
    ...words(`0 -0 +0 00 -00 0x0 0X0 -0x0 0000000000000000000 000000000000000000000 ${n} +${n} -${n} --${n} -+${n} −${n}`),
    ...words(`0x${hex} 0X${hex} 0X${hex.toUpperCase()} 0x0${hex} -0x${hex} x${hex} ${hex}h #${hex} 0x 0X 0xg x`),
    ...words(`0${octal} 00${octal} -0${octal} 07 007 08 -08 09 018 0o7 0b1`),
    ...["0 ", "0x 1", `- ${n}`, ` - ${n}`, ` -${n}`, ` +${n}`, `${n}\v `, `${n} \v`, `${n} \r`, `= ${n}`],
    ...BLANKS.flatMap((blank) => [`${blank}${n}`, `${n}${blank}`, `${blank}${n}${blank}`]),
    ...words("h s m k K M G ms d min % e3 u L _000 ,000 '000 .0 .5 . , ; : # #note ;note //note note \\ h30m").map((unit) => n + unit),
    ...[" s", " k", " seconds", " 000", " # note", " #", "\t# note", " ; note", " // note", " /* note */", " \\"].map((rest) => n + rest),
    ...[" ", "\t", "  ", ",", ";", "-", "/", "\n"].map((between) => `${n}${between}${n}`),
    ...[` ${n} ${n}`, ` ${n} `, " -1", " 99999999999999999999999"].map((more) => n + more),
    ...words(`1h 64k 5s 1M .5 5.5 1e3 ½ ١٢ ５ "${n}" '${n}' \`${n}\` "${n} ${n}" (${n}) [${n}] {${n}} <${n}> $${n} =${n}`),
    ...words("on off yes no true false default max min none auto unlimited infinity NaN null abc a1 - + -- -x {{n}} @@N@@ * ~"),
    ...[19, 20, 21, 22, 25, 40].flatMap((count) => [digits(count), `-${digits(count - 1)}`, `0x${hex.padStart(count - 2, "0")}`]),
    ...[18, 19, 20, 21, 25, 40].flatMap((count) => ["9".repeat(count), `-${"9".repeat(count)}`, `0x${"f".repeat(count - 2)}`]),
    ...[18, 19, 20, 21, 40].flatMap((count) => [`1${"0".repeat(count - 1)}`, `0${"7".repeat(count - 1)}`]),
  ];
}

/** What isspace() knows, and what only looks blank. */
const BLANKS = [" ", "\t", "\v", "\f", "\r", "\n", "  \t", "\u00a0", "\ufeff", "\0"];

function words(text: string): readonly string[] {
  return text.split(" ");
}

function randomTexts(path: string, handler: Handler): readonly string[] {
  if (path === LOG_INVALID) return [];
  const random = seeded(seedOf(path));
  const likely = handler.kind === "byte" ? 9 : handler.kind === "seconds" ? 24 : handler.kind === "buckets" ? 17 : 31;
  return Array.from({ length: RANDOM_TEXTS }, (_, index) => randomText(random, index % 3 === 0 ? 70 : likely));
}

/**
 * Whether no number in the text is a bucket count that the kernel would really allocate and that is larger than we allow.
 * Counts beyond what it takes are refused before any memory is touched.
 */
function isHarmless(text: string, target: KernelTarget): boolean {
  const most = BigInt(largestBuckets(target));
  for (const [run, hex, digits = "0"] of text.matchAll(/0[xX]([0-9a-fA-F]+)|([0-9]+)/g)) {
    const readings = hex === undefined ? [digits, /^0[0-7]+$/.test(digits) ? `0o${digits}` : "0"] : [run.toLowerCase()];
    if (readings.map(BigInt).some((value) => isRisky(value, most))) return false;
  }
  return true;
}

function isRisky(value: bigint, most: bigint): boolean {
  return [value, BigInt.asUintN(32, value), BigInt.asUintN(32, -value)].some((count) => count > MOST_BUCKETS && count <= most);
}
