// What objects of logs call their message and their time: the journal, programs in containers, and stores of logs.
import { say } from "../../words/say.ts";
import { journalTime, type LogTime, numberedSince1970, timeOf } from "./time.ts";

const MESSAGES: ReadonlySet<string> = new Set(["MESSAGE", "message", "Message", "msg", "log", "line", "textPayload", "_raw", "@message"]);
const TIMES: ReadonlySet<string> = new Set([
  "__REALTIME_TIMESTAMP",
  "_SOURCE_REALTIME_TIMESTAMP",
  "time",
  "timestamp",
  "@timestamp",
  "ts",
  "_time",
  "datetime",
]);

export function isMessage(name: string): boolean {
  return MESSAGES.has(name);
}

export function isTime(name: string): boolean {
  return TIMES.has(name);
}

/** `value` as JSON has it. Undefined for what tells no time. dmesg --json counts seconds from the start. */
export function timeIn(name: string, value: unknown): LogTime | undefined {
  if (name.endsWith("REALTIME_TIMESTAMP")) return typeof value === "string" ? journalTime(value) : undefined;
  if (typeof value === "string") return /^\d{9,20}(?:\.\d{1,9})?$/.test(value) ? numberedSince1970(Number(value)) : timeOf(value);
  if (typeof value !== "number" || !(value >= 0)) return undefined;
  return numberedSince1970(value) ?? { text: say("{value} s after boot", { value }), seconds: value, clock: "uptime" };
}
