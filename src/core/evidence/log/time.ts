// When a log line was written, in all the ways that dmesg, syslog, journalctl, klog and logcat say it. Knows no clock.
import { say } from "../../words/say.ts";
import { monthNamed } from "./months.ts";

export interface LogTime {
  /** As the log has it. */
  readonly text: string;
  /** Seconds of one clock: comparable with those of the same clock only. */
  readonly seconds: number;
  /**
   * wall: since 1970, in UTC where the log says so and else as it stands. year: the same in a year that is not named.
   * uptime: since the kernel started.
   */
  readonly clock: "wall" | "year" | "uptime";
}

const CLOCK = "(\\d{2}):(\\d{2}):(\\d{2})(?:[.,](\\d{1,9}))?(?: ([AP]M)\\b)?";
/**
 * A month's name in any language, or its number with the sign for one: journalctl, dmesg -T and date follow the locale.
 * U+FFFD stands for a letter of another encoding than UTF-8.
 */
const MONTH = "([\\p{L}\ufffd][\\p{L}\\p{M}\ufffd.]{1,11}\\d{0,2}|\\d{1,2}[月월])";
const BEFORE = "(?<![\\p{L}\\p{M}\ufffd.\\d])";
const ZONE = "(?: (?:[A-Z]{2,5}|[+-]\\d{2}:?\\d{2}))?";

/** 2026-11-23T07:33:00.123456+01:00 (rsyslog, journalctl -o short-iso, dmesg --time-format=iso), 2026-11-23 07:33:00. */
const ISO = new RegExp(`\\b(\\d{4})[-/](\\d{2})[-/](\\d{2})[T ]${CLOCK} ?(Z|UTC|[+-]\\d{2}:?\\d{2})?`);
/** [Mon Nov 23 07:33:00 2026] (dmesg -T), Mon Nov 23 07:33:00 PM CET 2026 (date). */
const HUMAN = new RegExp(`${BEFORE}${MONTH} {1,2}(\\d{1,2})\\.? ${CLOCK}${ZONE} (\\d{4})\\b`, "u");
/** Nov 23 2026 07:33:00 (RFC 3164 with a year). */
const YEAR_FIRST = new RegExp(`${BEFORE}${MONTH} {1,2}(\\d{1,2}),? (\\d{4}) ${CLOCK}`, "u");
/** 23 Nov 2026 07:33:00, 23/Nov/2026:07:33:00 (web servers), 23. Nov 07:33:00 CET 2026 (date): the year in front or behind. */
const DAY_FIRST = new RegExp(`(?<!\\d)(\\d{1,2})\\.?[ /-]{1,2}${MONTH}(?:[ /-](\\d{4})[ :]| )${CLOCK}(?:${ZONE} (\\d{4})\\b)?`, "u");
/** 23.11.2026 07:33:00, as pages of routers show it. */
const DOTTED = new RegExp(`(?<![\\d.])(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}),? ${CLOCK}`);
/** 2026年 11月 23日 月曜日 07:33:00 (date in Japanese, Chinese, Korean). */
const SIGNED = new RegExp(`(\\d{4})[年년] ?(\\d{1,2})[月월] ?(\\d{1,2})[日일](?: [^\\s\\d]{1,6})? ${CLOCK}`);
/** nov/23/2026 07:33:00, nov/23 07:33:00 (RouterOS). */
const SLASHED = new RegExp(`${BEFORE}([a-z]{3})/(\\d{2})(?:/(\\d{4}))? ${CLOCK}`);
/** Nov 23 07:33:00 (syslog, journalctl). */
const SYSLOG = new RegExp(`${BEFORE}${MONTH} {1,2}(\\d{1,2})\\.? ${CLOCK}`, "u");
/** [12345.678901], [    0.123456] (dmesg), [12345.678901@0] (some vendors), [12345.678901 <    0.000002>] (dmesg -d). */
const UPTIME = /\[ {0,12}(\d{1,10})\.(\d{1,9})(?:@\d{1,4})?(?: <[ \d.+-]{1,30}>| {1,30})?\]/;
/** 1795420295.123456 host kernel: (journalctl -o short-unix). */
const UNIX = /^(\d{9,11})\.(\d{1,9}) /;
/** 4,1234,5678901234,-;text (/dev/kmsg): microseconds. */
const KMSG = /^\d{1,5},\d{1,20},(\d{1,20}),[-c+][^;]{0,80};/;
/** I1123 07:33:00.123456 (klog), 11-23 07:33:00.123 (logcat). */
const NUMBERED = new RegExp(`^[IWEF]?(\\d{2})-?(\\d{2}) ${CLOCK}`);

/** The time of a line; undefined where it names none. Only the part before the message is looked at. */
export function timeOf(line: string): LogTime | undefined {
  const head = line.slice(0, 160);
  return isoTime(head) ?? signedTime(head) ?? namedTime(head) ?? numberedTime(head) ?? unixTime(head) ?? uptimeOf(head);
}

