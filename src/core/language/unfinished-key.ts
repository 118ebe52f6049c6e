// A key in a text of another language that is still being typed: without a value no reader takes it for a setting.
import { parse } from "../sysctl/parse.ts";
import { complete } from "./completion.ts";
import type { CompletionItem } from "./completion-item.ts";
import type { HoverOptions } from "./hover.ts";

const TYPED = /(?<![\w./-])net[./][\w./-]{0,100}$/;
/** A place of its own: an entry of a map or of a list, or what is told to be a key. */
const ALONE = /^\s*(?:-\s+)?(?:\{\s*)?(?:(?:name|key|param)\s*[:=]\s*)?["']?$/;

/** `line` with the cursor at a column; `start` is its own offset. Only the word at the cursor is replaced. */
export function completeUnfinished(line: string, column: number, start: number, options: HoverOptions): readonly CompletionItem[] {
  const before = line.slice(Math.max(0, column - 1000), column);
  const typed = TYPED.exec(before)?.[0];
  if (typed === undefined || /^\s*(?:#|\/\/)/.test(line.slice(0, 200))) return [];
  const lead = before.slice(0, before.length - typed.length);
  if (!ALONE.test(lead) && !/\bsysctl/.test(lead)) return [];
  const rest = /^[\w./-]{0,100}/.exec(line.slice(column, column + 100))?.[0] ?? "";
  // With a value behind it, so that nothing but the key is put in.
  return complete(parse(`${typed}${rest} = 1\n`), typed.length, options)
    .filter(({ kind }) => kind === "key" || kind === "segment")
    .map((item) => ({
      ...item,
      replace: { start: start + column - typed.length + item.replace.start, end: start + column - typed.length + item.replace.end },
    }));
}
