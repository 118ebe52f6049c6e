// A line that says when what follows was read: `date`, and what watch(1) writes above its command.
import { type LogTime, timeOf } from "../log/time.ts";

/** `Sat Nov 28 18:49:25 UTC 2026`, `Sat 28 Nov 06:49:25 PM UTC 2026`, `Sa 28. Nov 18:49:25 CET 2026`, `2026-11-28T18:49:25+01:00`. */
const DATE =
  /^(?:\p{L}{2,10}[.,]{0,2} {1,2}(?=.{0,20}\d{2}:\d{2}:\d{2})|(?=\d{4}(?:-\d{2}-\d{2}[T ]|[年년]).{0,20}\d{2}:\d{2}:\d{2}))[\p{L}\p{M}\d .:,+/()-]{8,60}$/u;
const WATCH = /^Every \d{1,6}[.,]\d{1,3}s: .{0,300}\s(\p{L}{2,4}\.? [\p{L}\d. ]{4,16} \d{2}:\d{2}:\d{2}[\p{L}\d +-]{4,20})$/u;

export function writtenTime(text: string): LogTime | undefined {
  const watched = WATCH.exec(text)?.[1];
  if (watched !== undefined) return timeOf(watched);
  return DATE.test(text) ? timeOf(text) : undefined;
}