function isoTime(head: string): LogTime | undefined {
  const match = ISO.exec(head);
  if (!match) return undefined;
  const [text, year, month, day, hour, minute, second, fraction, half, zone = "Z"] = match;
  const seconds = utc(Number(year), Number(month) - 1, Number(day), [hour, minute, second, fraction, half]) - zoneSeconds(zone);
  return { text: text.trim(), seconds, clock: "wall" };
}

/** With the month by its name. */
function namedTime(head: string): LogTime | undefined {
  const human = HUMAN.exec(head);
  if (human) return named(human[0], human[8], human[1], human[2], human.slice(3, 8));
  const yearFirst = YEAR_FIRST.exec(head) ?? SLASHED.exec(head);
  if (yearFirst) return named(yearFirst[0], yearFirst[3], yearFirst[1], yearFirst[2], yearFirst.slice(4, 9));
  const dayFirst = DAY_FIRST.exec(head);
  if (dayFirst) return named(dayFirst[0], dayFirst[3] ?? dayFirst[9], dayFirst[2], dayFirst[1], dayFirst.slice(4, 9));
  const plain = SYSLOG.exec(head);
  return plain ? named(plain[0], undefined, plain[1], plain[2], plain.slice(3, 8)) : undefined;
}

/** Hours, minutes, seconds, their fraction, and AM or PM. */
type Clock = readonly (string | undefined)[];

function named(text: string, year: string | undefined, month = "", day: string | undefined, clock: Clock): LogTime {
  // A month in a language that is not known still tells how long it lasted; a leap year, so that 29 February has a place.
  const seconds = utc(Number(year ?? 1972), monthNamed(month) ?? 0, Number(day), clock);
  return { text, seconds, clock: year === undefined ? "year" : "wall" };
}

/** All of it in numbers, with the year. */
function signedTime(head: string): LogTime | undefined {
  const signed = SIGNED.exec(head);
  const dotted = signed ?? DOTTED.exec(head);
  if (!dotted) return undefined;
  const [text, first, month, last, ...clock] = dotted;
  const [year, day] = signed ? [first, last] : [last, first];
  return { text, seconds: utc(Number(year), Number(month) - 1, Number(day), clock), clock: "wall" };
}

function numberedTime(head: string): LogTime | undefined {
  const match = NUMBERED.exec(head);
  if (!match) return undefined;
  const [text, month, day, ...clock] = match;
  return { text, seconds: utc(1972, Number(month) - 1, Number(day), clock), clock: "year" };
}

function unixTime(head: string): LogTime | undefined {
  const match = UNIX.exec(head);
  return match ? { text: match[0].trim(), seconds: Number(`${match[1]}.${match[2]}`), clock: "wall" } : undefined;
}

function uptimeOf(head: string): LogTime | undefined {
  const kmsg = KMSG.exec(head);
  if (kmsg)
    return { text: say("{seconds} s after boot", { seconds: Number(kmsg[1]) / 1e6 }), seconds: Number(kmsg[1]) / 1e6, clock: "uptime" };
  const match = UPTIME.exec(head);
  return match ? { text: match[0], seconds: Number(`${match[1]}.${match[2]}`), clock: "uptime" } : undefined;
}

function utc(year: number, month: number, day: number, [hour, minute, second, fraction, half]: Clock): number {
  // 12 AM is midnight, 12 PM noon.
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === "PM" ? 12 : 0);
  return Date.UTC(year, month, day, hours, Number(minute), Number(second)) / 1000 + Number(`0.${fraction ?? 0}`);
}

function zoneSeconds(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === "-" ? -seconds : seconds;
}

/** From microseconds since 1970, as the journal's JSON has them. */
export function journalTime(microseconds: string): LogTime | undefined {
  return /^\d{1,17}$/.test(microseconds) ? since1970(Number(microseconds) / 1e6) : undefined;
}

/** From a number since 1970: seconds, or a thousandth, millionth or billionth of them by how long it is. */
export function numberedSince1970(number: number): LogTime | undefined {
  if (!(number >= 1e8 && number < 1e20)) return undefined;
  return since1970(number < 1e11 ? number : number < 1e14 ? number / 1e3 : number < 1e17 ? number / 1e6 : number / 1e9);
}

function since1970(seconds: number): LogTime | undefined {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : { text: date.toISOString(), seconds, clock: "wall" };
}

/** Seconds from one time to another; undefined where their clocks differ. A year that is not named may have ended. */
export function secondsBetween(from: LogTime, to: LogTime): number | undefined {
  if (from.clock !== to.clock) return undefined;
  const seconds = to.seconds - from.seconds;
  return from.clock === "year" && seconds < -180 * 86400 ? seconds + 366 * 86400 : seconds;
}
