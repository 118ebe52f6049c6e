// A file of modprobe.d as kmod 30 reads it (libkmod-config.c, freadline_wrapped). Commands of all modules; nothing judged.
import { moduleName } from "../../kernel/modules.ts";
import type { Span } from "../../text/span.ts";
import { lineCounter } from "../appliers/statement.ts";
import type { Reading } from "../tree/port.ts";

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
    const { line, offsets, next } = logicalLine(text, at);
    const command = line.startsWith("#") ? undefined : readCommand(line, offsets, lineOf);
    if (command) commands.push(command);
    at = next;
  }
  return commands;
}

/** A backslash before a line feed joins two lines; before anything else it only vanishes. */
function logicalLine(text: string, start: number): { readonly line: string; readonly offsets: readonly number[]; readonly next: number } {
  let line = "";
  const offsets: number[] = [];
  let at = start;
  for (; at < text.length && text[at] !== "\n"; at++) {
    if (text[at] === "\\") {
      at++;
      if (text[at] === "\n" || at >= text.length) continue;
    }
    line += text[at];
    offsets.push(at);
  }
  offsets.push(at);
  return { line, offsets, next: at + 1 };
}

function readCommand(line: string, offsets: readonly number[], lineOf: (offset: number) => number): ModprobeCommand | undefined {
  const place = (from: number, to: number): Span => ({
    start: offsets[from] ?? 0,
    end: to > from ? (offsets[to - 1] ?? 0) + 1 : (offsets[to] ?? 0),
  });
  const match = /^[\t ]*([^\t ]+)[\t ]+([^\t ]+)[\t ]*(.*)$/s.exec(line);
  const [, command = "", module = "", rest = ""] = match ?? [];
  if (!isCommand(command)) return undefined;
  const moduleAt = line.indexOf(module, line.indexOf(command) + command.length);
  const restAt = line.length - rest.length;
  const whole = place(line.indexOf(command), line.trimEnd().length);
  return {
    command,
    ...whole,
    module: moduleName(module.replace(/\r$/, "")),
    moduleSpan: place(moduleAt, moduleAt + module.length),
    line: lineOf(whole.start),
    rest,
    parameters: command === "options" ? readParameters(rest, (from, to) => place(restAt + from, restAt + to)) : [],
  };
}

function isCommand(word: string): word is ModprobeCommand["command"] {
  return COMMANDS.has(word);
}

/** As the kernel splits them (next_arg): at blanks outside of double quotes, a name up to the first `=`. */
export function readParameters(text: string, place: (from: number, to: number) => Span): readonly ModuleParameter[] {
  const parameters: ModuleParameter[] = [];
  for (const match of text.matchAll(/(?:"[^"]*"?|[^\s"])+/g)) {
    const word = match[0];
    const equals = word.indexOf("=");
    const name = equals < 0 ? word : word.slice(0, equals);
    const value = equals < 0 ? undefined : word.slice(equals + 1).replace(/^"([^"]*)"?$/, "$1");
    const end = match.index + word.length;
    parameters.push({
      name: moduleName(name.replace(/^"/, "")),
      value,
      ...place(match.index, end),
      valueSpan: place(equals < 0 ? end : match.index + equals + 1, end),
    });
  }
  return parameters;
}
