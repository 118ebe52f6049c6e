// Numbers as people write and read them: counts, bytes, durations, shares. Text that is not understood is undefined.

const GROUPED = /^\d{1,3}(?:,\d{3})+$|^\d{1,3}(?:_\d{3})+$|^\d{1,3}(?:[ \u00a0\u202f]\d{3})+$/;
const PLAIN = /^(?:0|[1-9]\d*)(?:\.\d+)?$|^\.\d+$/;
const PREFIXES = "kmgtp";
const BYTE_UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/**
 * A number without sign or unit: `262144`, `1.5`, `1_000_000`, `262,144`, `262 144`.
 * A leading zero is refused: people mean decimal where the kernel reads octal.
 */
function readNumber(text: string): number | undefined {
  if (GROUPED.test(text)) return readNumber(text.replace(/[,_ \u00a0\u202f]/g, ""));
  if (!PLAIN.test(text)) return undefined;
  const value = Number(text);
  return value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

/** A number of anything, fractions included: `1000`, `0.5`, `1,250`. */
export function parseNumber(text: string): number | undefined {
  return readNumber(text.trim());
}

/** A share of 1: `25 %` or `0.25`. */
export function parseShare(text: string): number | undefined {
  const trimmed = text.trim();
  const percent = trimmed.endsWith("%");
  const value = readNumber((percent ? trimmed.slice(0, -1) : trimmed).trim());
  return value === undefined || !percent ? value : value / 100;
}

/** A number, and the letters behind it in lower case. */
function splitUnit(text: string): readonly [number: string, unit: string] {
  let end = text.length;
  while (end > 0 && isLetter(text.charCodeAt(end - 1))) end--;
  return [text.slice(0, end), text.slice(end).toLowerCase()];
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function scaled(number: string, prefix: string | undefined): number | undefined {
  const value = readNumber(number.trim());
  if (value === undefined) return undefined;
  const power = prefix === undefined || prefix === "" ? 0 : PREFIXES.indexOf(prefix.toLowerCase()) + 1;
  const result = Math.round(value * 1024 ** power);
  return result <= Number.MAX_SAFE_INTEGER ? result : undefined;
}

/**
 * A count of entries or buckets: `262144`, `256k`, `0x40000`, `1.5M`. k, M and G are powers of 1024, as the field
 * says "256k" for 262144 and tables are powers of two; 1.5M is 1,572,864. A fraction left over is rounded.
 */
export function parseCount(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^0x[0-9a-f]{1,13}$/i.test(trimmed)) return Number(trimmed);
  const [number, unit] = splitUnit(trimmed);
  return /^(?:[kmg]i?)?$/.test(unit) ? scaled(number, unit[0]) : undefined;
}

/** Bytes: `8G`, `512 MiB`, `8GB`, `16301234 kB`. All prefixes are powers of 1024, as memory is sold and /proc prints. */
export function parseBytes(text: string): number | undefined {
  const [number, unit] = splitUnit(text.trim());
  return /^(?:[kmgtp](?:i?b)?|b|bytes?)?$/.test(unit) ? scaled(number, unit.startsWith("b") ? "" : unit[0]) : undefined;
}

interface DurationUnit {
  readonly seconds: number;
  readonly names: RegExp;
  readonly print: (count: number) => string;
}

const DURATIONS: readonly DurationUnit[] = [
  { seconds: 604800, names: /^(?:w|weeks?)$/, print: () => "" },
  { seconds: 86400, names: /^(?:d|days?)$/, print: (n) => (n === 1 ? "1 day" : `${formatCount(n)} days`) },
  { seconds: 3600, names: /^(?:h|hrs?|hours?)$/, print: (n) => `${n} h` },
  { seconds: 60, names: /^(?:m|mins?|minutes?)$/, print: (n) => `${n} min` },
  { seconds: 1, names: /^(?:s|secs?|seconds?)$/, print: (n) => `${n} s` },
];

/** Seconds: `7440`, `2 h`, `5d`, `90m`, `1h30m`, `2 h 4 min`. m is minutes; units run from large to small. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (trimmed.startsWith("-")) {
    const positive = /^-\s*-/.test(trimmed) ? undefined : parseDuration(trimmed.slice(1));
    return positive === undefined ? undefined : positive === 0 ? 0 : -positive;
  }
  const bare = readNumber(trimmed);
  if (bare !== undefined) return bare;
  let rest = trimmed;
  let smallest = Number.POSITIVE_INFINITY;
  let total = 0;
  while (rest !== "") {
    const match = /^([\d.,_]+)\s*([a-z]+)\s*/.exec(rest);
    const value = readNumber(match?.[1] ?? "");
    const unit = DURATIONS.find(({ names }) => names.test(match?.[2] ?? ""));
    if (!match || value === undefined || !unit || unit.seconds >= smallest) return undefined;
    smallest = unit.seconds;
    total += value * unit.seconds;
    rest = rest.slice(match[0].length);
  }
  return smallest === Number.POSITIVE_INFINITY || total > Number.MAX_SAFE_INTEGER ? undefined : total;
}

