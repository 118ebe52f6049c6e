// A file of modprobe.d as kmod 30 reads it (libkmod-config.c, freadline_wrapped). Commands of all modules; nothing judged.
import { CONNTRACK_MODULE, moduleName } from "../../kernel/modules.ts";
import { nearestNames } from "../../text/edit-distance.ts";
import { quotedWords, unquoted } from "../../text/quoted-words.ts";
import type { Span } from "../../text/span.ts";
import { lineCounter } from "../appliers/statement.ts";
import type { Reading } from "../tree/port.ts";
import { type LogicalLine, logicalLine } from "./logical-line.ts";

export interface ModuleParameter extends Span {
  /** With underscores. */
  readonly name: string;
  /** Undefined for a switch that is only named. */
  readonly value: string | undefined;
  readonly valueSpan: Span;
}

export interface ModprobeCommand extends Span {
  readonly command: "options" | "install" | "remove" | "blacklist" | "softdep" | "alias";
  /** With underscores. */
  readonly module: string;
  readonly moduleSpan: Span;
  /** From 0. */
  readonly line: number;
  /** The text behind the module's name. */
  readonly rest: string;
  /** For options. */
  readonly parameters: readonly ModuleParameter[];
}

const COMMANDS: ReadonlySet<string> = new Set(["options", "install", "remove", "blacklist", "softdep", "alias"]);

/** Those of newer and older kmod beside them (libkmod-config.c). */
const OTHERS: readonly string[] = ["include", "config", "weakdep"];

/** A line of conntrack's whose first word is none that kmod knows: it is ignored, with a line in the log. */
export interface UnknownCommand extends Span {
  readonly word: string;
  /** What was meant. */
  readonly meant: string;
  /** From 0. */
  readonly line: number;
}

/** Only where a slip is the likely reason, and the module is conntrack's. */
export function misspeltCommands(reading: Reading): readonly UnknownCommand[] {
  if (reading.problem !== undefined || !reading.text.includes("conntrack")) return [];
  const { text } = reading;
  const found: UnknownCommand[] = [];
  const lineOf = lineCounter(text);
  for (let at = 0; at < text.length; ) {
    const line = logicalLine(text, at);
    at = line.next;
    const [, blank = "", word = "", module = ""] = /^([\t ]*)([^\t #][^\t ]{0,20})[\t ]+([^\t ]+)/.exec(line.text) ?? [];
    if (word === "" || COMMANDS.has(word) || OTHERS.includes(word) || moduleName(module.replace(/\r$/, "")) !== CONNTRACK_MODULE) continue;
    const [meant] = nearestNames(word.toLowerCase(), COMMANDS, 2);
    if (meant === undefined) continue;
    const place = line.place(blank.length, blank.length + word.length);
    found.push({ word, meant, ...place, line: lineOf(place.start) });
  }
  return found;
}

const cache = new WeakMap<Reading, readonly ModprobeCommand[]>();

/** The commands of a file; none where it cannot be read. */
export function modprobeCommands(reading: Reading): readonly ModprobeCommand[] {
  if (reading.problem !== undefined) return [];
  const known = cache.get(reading);
  if (known) return known;
  const commands = readCommands(reading.text);
  cache.set(reading, commands);
  return commands;
}

function readCommands(text: string): readonly ModprobeCommand[] {
  const commands: ModprobeCommand[] = [];
  const lineOf = lineCounter(text);
  for (let at = 0; at < text.length; ) {
    const line = logicalLine(text, at);
    const command = line.text.startsWith("#") ? undefined : readCommand(line, lineOf);
    if (command) commands.push(command);
    at = line.next;
  }
  return commands;
}

function readCommand(line: LogicalLine, lineOf: (offset: number) => number): ModprobeCommand | undefined {
  const { text, place } = line;
  const match = /^[\t ]*([^\t ]+)[\t ]+([^\t ]+)[\t ]*(.*)$/s.exec(text);
  const [, command = "", module = "", rest = ""] = match ?? [];
  if (!isCommand(command)) return undefined;
  const moduleAt = text.indexOf(module, text.indexOf(command) + command.length);
  const restAt = text.length - rest.length;
  const whole = place(text.indexOf(command), text.trimEnd().length);
  return {
    command,
    ...whole,
    module: moduleName(module.replace(/\r$/, "")),
    moduleSpan: place(moduleAt, moduleAt + module.length),
    line: lineOf(whole.start),
    rest,
    parameters: command === "options" ? readParameters(text, { start: restAt, end: text.length }, place) : [],
  };
}

function isCommand(word: string): word is ModprobeCommand["command"] {
  return COMMANDS.has(word);
}

/** As the kernel splits them (next_arg): at blanks outside of double quotes, a name up to the first `=`. */
function readParameters(text: string, rest: Span, place: LogicalLine["place"]): readonly ModuleParameter[] {
  const parameters: ModuleParameter[] = [];
  for (const { start, end } of quotedWords(text, rest)) {
    const word = text.slice(start, end);
    const equals = word.indexOf("=");
    const name = equals < 0 ? word : word.slice(0, equals);
    parameters.push({
      name: moduleName(name.startsWith('"') ? name.slice(1) : name),
      value: equals < 0 ? undefined : unquoted(word.slice(equals + 1)),
      ...place(start, end),
      valueSpan: place(equals < 0 ? end : start + equals + 1, end),
    });
  }
  return parameters;
}
