// An entry of a log as an object on one line: its message and its time, on the outside or within what a store wraps it in.
import { isMessage, isTime, timeIn } from "./json-fields.ts";
import type { LogTime } from "./time.ts";

export interface ObjectEntry {
  readonly message: string;
  readonly time: LogTime | undefined;
}

/** How deep a store wraps an entry: `{"hits": {"hits": [{"_source": {...}}]}}`. */
const DEEPEST = 5;
const MOST_ENTRIES = 10_000;

type Fields = Readonly<Record<string, unknown>>;

/** Of the value that a line holds, in order; none where it has no message. */
export function entriesOf(value: unknown): readonly ObjectEntry[] {
  const entries: ObjectEntry[] = [];
  collect(value, undefined, 0, entries);
  return entries;
}

function collect(value: unknown, outer: LogTime | undefined, depth: number, entries: ObjectEntry[]): void {
  if (typeof value !== "object" || value === null || depth > DEEPEST || entries.length >= MOST_ENTRIES) return;
  if (Array.isArray(value)) {
    for (const one of value) collect(one, outer, depth + 1, entries);
    return;
  }
  const fields = value as Fields;
  const time = timeOfFields(fields) ?? outer;
  const message = messageOf(fields);
  if (message !== undefined) entries.push({ message, time });
  else for (const inner of Object.values(fields)) collect(inner, time, depth + 1, entries);
}

function messageOf(fields: Fields): string | undefined {
  for (const [name, value] of Object.entries(fields)) {
    if (!isMessage(name)) continue;
    // The journal writes messages that are no UTF-8 as arrays of bytes.
    if (Array.isArray(value) && value.every((code) => typeof code === "number"))
      return value.map((code) => String.fromCharCode(code)).join("");
    if (typeof value === "string") return value.trimEnd();
  }
  return undefined;
}

function timeOfFields(fields: Fields): LogTime | undefined {
  for (const [name, value] of Object.entries(fields)) {
    const time = isTime(name) ? timeIn(name, value) : undefined;
    if (time) return time;
  }
  return undefined;
}
