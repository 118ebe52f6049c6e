// Lists of modules to load, one to a line: modules-load.d, /etc/modules, the initramfs. Names only; nothing judged.
import { moduleName } from "../../kernel/modules.ts";
import type { Span } from "../../text/span.ts";
import { lineCounter, trimmed } from "../appliers/statement.ts";
import type { Reading } from "../tree/port.ts";

export interface ListedModule extends Span {
  /** With underscores. */
  readonly name: string;
  /** From 0. */
  readonly line: number;
  /** Parameters behind the name; systemd-modules-load takes none and looks for a module with blanks in its name. */
  readonly rest: string;
}

const BLANK: ReadonlySet<string> = new Set([" ", "\t"]);

const cache = new WeakMap<Reading, readonly ListedModule[]>();

/** The modules of a list; none where it cannot be read. */
export function listedModules(reading: Reading): readonly ListedModule[] {
  if (reading.problem !== undefined) return [];
  const known = cache.get(reading);
  if (known) return known;
  const lineOf = lineCounter(reading.text);
  const modules: ListedModule[] = [];
  for (const match of reading.text.matchAll(/[^\n\r\0]+/g)) {
    const content = trimmed(reading.text, { start: match.index, end: match.index + match[0].length }, BLANK);
    const said = reading.text.slice(content.start, content.end);
    if (said === "" || said.startsWith("#") || said.startsWith(";")) continue;
    const blank = said.search(/[ \t]/);
    const name = blank < 0 ? said : said.slice(0, blank);
    const rest = blank < 0 ? "" : said.slice(blank).trimStart();
    modules.push({ name: moduleName(name), line: lineOf(content.start), rest, start: content.start, end: content.start + name.length });
  }
  cache.set(reading, modules);
  return modules;
}
