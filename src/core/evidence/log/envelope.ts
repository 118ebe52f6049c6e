// What a line of a log comes in: entries of the journal on one line or several, and lines that mail has wrapped.
import { journalTime, type LogTime, timeOf } from "./time.ts";

export interface Enveloped {
  readonly message: string;
  readonly time: LogTime | undefined;
}

/** Before an object: json-seq and json-sse. */
const SEPARATOR = "\u001e";
const OBJECT_MARK = new RegExp(`^(?:${SEPARATOR}|data: )(?=\\{)`);
const EXPORT_TIME = /^__REALTIME_TIMESTAMP=(\d{1,17})$/;
/** A field of the export format, or, indented, of `-o verbose`. */
const FIELD = /^\s{0,8}([A-Z_][A-Z0-9_]{1,63})=(.*)$/;
/** The head of an entry of `-o verbose`. */
const VERBOSE = /^\p{L}{2,4} \d{4}-\d{2}-\d{2} .{8,40} \[s=[0-9a-f]{8,40};/u;
/** A field of an object on several lines. */
const PRETTY = /^\s{1,8}"([A-Z_][A-Z0-9_]{1,63})" ?: ?("(?:[^"\\]|\\.){0,16000}")/;
/** Names of the message and of the time in logs of containers. */
const MESSAGES = ["MESSAGE", "message", "msg", "log"] as const;
const TIMES = ["time", "timestamp", "@timestamp", "ts"] as const;

/** An entry that ends with this line; "part" for a line of one that does not; undefined for a line of its own. */
export class Envelope {
  #inRecord = false;
  /** Of the entry that the next lines belong to. */
  #time: LogTime | undefined;
  #object: { message?: string; time?: LogTime | undefined } | undefined;

  open(line: string): Enveloped | "part" | undefined {
    if (this.#object) return this.#continueObject(line);
    switch (line.charAt(0)) {
      case "{":
        return this.#openObject(line);
      case SEPARATOR:
      case "d":
        return OBJECT_MARK.test(line) ? this.#openObject(line.replace(OBJECT_MARK, "")) : this.#openRecord(line);
      default:
        return this.#openRecord(line);
    }
  }

  /** The text has ended. */
  end(): void {
    this.#inRecord = false;
    this.#time = undefined;
    this.#object = undefined;
  }

  #openObject(line: string): Enveloped | "part" | undefined {
    if (line.trim() === "{") {
      this.#object = {};
      return "part";
    }
    try {
      const fields = JSON.parse(line) as Readonly<Record<string, unknown>>;
      const message = MESSAGES.map((name) => textOf(fields[name])).find((text) => text !== undefined);
      const { __REALTIME_TIMESTAMP: journal } = fields;
      const other = TIMES.map((name) => fields[name]).find((value) => typeof value === "string");
      const time = typeof journal === "string" ? journalTime(journal) : typeof other === "string" ? timeOf(other) : undefined;
      return message === undefined ? "part" : { message: message.trimEnd(), time: time ?? timeOf(message) };
    } catch {
      // Not an object after all, or one that was cut off: a line as any other.
      return undefined;
    }
  }

  #continueObject(line: string): Enveloped | "part" {
    const object = this.#object ?? {};
    if (/^\}[,\]]?\s*$/.test(line)) {
      this.#object = undefined;
      return object.message === undefined ? "part" : { message: object.message, time: object.time };
    }
    const [, name, quoted = ""] = PRETTY.exec(line) ?? [];
    // A line that can stand in no object: it was cut off, and this is another.
    if (name === undefined && !/^\s/.test(line)) {
      this.#object = undefined;
      return this.open(line) ?? { message: line, time: timeOf(line) };
    }
    if (name === "MESSAGE") object.message = unquoted(quoted);
    if (name === "__REALTIME_TIMESTAMP") object.time = journalTime(unquoted(quoted));
    return "part";
  }

  /** Entries of several lines, of which each says one thing. */
  #openRecord(line: string): Enveloped | "part" | undefined {
    if (this.#inRecord) {
      if (line.trim() === "") {
        this.#inRecord = false;
        this.#time = undefined;
        return "part";
      }
      const [, name, value = ""] = FIELD.exec(line) ?? [];
      if (name === "__REALTIME_TIMESTAMP") this.#time = journalTime(value);
      if (name === "MESSAGE") return { message: value, time: this.#time };
      if (name !== undefined) return "part";
    }
    if (line.startsWith("__")) {
      const time = EXPORT_TIME.exec(line)?.[1];
      if (time === undefined && !line.startsWith("__CURSOR=")) return undefined;
      this.#inRecord = true;
      this.#time = time === undefined ? undefined : journalTime(time);
      return "part";
    }
    if (!line.includes("[s=") || !VERBOSE.test(line)) return undefined;
    this.#inRecord = true;
    this.#time = timeOf(line);
    return "part";
  }
}

/** The journal writes messages that are no UTF-8 as arrays of bytes. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map((code) => String.fromCharCode(Number(code))).join("") : undefined;
}

function unquoted(quoted: string): string {
  try {
    const text = JSON.parse(quoted) as unknown;
    return typeof text === "string" ? text : "";
  } catch {
    return "";
  }
}
