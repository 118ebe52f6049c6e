// The number an author meant by text the kernel refuses: 1h, 64k, "600", yes.

import type { Unit } from "../../kernel/key-fact.ts";
import { formatCount, parseCount, parseDuration } from "../../units/units.ts";
import { say } from "../../words/say.ts";

export interface Meant {
  readonly value: string;
  /** Two readings are possible: 0600 in quotes, 1M of seconds. */
  readonly doubtful?: boolean;
  /** How we came to it, for a menu: "1 hour". */
  readonly why?: string;
}

/** Digits of East Asian keyboards. */
export const FULL_WIDTH = /[\uff10-\uff19]/g;
const ON = /^(?:on|yes|true|enabled?)$/i;
const OFF = /^(?:off|no|false|disabled?)$/i;

/** What the text most likely means in the key's unit; undefined where that would be a guess. */
export function meantNumber(text: string, unit: Unit): Meant | undefined {
  const comment = text.search(/[#;]/);
  const value = (comment < 0 ? text : text.slice(0, comment)).trim();
  if (value.length > 64) return undefined;
  const bare = value
    .replace(/^=\s*/, "")
    .replace(/[,;]$/, "")
    .replace(/^(["'“”‘’])(.*)(["'“”‘’])$/, "$2")
    .replace(/[\u00a0\u200b\ufeff]/g, "")
    .replace(FULL_WIDTH, (digit) => digit.normalize("NFKC"))
    .trim();
  if (/^\+?\d{1,20}$/.test(bare)) return { value: decimal(bare), ...(/^\+?0\d/.test(bare) ? { doubtful: true } : {}) };
  if (/^0[xX][0-9a-fA-F]{1,16}$/.test(bare)) return { value: bare };
  if (/^\d{1,3}(?:[,_']\d{3})+$/.test(bare)) return { value: bare.replace(/[,_']/g, "") };
  if (unit === "switch" && ON.test(bare)) return { value: "1", why: "on" };
  if (unit === "switch" && OFF.test(bare)) return { value: "0", why: "off" };
  if (unit === "seconds") {
    const seconds = /^\d/.test(bare) ? parseDuration(bare) : undefined;
    if (seconds === undefined || !Number.isSafeInteger(seconds)) return undefined;
    return { value: String(seconds), why: say("{bare} in seconds", { bare }), ...(/M/.test(bare) ? { doubtful: true } : {}) };
  }
  if (unit === "switch" || unit === "mode" || unit === "protocol") return undefined;
  const count = /^\d/.test(bare) ? parseCount(bare) : undefined;
  return count !== undefined && Number.isSafeInteger(count) ? { value: String(count), why: `${bare}: ${formatCount(count)}` } : undefined;
}

/** Without the sign and the zeros that would make it octal. */
function decimal(digits: string): string {
  return digits.replace(/^\+/, "").replace(/^0+(?=\d)/, "");
}
