// Words of a source as the collector takes them.
import type { Word } from "./collector.ts";
import type { Source } from "./source.ts";

/** The text of a stretch as it is. */
export function wordIn(source: Source, start: number, end: number, computed = false): Word {
  const { exact, ...place } = source.place(start, end);
  return { text: source.text.slice(start, end), place, exact, computed };
}

/** What the host says in other words at a stretch. */
export function saidIn(source: Source, start: number, end: number, text: string): Word {
  const { exact, ...place } = source.place(start, end);
  return { text, place, exact: false, computed: false };
}

/** `key = value` as one word, with blanks around the sign or not; undefined for anything else. */
export function assignmentIn(source: Source, computed: (value: string) => boolean): readonly [key: Word, value: Word] | undefined {
  const equals = source.text.indexOf("=");
  if (equals <= 0) return undefined;
  const [from, keyEnd] = trimmed(source.text, 0, equals);
  const [valueStart, to] = trimmed(source.text, equals + 1, source.text.length);
  const value = source.text.slice(valueStart, to);
  return [wordIn(source, from, keyEnd, computed(source.text.slice(from, keyEnd))), wordIn(source, valueStart, to, computed(value))];
}

export function trimmed(text: string, start: number, end: number): readonly [start: number, end: number] {
  let [from, to] = [start, end];
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return [from, to];
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}
