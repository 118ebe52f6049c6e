// Puts settings into a sysctl.conf: keys in place, comments and order kept, missing ones added in a block at the end.

import { applyAlone } from "../boot/alone.ts";
import { actualBuckets } from "../kernel/hash-table.ts";
import { readNumber } from "../kernel/number.ts";
import { BUCKETS_PATH, MAX_PATHS } from "../kernel/table-keys.ts";
import type { KernelTarget } from "../kernel/target.ts";
import type { Applier } from "../sysctl/applier.ts";
import type { SettingLine, SysctlDocument } from "../sysctl/document.ts";
import { dotted, spelledLike } from "../sysctl/key-path.ts";
import { parse } from "../sysctl/parse.ts";
import { applyEdits, type TextEdit } from "../text/span.ts";

import type { Setting } from "./model/settings.ts";

export interface Written {
  /** In order; they do not overlap. */
  readonly edits: readonly TextEdit[];
  /** Paths whose lines change, paths that are new, and paths left alone because a template writes them, or the end of the file. */
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly templated: readonly string[];
  /** Paths that are written, and that other lines keep from being in force as the applier applies the file. */
  readonly ineffective: readonly string[];
}

export interface WriteOptions {
  readonly target: KernelTarget;
  readonly applier: Applier;
}

/** Opens the block of added keys; found again by its text, so that later keys join it. */
const HEADING = "# Connection tracking, sized by Conntrack Planner";

/**
 * The edits that make a file say what the settings say, whoever applies it. Every line that sets a key is brought to the
 * value: of repeats, programs differ in which one counts. What already says it stays as it is written. Where that is not
 * enough for the applier at hand, as behind an exclusion, the key is set once more at the end.
 */
export function writeSettings(document: SysctlDocument, settings: readonly Setting[], options: WriteOptions): Written {
  const written = write(document, settings, []);
  const lost = ineffectiveIn(document, written, settings, options);
  if (lost.length === 0) return written;
  const ineffective = ineffectiveIn(document, write(document, settings, lost), settings, options);
  const mended = lost.filter((path) => !ineffective.includes(path));
  return { ...(mended.length === 0 ? written : write(document, settings, mended)), ineffective };
}

/** `again` are paths to be set at the end, whatever is there already. */
function write(document: SysctlDocument, settings: readonly Setting[], again: readonly string[]): Written {
  const edits: TextEdit[] = [];
  const changed: string[] = [];
  const missing: Setting[] = [];
  const repeated: Setting[] = [];
  const templated: string[] = [];
  for (const setting of settings) {
    const lines = linesOf(document, setting.path);
    if (lines.some((line) => line.placeholder) || (lines.length === 0 && document.openAtEnd)) {
      templated.push(setting.path);
      continue;
    }
    if (lines.length === 0) missing.push(setting);
    else if (again.includes(setting.path)) repeated.push(setting);
    const own = lines.flatMap((line) => valueEdit(line, setting.value));
    if (own.length > 0 || repeated.at(-1) === setting) changed.push(setting.path);
    for (const edit of own) edits.push(edit);
  }
  if (missing.length + repeated.length > 0) edits.push(addition(document, [...missing, ...repeated]));
  const added = missing.map(({ path }) => path);
  return { edits: edits.sort((a, b) => a.start - b.start), changed, added, templated, ineffective: [] };
}

/** The paths whose value is another one in the end; those that nobody can tell are left out. */
function ineffectiveIn(
  document: SysctlDocument,
  { edits, templated }: Written,
  settings: readonly Setting[],
  { target, applier }: WriteOptions,
): readonly string[] {
  const byteOrderMark = document.byteOrderMark && document.contentStart === 0;
  const after = applyAlone(parse(applyEdits(document.text, edits), { byteOrderMark }), { target, applier });
  return settings
    .filter(({ path, value }) => {
      if (templated.includes(path) || after.isOpen(path)) return false;
      const wanted = path === BUCKETS_PATH ? actualBuckets(target, value) : value;
      return after.finalNumber(path) !== BigInt(wanted);
    })
    .map(({ path }) => path);
}

function linesOf(document: SysctlDocument, path: string): readonly SettingLine[] {
  const paths = MAX_PATHS.includes(path) ? MAX_PATHS : [path];
  return document.lines.filter((line): line is SettingLine => line.kind === "setting" && paths.includes(line.key.path));
}

/** The first word of the value is the number; a note behind it stays. */
function valueEdit({ value, equals }: SettingLine, wanted: number): readonly TextEdit[] {
  const [, number = value.text, note = ""] = /^(\S+)(\s+[#;].*)?$/s.exec(value.text) ?? [];
  const reading = readNumber(number);
  if (reading.ok && reading.value === BigInt(wanted)) return [];
  const end = value.end - note.length;
  const gap = value.text === "" && value.start === equals + 1 ? " " : "";
  return [{ start: value.start, end, text: `${gap}${wanted}` }];
}

function addition(document: SysctlDocument, settings: readonly Setting[]): TextEdit {
  const { text, newline } = document;
  const sample = sampleOf(document);
  const between = sample ? text.slice(sample.key.end, sample.value.start) : " = ";
  const separator = /^[ \t]*=[ \t]*$/.test(between) ? between : " = ";
  const lines = settings.map(({ path, value }) => `${sample ? spelledLike(sample.key.text, path) : dotted(path)}${separator}${value}`);

  const after = endOfBlock(document);
  if (after !== undefined) return { start: after, end: after, text: lines.map((line) => `${newline}${line}`).join("") };
  const end = text.length;
  const last = document.lines.at(-1);
  // A line that holds anything, blanks even, has no end yet; a byte-order mark is none of it.
  const open = last !== undefined && text.slice(last.start, last.end).replace("\ufeff", "") !== "";
  const before = document.lines.at(open ? -1 : -2);
  const apart = before !== undefined && before.kind !== "blank";
  return { start: end, end, text: [...(open ? [""] : []), ...(apart ? [""] : []), HEADING, ...lines, ""].join(newline) };
}

/** Where the block of an earlier time ends; undefined where there is none. */
function endOfBlock({ lines, text }: SysctlDocument): number | undefined {
  const heading = lines.findIndex((line) => line.kind === "comment" && text.slice(line.start, line.end).trim() === HEADING);
  if (heading < 0) return undefined;
  let last = heading;
  while (lines[last + 1]?.kind === "setting") last++;
  return lines[last]?.end;
}

/** The line whose style the new ones follow: the first conntrack setting, or the first setting at all. */
function sampleOf({ lines }: SysctlDocument): SettingLine | undefined {
  const settings = lines.filter((line): line is SettingLine => line.kind === "setting" && !line.placeholder && line.value.text !== "");
  return settings.find(({ key }) => key.path.includes("conntrack")) ?? settings[0];
}
