// The outline of a file: its settings, under the headings that its comments give, or else under their namespaces.
import type { ExclusionLine, SettingLine, SysctlDocument } from "../sysctl/document.ts";
import { dotted } from "../sysctl/key-path.ts";
import type { Span } from "../text/span.ts";
import { visible } from "../text/visible.ts";
import { sections } from "./blocks.ts";

export interface OutlineSymbol {
  readonly name: string;
  /** Beside the name: the value. */
  readonly detail: string;
  readonly kind: "group" | "setting" | "exclusion";
  readonly span: Span;
  /** The part of the span to go to. */
  readonly selection: Span;
  readonly children: readonly OutlineSymbol[];
}

type Entry = SettingLine | ExclusionLine;

export function outline(document: SysctlDocument): readonly OutlineSymbol[] {
  const entries = document.lines.filter((line): line is Entry => line.kind === "setting" || line.kind === "exclusion");
  const groups = bySection(document, entries);
  return groups.length > 0 ? groups : byNamespace(entries);
}

/** Empty where no comment heads more than one setting: a heading for each says no more than the key does. */
function bySection(document: SysctlDocument, entries: readonly Entry[]): readonly OutlineSymbol[] {
  const symbols: OutlineSymbol[] = [];
  let next = 0;
  let grouped = false;
  /** The entries that come before a line. */
  const until = (line: number): readonly OutlineSymbol[] => {
    const from = next;
    while ((entries[next]?.number ?? line) < line) next++;
    return entries.slice(from, next).map((entry) => entrySymbol(entry));
  };
  // One by one: as arguments of a call, there may be too many.
  const add = (more: readonly OutlineSymbol[]): void => {
    for (const symbol of more) symbols.push(symbol);
  };
  for (const { title, heading, last } of sections(document)) {
    add(until(heading.first));
    const children = until(last + 1);
    const first = document.lines[heading.first];
    const end = document.lines[last]?.end;
    if (children.length < 2 || !first || end === undefined) {
      add(children);
      continue;
    }
    grouped = true;
    const selection = { start: first.start, end: first.end };
    symbols.push({ name: visible(title), detail: "", kind: "group", span: { start: first.start, end }, selection, children });
  }
  add(until(document.lines.length));
  return grouped ? symbols : [];
}

/** Neighbours of one namespace together; a lone setting, or a file of one namespace, needs no group. */
function byNamespace(entries: readonly Entry[]): readonly OutlineSymbol[] {
  const runs: Entry[][] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    if (run?.[0] && namespaceOf(run[0]) === namespaceOf(entry)) run.push(entry);
    else runs.push([entry]);
  }
  if (runs.length < 2) return entries.map((entry) => entrySymbol(entry));
  return runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last || run.length < 2) return run.map((entry) => entrySymbol(entry));
    const namespace = namespaceOf(first);
    return {
      name: visible(dotted(namespace)),
      detail: "",
      kind: "group",
      span: { start: first.start, end: last.end },
      selection: { start: first.start, end: first.end },
      children: run.map((entry) => entrySymbol(entry, namespace)),
    };
  });
}

function namespaceOf({ key }: Entry): string {
  const first = key.path.indexOf("/");
  const second = first < 0 ? -1 : key.path.indexOf("/", first + 1);
  return second >= 0 ? key.path.slice(0, second) : first >= 0 ? key.path.slice(0, first) : key.path;
}

function entrySymbol(entry: Entry, namespace?: string): OutlineSymbol {
  const { key } = entry;
  const within = namespace !== undefined && key.path.startsWith(`${namespace}/`);
  const name = within ? dotted(key.path.slice(namespace.length + 1)) : key.text;
  return {
    name: visible(name === "" ? key.text : name),
    detail: entry.kind === "setting" ? visible(entry.value.text) : "excluded",
    kind: entry.kind,
    span: { start: entry.start, end: entry.end },
    selection: { start: key.start, end: key.end },
    children: [],
  };
}
