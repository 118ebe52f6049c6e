// Entries of a log as objects on several lines: journalctl -o json-pretty, dmesg --json, what jq and log stores print.
import { isMessage, isTime, timeIn } from "./json-fields.ts";
import type { ObjectEntry } from "./json-object.ts";
import type { LogTime } from "./time.ts";

/** The object of an entry begins, perhaps behind the end of another; groups: indentation, that end. */
const OPENS = /^(\s{0,40})(\}, {0,4})?\{\s*$/;
const CLOSES = /^(\s{0,40})\}[,\]]{0,2}\s*$/;
const FIELD = /^\s{1,40}"([\w@.-]{1,63})" {0,4}: {0,4}("(?:[^"\\]|\\.){0,16000}"|-?\d{1,20}(?:\.\d{1,9})?)/;

interface Open {
  readonly indent: number;
  message: string | undefined;
  time: LogTime | undefined;
}

export class PrettyObjects {
  #open: Open | undefined;

  /** Whether a line begins objects on several lines. */
  static begins(line: string): boolean {
    return /^[[{]\s*$/.test(line);
  }

  /** An entry that ends with this line; "part" for a line of one that does not; undefined for one that can stand in no object. */
  take(line: string): ObjectEntry | "part" | undefined {
    const opens = OPENS.exec(line);
    if (opens) {
      const indent = (opens[1] ?? "").length;
      // What lies deeper than a message belongs to its entry.
      if (this.#open?.message !== undefined && indent > this.#open.indent) return "part";
      const ended = opens[2] === undefined ? undefined : this.#entry();
      this.#open = { indent, message: undefined, time: undefined };
      return ended ?? "part";
    }
    const closes = CLOSES.exec(line);
    if (closes) return (closes[1] ?? "").length === this.#open?.indent ? (this.#entry() ?? "part") : "part";
    const [, name = "", text = ""] = FIELD.exec(line) ?? [];
    if (name === "" && /^\S/.test(line) && !/^[[\]]/.test(line)) return undefined;
    if (this.#open && isMessage(name)) this.#open.message ??= stringOf(text)?.trimEnd();
    if (this.#open && isTime(name)) this.#open.time ??= timeIn(name, parsed(text));
    return "part";
  }

  #entry(): ObjectEntry | undefined {
    const open = this.#open;
    this.#open = undefined;
    return open?.message === undefined ? undefined : { message: open.message, time: open.time };
  }
}

function stringOf(text: string): string | undefined {
  const value = parsed(text);
  return typeof value === "string" ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
