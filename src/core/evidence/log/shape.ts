// Whether a line has the form of a log, whatever it says.

/** Marks of quotations, colours and json-seq, and the priority of syslog. */
const BEFORE = /^(?:[\s>|"'`]{1,40})?(?:<\d{1,3}>(?:1 )?)?/;
/** What grep sets before a line: the file, the number, or both. */
const FOUND_BY_GREP = /^(?:[\w./~+-]{1,120}[:-])?(?:\d{1,9}[:-])?(?=[[\p{L}\d<{])/u;
/** dmesg: seconds since the start, -T, -H, -d alone; some programs put ISO times into brackets, web servers 23/Nov/2026. */
const BRACKETS =
  /^\[(?: {0,12}\d{1,10}\.\d{1,9}| {0,4}[+<] {0,9}\d{1,6}\.\d|(?:\p{L}{1,4}[.,]{0,2} )?(?:\p{L}[\p{L}\p{M}.]{1,7}|\d{1,2}\p{L}) {0,3}\d{1,2}\.? {1,2}\d{2}:\d{2}|\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:|\d{2}\/\p{L}{3}\/\d{4}[: ]\d{2}:)/u;
/** ISO 8601 and 2018/11/20, 20.11.2018, 20 Nov 2018, logcat, /dev/kmsg, short-unix, months that are numbers. */
const DIGITS =
  /^(?:\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}|\d{1,2}\.\d{1,2}\.\d{4},? \d{2}:\d{2}:\d{2}|\d{1,2}[ /-]\p{L}{3,4}\.?[ /-]\d{4}[ :]\d{2}:\d{2}|\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.|\d{1,5},\d{1,20},\d{1,20},[-c+]|\d{9,11}\.\d{1,9} |\d{1,2}\p{L} {1,2}\d{1,2}\.? {1,2}\d{2}:\d{2}:\d{2})/u;
/**
 * syslog in any language, with a year or without; logread, with the weekday; RouterOS; klog; dmesg -x; messages whose head was
 * cut off.
 */
const LETTERS =
  /^(?:[\p{L}\ufffd][\p{L}\p{M}\ufffd.]{1,8}\d{0,2} {1,2}\d{1,2}\.? {1,2}(?:\d{4} )?\d{2}:\d{2}:\d{2}|\p{L}{2,4}[.,]? \p{L}[\p{L}\p{M}.]{1,8} {1,2}\d{1,2} \d{2}:\d{2}:\d{2} \d{4} [\w.]{2,40}[ :]|\p{L}{2,4} \d{4}-\d{2}-\d{2} \d{2}:\d{2}|\p{L}{3}\/\d{2}(?:\/\d{4})? \d{2}:\d{2}:\d{2}|[IWEF]\d{4} \d{2}:\d{2}:\d{2}|(?:kern|user|daemon|syslog) {0,4}:\w{2,7} {0,4}: ?\[|kernel: |data: \{")/u;
const OTHERS = /^(?:\{"|-- (?:Logs begin|Journal begins|No entries|Boot [0-9a-f]{8}|Reboot|cursor))/;

export function looksLikeLog(line: string): boolean {
  const head = line.slice(0, 240);
  const from = BEFORE.exec(head)?.[0].length ?? 0;
  const start = from === 0 ? head : head.slice(from);
  if (hasForm(start)) return true;
  const found = FOUND_BY_GREP.exec(start)?.[0].length ?? 0;
  return found > 0 && hasForm(start.slice(found));
}

function hasForm(start: string): boolean {
  const code = start.charCodeAt(0);
  if (code === 91) return BRACKETS.test(start);
  if (code >= 48 && code < 58) return DIGITS.test(start);
  return code === 45 || code === 123 ? OTHERS.test(start) : LETTERS.test(start);
}
