// Lists of modules to load, one to a line: modules-load.d, /etc/modules, the initramfs. Names only; nothing judged.
import { moduleName } from "../../kernel/modules.ts";
import type { Span } from "../../text/span.ts";
import { lineCounter } from "../appliers/statement.ts";
import type { Reading } from "../tree/port.ts";

export interface ListedModule extends Span {
  /** With underscores. */
  readonly name: string;
  /** From 0. */
  readonly line: number;
  /** Parameters behind the name; systemd-modules-load takes none and looks for a module with blanks in its name. */
  readonly rest: string;
}

const cache = new WeakMap<Reading, readonly ListedModule[]>();

/** The modules of a list; none where it cannot be read. */
export function listedModules(reading: Reading): readonly ListedModule[] {
  if (reading.problem !== undefined) return [];
  const known = cache.get(reading);
  if (known) return known;
  const lineOf = lineCounter(reading.text);
  const modules: ListedModule[] = [];
  for (const match of reading.text.matchAll(/[^\n\r\0]+/g)) {
    const [, blank = "", name = "", rest = ""] = /^([ \t]*)([^#; \t][^ \t]*)[ \t]*(.*?)[ \t]*$/.exec(match[0]) ?? [];
    if (name === "") continue;
    const start = match.index + blank.length;
    modules.push({ name: moduleName(name), line: lineOf(start), rest, start, end: start + name.length });
  }
  cache.set(reading, modules);
  return modules;
}
