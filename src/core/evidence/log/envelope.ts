// What a line of a log comes in: entries of the journal on one line or several, and lines that mail has wrapped.
import { entriesOf, type ObjectEntry } from "./json-object.ts";
import { PrettyObjects } from "./pretty-object.ts";
import { journalTime, type LogTime, timeOf } from "./time.ts";

/** Before an object: json-seq and json-sse. */
const SEPARATOR = "\u001e";
const LIST = /^\[\s{0,9}(?:[{[\]]|$)/;
const OBJECT_MARK = new RegExp(`^(?:${SEPARATOR}|data: )(?=\\{)`);
const EXPORT_TIME = /^__REALTIME_TIMESTAMP=(\d{1,17})$/;
/** A field of the export format, or, indented, of `-o verbose`. */
const FIELD = /^\s{0,8}([A-Z_][A-Z0-9_]{1,63})=(.*)$/;
/** The head of an entry of `-o verbose`. */
const VERBOSE = /^\p{L}{2,4} \d{4}-\d{2}-\d{2} .{8,40} \[s=[0-9a-f]{8,40};/u;

/** Entries that end with this line; "part" for a line of one that does not; undefined for a line of its own. */
export class Envelope {
  #inRecord = false;
  /** Of the entry that the next lines belong to. */
  #time: LogTime | undefined;
  #pretty: PrettyObjects | undefined;

  open(line: string): readonly ObjectEntry[] | "part" | undefined {
    if (this.#pretty) return this.#continuePretty(this.#pretty, line);
    switch (line.charAt(0)) {
      case "{":
        return this.#openObject(line);
      // Most lines with a bracket are dmesg's.
      case "[":
        return LIST.test(line) ? this.#openObject(line) : this.#openRecord(line);
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
    this.#pretty = undefined;
  }

  #openObject(line: string): readonly ObjectEntry[] | "part" | undefined {
    if (PrettyObjects.begins(line)) {
      this.#pretty = new PrettyObjects();
      return this.#continuePretty(this.#pretty, line);
    }
    const text = line.trimEnd();
    try {
      const entries = entriesOf(JSON.parse(text.endsWith(",") ? text.slice(0, -1) : text));
      return entries.length === 0 ? "part" : entries.map(({ message, time }) => ({ message, time: time ?? timeOf(message) }));
    } catch {
      // Not an object after all, or one that was cut off: a line as any other.
      return undefined;
    }
  }

  #continuePretty(pretty: PrettyObjects, line: string): readonly ObjectEntry[] | "part" | undefined {
    const taken = pretty.take(line);
    if (taken === undefined) {
      // It was cut off, and this is another.
      this.#pretty = undefined;
      return this.open(line);
    }
    if (/^[}\]]\s*$/.test(line)) this.#pretty = undefined;
    return taken === "part" ? taken : [{ message: taken.message, time: taken.time ?? timeOf(taken.message) }];
  }

  /** Entries of several lines, of which each says one thing. */
  #openRecord(line: string): readonly ObjectEntry[] | "part" | undefined {
    if (this.#inRecord) {
      if (line.trim() === "") {
        this.#inRecord = false;
        this.#time = undefined;
        return "part";
      }
      const [, name, value = ""] = FIELD.exec(line) ?? [];
      if (name === "__REALTIME_TIMESTAMP") this.#time = journalTime(value);
      if (name === "MESSAGE") return [{ message: value, time: this.#time }];
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
