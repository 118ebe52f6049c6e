// Takes the lines of texts that are no entries of a table, each for what it is: a log, counters, values, commands.
import { COUNT_PATH } from "../../kernel/table-keys.ts";
import type { DumpReader } from "../dump/reader.ts";
import { FlowLines } from "../dump/xml.ts";
import type { Evidence, FlowEvents } from "../evidence.ts";
import type { LogReader } from "../log/reader.ts";
import { Commands } from "./commands.ts";
import { Exporter } from "./exporter.ts";
import { machineOf, memoryByFree, type SaidMachine } from "./machine.ts";
import { NicStatistics } from "./nic-statistics.ts";
import { type PieceKind, Pieces } from "./piece.ts";
import { Readings } from "./readings.ts";
import { RouterTable } from "./router-table.ts";
import { valueIn } from "./values.ts";

const MOST_SETTINGS = 1000;
/** Marks of a quotation. */
const QUOTED = /^(?:[>|] {0,3}){1,8}/;
/** What conntrack(8) says when it is done; with 2>&1 it is in the text. */
const SHOWN = /^conntrack v\S{1,20} \(conntrack-tools\): (\d{1,12}) flow entries have been shown\.?$/;
/** Pages and chats make blanks of it. */
const NO_BREAK_SPACE = "\u00a0";
/** Rules between the parts of a text, and marks of code: as good as blank. */
const ORNAMENT = /^[^\p{L}\p{N}]{1,200}$/u;
const TIME_ALONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: ?(?:Z|[A-Z]{2,5}|[+-]\d{2}:?\d{2}))?\s*$/;
const LONGEST_TIME = 48;
const EVENT = /^(?:\[\d{1,12}\.\d{1,9}\s?\]\s{1,20})?\[(NEW|UPDATE|DESTROY)\]\s/;

export class TextLines {
  readonly pieces = new Pieces();
  hasLog = false;
  readonly #log: LogReader;
  readonly #table: Pick<DumpReader, "entry" | "another">;
  readonly #commands = new Commands();
  readonly #readings = new Readings();
  readonly #router = new RouterTable();
  readonly #flows = new FlowLines();
  readonly #nic = new NicStatistics();
  readonly #exporter = new Exporter();
  readonly #settings = new Map<string, number>();
  readonly #events = { new: 0, update: 0, destroy: 0 };
  #shown: number | undefined;
  #machine: SaidMachine = { name: null, kernel: null, arch: null, memory: null };
  #name: string | null = null;

  constructor(log: LogReader, table: Pick<DumpReader, "entry" | "another">) {
    this.#log = log;
    this.#table = table;
  }

  begin(name: string | null): void {
    this.#name = name;
    this.#readings.end();
  }

  take(line: string, number: number): void {
    const kind = this.#kindOf(line.includes(NO_BREAK_SPACE) ? line.replaceAll(NO_BREAK_SPACE, " ") : line);
    if (kind === "unread") this.pieces.addUnread(this.#name, number, line);
    else if (kind !== undefined) this.pieces.add(kind, this.#name, number);
  }

  /** What all of them say; nothing may be taken afterwards. */
  end(): Pick<Evidence, "log" | "statistics" | "changes" | "settings" | "refused" | "machine" | "events"> {
    const { settings, ...log } = this.#log.end();
    const { statistics, changes } = this.#readings.all();
    const counted = this.#settings.get(COUNT_PATH) === undefined && this.#shown !== undefined ? { [COUNT_PATH]: this.#shown } : {};
    const values = { ...settings, ...Object.fromEntries(this.#settings), ...counted };
    return {
      log: this.hasLog ? { settings, ...log } : undefined,
      statistics,
      changes,
      settings: values,
      refused: this.#log.refused(),
      machine: Object.values(this.#machine).some((part) => part !== null) ? this.#machine : undefined,
      events: eventsOf(this.#events),
    };
  }

  /** Undefined for a blank line. */
  #kindOf(whole: string): PieceKind | undefined {
    // With -o timestamp it begins as a line of dmesg does.
    if (whole.startsWith("[") && EVENT.test(whole)) return this.#kindOfListing(whole);
    // A time alone is `date`'s, and no line of a log.
    if (whole.length < LONGEST_TIME && TIME_ALONE.test(whole) && this.#readings.take(whole.trim())) return "counters";
    if (this.#log.take(whole)) {
      this.hasLog = true;
      this.#noteMachine(whole);
      return "log";
    }
    const text = whole.replace(QUOTED, "").trim();
    if (text === "") return undefined;
    if (this.#exporter.isAnother(text)) return "unread";
    const answer = this.#commands.answer(text);
    if (answer) return this.#set(answer.path, answer.value);
    if (this.#readings.take(text)) return "counters";
    const value = valueIn(text);
    if (value === "other" || this.#noteMachine(text) || this.#nic.take(text)) return "settings";
    if (value) return this.#set(value.path, value.value);
    const shown = SHOWN.exec(text)?.[1];
    if (shown !== undefined) {
      this.#shown = Number(shown);
      return "table";
    }
    const memory = memoryByFree(text, this.#commands.memoryUnit);
    if (typeof memory === "number") this.#machine = { ...this.#machine, memory };
    if (memory !== undefined) return "settings";
    if (this.#commands.take(text)) {
      if (this.#commands.listsTable) this.#table.another();
      return "commands";
    }
    return this.#kindOfListing(text);
  }

  #kindOfListing(text: string): PieceKind | undefined {
    const event = EVENT.exec(text)?.[1];
    if (event !== undefined) {
      this.#events[event.toLowerCase() as keyof FlowEvents]++;
      return "events";
    }
    const entry = this.#router.take(text) ?? this.#flows.take(text);
    if (entry === true || (entry !== undefined && this.#table.entry(entry))) return "table";
    return ORNAMENT.test(text) ? undefined : "unread";
  }

  #set(path: string, value: number): "settings" {
    if (this.#settings.has(path) || this.#settings.size < MOST_SETTINGS) this.#settings.set(path, value);
    return "settings";
  }

  #noteMachine(text: string): boolean {
    const part = machineOf(text);
    if (part) this.#machine = { ...this.#machine, ...part };
    return part !== undefined;
  }
}

function eventsOf(events: FlowEvents): FlowEvents | undefined {
  return events.new + events.update + events.destroy > 0 ? events : undefined;
}
