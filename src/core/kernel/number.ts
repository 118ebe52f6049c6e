// Numbers as kernel/sysctl.c reads them (proc_get_long, strtoul_lenient): read in source, measured on 6.18.44.

export type NumberProblem =
  /** Nothing but blanks was written. */
  | "empty"
  /** The first character (after an optional `-`) is no digit. */
  | "no-digit"
  /** Something other than a blank follows the digits. */
  | "trailing"
  /** More characters than the kernel's buffer holds, whatever they would add up to. */
  | "too-long"
  /** Does not fit an unsigned long. */
  | "overflow";

export type NumberReading =
  | {
      readonly ok: true;
      readonly value: bigint;
      /** A minus sign was there: -0 is not 0 to every handler. */
      readonly negative: boolean;
      readonly base: 8 | 10 | 16;
      /** Digits were cut off, or the number wrapped around: it is not the one that was written. */
      readonly distorted: boolean;
      /** What stands after the number and the blank that ends it. The kernel drops it. */
      readonly rest: string;
    }
  | { readonly ok: false; readonly problem: NumberProblem };

/** What differs between kernels; conversions.ts says which has which. */
export interface NumberRules {
  /** Numbers longer than the buffer are refused, or cut to its 20 characters and taken. */
  readonly tooManyDigits: "refuses" | "cuts";
  /** Every isspace() character ends a number, not only blank, tab and line feed. */
  readonly anySpaceEnds: boolean;
  readonly longOverflow: "refuses" | "wraps";
  readonly longBits: 32 | 64;
}

/** What current kernels do, on 64 bits. */
export const CURRENT_RULES: NumberRules = { tooManyDigits: "refuses", anySpaceEnds: false, longOverflow: "refuses", longBits: 64 };

/** Characters of a number that fit the kernel's buffer (TMPBUFLEN). */
const BUFFER = 20;

/** Reads the first number of a written text, blanks before it skipped. */
export function readNumber(written: string, rules: NumberRules = CURRENT_RULES): NumberReading {
  // What nearly every file says; the kernels differ only beyond.
  if (/^[1-9][0-9]{0,8}$/.test(written)) return { ok: true, value: BigInt(written), negative: false, base: 10, distorted: false, rest: "" };
  const whole = written.replace(/^[ \t\n\v\f\r]+/, "");
  if (whole === "") return bad("empty");
  const cut = rules.tooManyDigits === "cuts" && /^-?[0-9][0-9a-fA-FxX]{20,}/.test(whole);
  const text = cut ? whole.slice(0, BUFFER) : whole;
  const negative = text.startsWith("-") && text.length > 1;
  const digits = negative ? text.slice(1) : text;
  if (!/^[0-9]/.test(digits)) return bad("no-digit");
  const base = digits[0] !== "0" ? 10 : /^0[xX][0-9a-fA-F]/.test(digits) ? 16 : 8;
  // A lone 0 is octal zero; "08" is octal 0 followed by a stray 8.
  const pattern = base === 16 ? /^0[xX][0-9a-fA-F]+/ : base === 8 ? /^[0-7]+/ : /^[0-9]+/;
  const number = pattern.exec(digits)?.[0] ?? "";
  if ((negative ? 1 : 0) + number.length > BUFFER) return bad("too-long");
  const after = digits.slice(number.length);
  const exact = BigInt(base === 8 && number.length > 1 ? `0o${number.slice(1)}` : number.replace("X", "x"));
  const magnitude = BigInt.asUintN(rules.longBits, exact);
  if (magnitude !== exact && rules.longOverflow === "refuses") return bad("overflow");
  const end = rules.anySpaceEnds ? /^[ \t\n\v\f\r]/ : /^[ \t\n]/;
  if (after !== "" && !end.test(after)) return bad("trailing");
  return {
    ok: true,
    value: negative ? -magnitude : magnitude,
    negative,
    base: number === "0" ? 10 : base,
    distorted: cut || magnitude !== exact,
    rest: after.trim(),
  };
}

function bad(problem: NumberProblem): NumberReading {
  return { ok: false, problem };
}
