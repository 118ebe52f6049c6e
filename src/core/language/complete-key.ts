// Keys at a cursor: the next part of the path where there is a choice, and whole keys.

import { byUse } from "../advice/key-order.ts";
import { keyAt } from "../kernel/at-target.ts";
import { allKeys } from "../kernel/catalogue.ts";
import { dotted, keyPath } from "../sysctl/key-path.ts";
import { say } from "../words/say.ts";
import type { CompletionContext, CompletionItem, KeyCursor } from "./completion-item.ts";
import { describeKey } from "./describe-key.ts";
import { toMarkdown } from "./description.ts";

export function completeKey(cursor: KeyCursor, offset: number, { document, target }: CompletionContext): readonly CompletionItem[] {
  const typed = document.text.slice(cursor.start, offset);
  if (/\s/.test(typed)) return [];
  const slashed = /^[^.]*\//.test(typed);
  const keys = allKeys()
    .map((fact) => keyAt(fact, target))
    .filter(({ present, writable }) => present !== "no" && writable !== "no")
    .sort((one, other) => byUse(one.fact.path, other.fact.path));
  const paths = keys.map(({ fact }) => fact.path);
  const segments = completeSegment(cursor, offset, document.text, paths, slashed ? "/" : ".");
  const whole = keys.map((key, index): CompletionItem => {
    const label = slashed ? key.fact.path : dotted(key.fact.path);
    return {
      label,
      kind: "key",
      insert: cursor.hasValue ? label : `${label} = `,
      replace: { start: cursor.start, end: cursor.end },
      detail: key.fact.unit,
      documentation: () => toMarkdown(describeKey(key, target)),
      rank: segments.length + index,
      goesOn: !cursor.hasValue,
    };
  });
  return [...segments, ...whole];
}

/** The directories that may follow what is typed up to the last separator. */
function completeSegment(
  cursor: KeyCursor,
  offset: number,
  text: string,
  paths: readonly string[],
  separator: string,
): readonly CompletionItem[] {
  const before = /^(?:.*[./])?/.exec(text.slice(cursor.start, offset))?.[0] ?? "";
  const rest = /^[^./]*/.exec(text.slice(offset, cursor.end))?.[0] ?? "";
  const end = offset + rest.length;
  const parent = before === "" ? "" : `${keyPath(before)}/`;
  const counts = new Map<string, number>();
  for (const path of paths) {
    const next = path.startsWith(parent) ? path.slice(parent.length).split("/") : [];
    if (next.length > 1 && next[0]) counts.set(next[0], (counts.get(next[0]) ?? 0) + 1);
  }
  const followed = /[./]/.test(text.charAt(end));
  return [...counts].map(([name, count], rank) => ({
    label: name,
    kind: "segment",
    insert: `${before}${name}${followed ? "" : separator}`,
    replace: { start: cursor.start, end },
    detail: count === 1 ? say("1 key") : say("{count} keys", { count }),
    rank,
    goesOn: true,
  }));
}
