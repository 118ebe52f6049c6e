// Settings that were not applied, as programs complain at boot and later: systemd-sysctl, procps, BusyBox, shells,
// kube-proxy, the kernel on a module's option. Told by a conntrack name and a reason in one line, in any order.
import type { LogTime } from "./time.ts";

export type RefusalReason = "missing" | "invalid" | "denied" | "read-only" | "unknown";

export interface RefusedSetting {
  /** By path below /proc/sys, or `hashsize` and the like for an option of the module. */
  readonly key: string;
  /** What was to be written, where the line says it. */
  readonly value: string | null;
  readonly reason: RefusalReason;
  readonly time: LogTime | null;
  /** Lines that say so. */
  readonly lines: number;
  /** The first of them, at most 200 characters, as it is. */
  readonly sample: string;
}

const MOST_REFUSALS = 100;
const SHOWN_LENGTH = 200;

const REASONS: readonly (readonly [pattern: RegExp, reason: RefusalReason])[] = [
  [/no such file or directory|cannot stat|is an unknown key|can't open/i, "missing"],
  [/unknown parameter/i, "unknown"],
  [/invalid argument|' invalid for parameter|numerical result out of range|value too large|invalid value/i, "invalid"],
  [/permission denied|operation not permitted|not (?:allow|white)listed|is not allowed|not in a separate kernel namespace/i, "denied"],
  [/read-only file system/i, "read-only"],
];
const REASON =
  /no such file|cannot stat|unknown key|can't open|unknown parameter|invalid argument|' invalid for|out of range|too large|invalid value|permission denied|not permitted|not (?:allow|white)listed|is not allowed|separate kernel namespace|read-only file/i;
/** Programs that only read: nothing was to be set. */
const READS = /(?:^|\s)(?:cat|head|tail|grep|less|more|ls|wc|stat): /;

const KEY =
  /(?:\/proc\/sys\/|\b)(net[./](?:netfilter[./]nf_|ipv4[./]netfilter[./]ip_|ipv4[./]ip_|nf_)(?:conntrack|flowtable)_[a-z0-9_]{1,60})(?:["']? ?= ?["']?(\d{1,20})\b)?/;
const FILE = /\/sys\/module\/nf_conntrack\/parameters\/([a-z_]{1,40})/;
const OPTION = /\bparameter [`'"]?([a-z_]{1,40})/;
const VALUE = /\bwrite '([^']{1,60})' to|\bvalue[=:] ?"?(\d{1,20})|' to '?(\d{1,20})\b|\bto (\d{1,20})\b|`([^'`]{0,40})' invalid for/;

export class Refusals {
  readonly #found = new Map<string, RefusedSetting>();

  /** Whether the message is such a complaint; it is kept then. */
  take(message: string, time: LogTime | undefined): boolean {
    if (!REASON.test(message) || READS.test(message)) return false;
    const key = keyOf(message);
    const reason = REASONS.find(([pattern]) => pattern.test(message))?.[1];
    if (key === undefined || reason === undefined) return false;
    const known = this.#found.get(`${key} ${reason}`);
    if (!known && this.#found.size >= MOST_REFUSALS) return true;
    const value =
      KEY.exec(message)?.[2] ??
      VALUE.exec(message)
        ?.slice(1)
        .find((group) => group !== undefined) ??
      null;
    const first = known ?? { key, value, reason, time: time ?? null, lines: 0, sample: message.slice(0, SHOWN_LENGTH) };
    this.#found.set(`${key} ${reason}`, { ...first, lines: first.lines + 1 });
    return true;
  }

  all(): readonly RefusedSetting[] {
    return [...this.#found.values()];
  }
}

function keyOf(message: string): string | undefined {
  const key = KEY.exec(message)?.[1];
  if (key !== undefined) return key.replaceAll(".", "/");
  return (FILE.exec(message) ?? (message.includes("nf_conntrack") ? OPTION.exec(message) : undefined))?.[1];
}