/** What stands for a number that is none: it never comes from valid input, yet a page must print something. */
function odd(value: number): string {
  if (Number.isNaN(value)) return "?";
  return value > 0 ? "∞" : "-∞";
}

/** `262,144`; a fraction is rounded. */
export function formatCount(count: number): string {
  if (!Number.isFinite(count)) return odd(count);
  const rounded = Math.round(Math.abs(count));
  const digits = BigInt(rounded).toString();
  let grouped = digits.slice(-3);
  for (let end = digits.length - 3; end > 0; end -= 3) grouped = `${digits.slice(Math.max(0, end - 3), end)},${grouped}`;
  return count < 0 && rounded !== 0 ? `-${grouped}` : grouped;
}

/** A number of anything with up to three decimals: `0.25`, `1,000`, `12.5`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return odd(value);
  const [whole = "0", decimals = ""] = Math.abs(value).toFixed(3).split(".");
  const fraction = decimals.replace(/0{1,3}$/, "");
  const text = fraction === "" ? formatCount(Number(whole)) : `${formatCount(Number(whole))}.${fraction}`;
  return value < 0 && text !== "0" ? `-${text}` : text;
}

/** How often a second, three digits: `0.25`, `13.1`, `2,180`. */
export function formatRate(perSecond: number): string {
  return perSecond < 100 ? String(Number(perSecond.toPrecision(3))) : formatCount(perSecond);
}

/** Three digits or more where they say something: 9.62, 66, 98.2. */
function shortNumber(value: number): string {
  const digits = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return String(Number(value.toFixed(digits)));
}

/** `66 MiB`, `256 bytes`; powers of 1024, three digits. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return odd(bytes);
  if (bytes < 0) return `-${formatBytes(-bytes)}`;
  const whole = Math.round(bytes);
  if (whole < 1024) return whole === 1 ? "1 byte" : `${whole} bytes`;
  let value = whole;
  let power = 0;
  while (power < BYTE_UNITS.length - 1 && Math.round(value) >= 1024) {
    value /= 1024;
    power++;
  }
  const text = value >= 1000 ? formatCount(value) : shortNumber(value);
  return `${text} ${BYTE_UNITS[power]}`;
}

/** `5 days`, `2 h 4 min`, `0 s`: exact for whole seconds; below ten seconds one decimal is kept. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return odd(seconds);
  const size = Math.abs(seconds);
  let left = size < 9.95 ? Math.round(size * 10) / 10 : Math.round(size);
  if (left === 0) return "0 s";
  // Beyond exact whole numbers there are no seconds left to tell.
  if (left > Number.MAX_SAFE_INTEGER) return `${formatCount(seconds / 86400)} days`;
  const parts: string[] = [];
  for (const unit of DURATIONS.slice(1)) {
    const count = unit.seconds === 1 ? left : Math.floor(left / unit.seconds);
    if (count === 0) continue;
    parts.push(unit.print(count));
    left -= count * unit.seconds;
  }
  return `${seconds < 0 ? "-" : ""}${parts.join(" ")}`;
}

/** `59.4 %`, `0.8 %`, `0.02 %`: from a share of 1. Neither something nor nearly everything is rounded away. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return odd(share);
  if (share < 0) return `-${formatShare(-share)}`;
  const percent = share * 100;
  if (percent === 0) return "0 %";
  if (percent < 0.001) return "< 0.001 %";
  if (percent < 100 && percent >= 99.95) return "> 99.9 %";
  if (percent < 0.1) return `${Number(percent.toPrecision(1))} %`;
  return percent < 999.95 ? `${Number(percent.toFixed(1))} %` : `${formatCount(percent)} %`;
}
