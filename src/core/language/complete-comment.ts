// Comments that steer us, as far as they are written: their names, then rule ids or the words of a target.

import { KNOWN_KERNELS } from "../kernel/known-kernels.ts";
import { ARCHES, HZ_CHOICES, TARGET_PARTS } from "../kernel/target.ts";
import { docsOf } from "../rules/docs.ts";
import { RULES } from "../rules/index.ts";
import { readControl, wordAt } from "../sysctl/control.ts";
import type { CommentLine } from "../sysctl/document.ts";
import { say } from "../words/say.ts";
import type { CompletionItem } from "./completion-item.ts";

/** Label, and what it means. */
type Choice = readonly [label: string, detail: string];

const CONTROLS: readonly Choice[] = [
  ["conntrack-target:", say("the machine the file is for")],
  ["conntrack-disable-next-line", say("turns rules off for the next line")],
  ["conntrack-disable-file", say("turns rules off for the whole file")],
];

const PARTS: readonly Choice[] = TARGET_PARTS.map(({ word, means }) => [`${word}=`, means]);

/** A machine's usual sizes: anything that reads as bytes can be typed. */
const MEMORY: readonly string[] = ["128M", "512M", "1G", "2G", "4G", "8G", "16G", "32G", "64G", "128G"];

const VALUES: ReadonlyMap<string, readonly Choice[]> = new Map([
  ["kernel", KNOWN_KERNELS.map(({ version, label }): Choice => [version, label.slice(version.length).trim()])],
  ["arch", ARCHES.map((arch): Choice => [arch, ""])],
  ["hz", HZ_CHOICES.map((hz): Choice => [String(hz), say("ticks per second")])],
  ["memory", MEMORY.map((size): Choice => [size, ""])],
  ["cpus", ["1", "2", "4", "8", "16", "32", "64", "128"].map((count): Choice => [count, ""])],
  ["pagesize", ["4K", "16K", "64K"].map((size): Choice => [size, ""])],
]);

export function completeComment(text: string, line: CommentLine, offset: number): readonly CompletionItem[] {
  const before = text.slice(line.marker, offset);
  const control = readControl(text, line);
  if (!control || /^[#;]+\s*[\w-]*:?$/.test(before)) return completeName(text, line, before, offset);
  const word = wordAt(control, offset) ?? { text: "", start: offset, end: offset };
  if (control.kind !== "target") {
    const open = new Set<string>(RULES.map(({ id }) => id));
    for (const other of control.words) if (other.start !== word.start) open.delete(other.text);
    const rules = RULES.filter(({ id }) => open.has(id)).map((rule): Choice => [rule.id, docsOf(rule.id).title]);
    return offer(rules, "rule", word.start, word.end, false);
  }
  const at = text.slice(word.start, offset).indexOf("=");
  if (at < 0) {
    const open = new Set(PARTS.map(([part]) => part));
    for (const other of control.words)
      if (other.start !== word.start) for (const part of open) if (other.text.startsWith(part)) open.delete(part);
    const parts = PARTS.filter(([part]) => open.has(part));
    const equals = word.text.indexOf("=");
    return offer(parts, "comment", word.start, equals < 0 ? word.end : word.start + equals + 1, true);
  }
  return offer(VALUES.get(word.text.slice(0, at)) ?? [], "value", word.start + at + 1, word.end, false);
}

/** Only where nothing but the beginning of a name is written: other comments are left in peace. */
function completeName(text: string, line: CommentLine, before: string, offset: number): readonly CompletionItem[] {
  const typed = /^[#;]+\s*([\w-]*:?)$/.exec(before)?.[1];
  if (typed === undefined || !("conntrack-".startsWith(typed) || typed.startsWith("conntrack-"))) return [];
  const rest = /^[\w-]*:?/.exec(text.slice(offset, line.end))?.[0] ?? "";
  const end = offset + rest.length;
  const after = text.slice(end, line.end);
  if (after.trim() !== "" && !typed.startsWith("conntrack-")) return [];
  return offer(CONTROLS, "comment", offset - typed.length, end, true).map((item) => ({
    ...item,
    insert: after === "" ? `${item.label} ` : item.label,
  }));
}

function offer(
  choices: readonly Choice[],
  kind: CompletionItem["kind"],
  start: number,
  end: number,
  goesOn: boolean,
): readonly CompletionItem[] {
  return choices.map(([label, detail], rank) => ({ label, kind, insert: label, replace: { start, end }, detail, rank, goesOn }));
}
