// How each kind of number is read and shown.

import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatShare,
  parseBytes,
  parseCount,
  parseDuration,
  parseNumber,
  parseShare,
} from "../../units/units.ts";
import { say } from "../../words/say.ts";

export interface NumberKind {
  /** Beside the field and for screen readers; empty where the input says it better. */
  readonly unit: string;
  readonly parse: (text: string) => number | undefined;
  /** Text that parses to the same number again. */
  readonly format: (value: number) => string;
  /** What to write instead of text that is not understood. */
  readonly like: string;
}

export const COUNT: NumberKind = {
  unit: "",
  parse: parseCount,
  format: formatCount,
  like: say("Enter a count such as 262144, 256k or 0x40000."),
};
export const BYTES: NumberKind = { unit: "bytes", parse: parseBytes, format: exactBytes, like: say("Enter a size such as 512M or 8G.") };
export const SECONDS: NumberKind = {
  unit: "seconds",
  parse: parseDuration,
  format: exactDuration,
  like: say("Enter a time such as 120, 2 h or 5d."),
};
export const SHARE: NumberKind = {
  unit: "share",
  parse: parseShare,
  format: formatShare,
  like: say("Enter a share such as 25 % or 0.25."),
};
export const NUMBER: NumberKind = { unit: "", parse: parseNumber, format: formatNumber, like: say("Enter a number such as 1000 or 0.5.") };

/** Sizes are shown rounded; where that would change the number, the bytes are shown. */
function exactBytes(value: number): string {
  const short = formatBytes(value);
  return parseBytes(short.replaceAll(",", "")) === value ? short : String(value);
}

function exactDuration(value: number): string {
  const short = formatDuration(value);
  return parseDuration(short) === value ? short : `${value} s`;
}
