// A line that says when what follows was read: `date`, and what watch(1) writes above its command.
import { type LogTime, timeOf } from "../log/time.ts";

const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\S{0,3} .{0,40}\d{1,2}:\d{2}:\d{2}.{0,20}$/;
const WATCH = /^Every \d{1,6}[.,]\d{1,3}s: .{0,300}\s((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \w{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;
/** `Sat Nov 28 18:49:25 UTC 2026`, with or without a zone and AM or PM. */
const ZONED = /^(\w{3} \w{3} [ \d]\d \d{2}:\d{2}:\d{2}) (?:[A-Z]{2,5}|[+-]\d{2,4}) (\d{4})$/;

export function writtenTime(text: string): LogTime | undefined {
  const watched = WATCH.exec(text)?.[1];
  if (watched !== undefined) return timeOf(watched);
  if (!DATE.test(text)) return undefined;
  const [, start, year] = ZONED.exec(text) ?? [];
  return timeOf(start === undefined ? text : `${start} ${year}`);
}
