// Where the readers put what they find. Lines of one part are applied together; a key that comes again begins a new part,
// because a script that sets a key twice mostly does so in two branches.
import { keyPath } from "../sysctl/key-path.ts";
import { LIMITS, TOO_MUCH } from "../text/limits.ts";
import type { Span } from "../text/span.ts";
import { Branches } from "./branches.ts";
import type { Chunk, EmbeddedDocument, How, Line, OtherLine, Part, Scope } from "./document.ts";
import type { Source } from "./source.ts";

/** A word of the host's, as it is meant. */
export interface Word {
  readonly text: string;
  readonly place: Span;
  /** The same characters stand in the host. */
  readonly exact: boolean;
  /** A variable, a command or a template is in it. */
  readonly computed: boolean;
  /** As the host has it, where that is another text: a boolean. */
  readonly written?: string;
}

/** What stands for a value that nobody can know: every reader of sysctl.conf takes it for a template's. */
const UNKNOWN = "{{computed}}";

export interface OpenPart {
  readonly set: (key: Word, value: Word, how: How, more?: Pick<Line, "parameter" | "excused">) => void;
  /** A parameter of a module. */
  readonly option: (module: Word, name: Word, value: Word, how: How) => void;
}

export class Collector {
  private readonly parts: { readonly part: Omit<Part, "lines">; readonly lines: Line[] }[] = [];
  private readonly others: OtherLine[] = [];
  private readonly left = new Set<string>();
  private count = 0;
  /** Characters of texts within the host's that are still read. */
  private room: number;

  /** `length` is the host's. */
  constructor(length: number) {
    this.room = LIMITS.readings * length + LIMITS.readingsFree;
  }

  /** What of the host is not read, and why. */
  leave(why: string): void {
    this.left.add(why);
  }

  /** Whether a text within the host's is read: a pipe hands one on to any number of commands, and each may read it anew. */
  mayRead(length: number): boolean {
    const isRoom = length <= this.room;
    if (isRoom) this.room -= length;
    else this.left.add(TOO_MUCH.readings);
    return isRoom;
  }

  /** Settings that are applied together, one by one. */
  open(scope: Scope, lasting = false): OpenPart {
    let lines: Line[] | undefined;
    let options: Line[] | undefined;
    let keys = new Set<string>();
    return {
      set: (key, value, how, more) => {
        if (!isSayable(key) || key.computed || this.isFull()) return;
        const path = keyPath(key.text);
        if (!lines || keys.has(path)) {
          if (!this.mayBegin()) return;
          lines = this.begin({ language: "sysctl", scope, lasting });
          keys = new Set();
        }
        keys.add(path);
        const chunks = [chunkOf(key), { text: " = " }, valueChunk(value)];
        lines.push({ how, chunks, ...more });
      },
      option: (module, name, value, how) => {
        if (!isSayable(module) || !isSayable(name) || module.computed || name.computed || this.isFull()) return;
        if (!options && !this.mayBegin()) return;
        options ??= this.begin({ language: "modprobe", scope, lasting });
        options.push({
          how,
          chunks: [{ text: "options " }, chunkOf(module), { text: " " }, chunkOf(name), { text: "=" }, valueChunk(value)],
        });
      },
    };
  }

  /** A whole text in one of the languages of the appliers, as it is written to a file. */
  file(language: Part["language"], source: Source, scope: Scope, isComputed: (line: string) => boolean, how: How = "file"): void {
    if (!this.mayRead(source.text.length) || !this.mayBegin()) return;
    const lines = this.begin({ language, scope, lasting: true });
    const branches = new Branches();
    for (let at = 0; at < source.text.length && !this.isFull(); ) {
      const feed = source.text.indexOf("\n", at);
      const end = feed < 0 ? source.text.length : feed;
      const text = source.text.slice(at, end);
      const chunks = isComputed(text) ? computedLine(source, at, end) : wholeLine(source, at, end);
      const excused = branches.has(text);
      if (chunks) lines.push({ how, chunks, ...(excused && { excused }) });
      at = end + 1;
    }
  }

  other(line: OtherLine): void {
    if (!this.isFull()) this.others.push(line);
  }

  end(): EmbeddedDocument {
    const parts = this.parts.filter(({ lines }) => lines.length > 0).map(({ part, lines }) => ({ ...part, lines }));
    return { parts, others: this.others, left: [...this.left] };
  }

  /** Each part is judged by itself, as a file would be. */
  private mayBegin(): boolean {
    const hasRoom = this.parts.length < LIMITS.parts;
    if (!hasRoom) this.left.add(TOO_MUCH.settings);
    return hasRoom;
  }

  private begin(part: Omit<Part, "lines">): Line[] {
    const lines: Line[] = [];
    this.parts.push({ part, lines });
    return lines;
  }

  private isFull(): boolean {
    if (++this.count > LIMITS.lines) this.left.add(TOO_MUCH.settings);
    return this.count > LIMITS.lines;
  }
}

/** What would end a line, or be no word of one, is no key and no value of a file. */
function isSayable({ text }: Word): boolean {
  return text !== "" && !/[\n\r\0]/.test(text);
}

function chunkOf({ text, place, exact }: Word): Chunk {
  return { text, place, editable: exact };
}

function valueChunk(value: Word): Chunk {
  if (value.computed || !isSayable(value)) return { text: UNKNOWN, place: value.place, written: value.text };
  return value.written === undefined ? chunkOf(value) : { ...chunkOf(value), written: value.written };
}

function wholeLine(source: Source, start: number, end: number): readonly Chunk[] {
  const place = source.place(start, end);
  return [{ text: source.text.slice(start, end), place, editable: place.exact }];
}

/** Of a line with a variable in it only a key that has none is told, or the first option of a module. */
function computedLine(source: Source, start: number, end: number): readonly Chunk[] | undefined {
  const line = source.text.slice(start, Math.min(end, start + 2000));
  const match = /^([ \t]*(?:-[ \t]*|options[ \t]+\w+[ \t]+)?)([\w./-]+)([ \t]*=[ \t]*)/.exec(line);
  if (!match) return undefined;
  const [whole, before = "", key = "", equals = ""] = match;
  const value = line.slice(whole.length).trimEnd();
  if (before.includes("options"))
    return [{ text: before.trimStart() }, ...assigned(source, start + before.length, key, "=", equals, value)];
  return assigned(source, start + before.length, key, " = ", equals, value);
}

function assigned(source: Source, from: number, key: string, sign: string, equals: string, value: string): readonly Chunk[] {
  const keyPlace = source.place(from, from + key.length);
  const valueStart = from + key.length + equals.length;
  return [
    { text: key, place: keyPlace, editable: keyPlace.exact },
    { text: sign },
    { text: UNKNOWN, place: source.place(valueStart, valueStart + value.length), written: value },
  ];
}
