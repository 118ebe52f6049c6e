// Rules of udev that set conntrack keys once the module is there: they run systemd-sysctl or sysctl as it is added, whenever
// that is (sysctl.d(5) recommends the first form).
import { CONNTRACK_MODULE } from "../../kernel/modules.ts";
import { keyPath } from "../../sysctl/key-path.ts";
import { lineCounter } from "../appliers/statement.ts";
import { logicalLine } from "../modules/logical-line.ts";
import { partMatcher } from "../tree/glob.ts";
import { UDEV_FOLDERS } from "../tree/places.ts";
import type { Tree, TreeFile } from "../tree/tree.ts";

interface PlacedWords {
  readonly file: TreeFile;
  readonly start: number;
  readonly end: number;
  /** From 0. */
  readonly line: number;
}

/** The settings of all files are applied once more as the module is added. */
export interface Reapplied extends PlacedWords {
  /** Keys below these alone; none for all. */
  readonly prefixes: readonly string[];
}

interface UdevSetting extends PlacedWords {
  readonly path: string;
  readonly value: string;
}

export interface UdevRules {
  readonly reapplied: readonly Reapplied[];
  readonly settings: readonly UdevSetting[];
}

const RUN = /\bRUN(?:\{program\})?\+?:?=\s*"((?:[^"\\]|\\.){0,4000})"/g;
const ACTION = /\bACTION==\s*"([^"]{0,200})"/;
const KERNEL = /\bKERNEL==\s*"([^"]{0,200})"/;
const SETTING = /^["']?(net[./][\w./]{1,200})=([^\s"'\\]+)/;

/** Of files with one name the one in the first folder, as udev reads them. */
export function udevRules(tree: Tree): UdevRules {
  const byName = new Map<string, TreeFile>();
  for (const folder of UDEV_FOLDERS)
    for (const file of tree.folders.get(folder)?.files ?? []) if (!byName.has(file.name)) byName.set(file.name, file);
  const found = [...byName.values()].map(rulesIn);
  return { reapplied: found.flatMap(({ reapplied }) => reapplied), settings: found.flatMap(({ settings }) => settings) };
}

function rulesIn(file: TreeFile): UdevRules {
  if (file.reading.problem !== undefined || !file.reading.text.includes("conntrack")) return { reapplied: [], settings: [] };
  const { text } = file.reading;
  const lineOf = lineCounter(text);
  const reapplied: Reapplied[] = [];
  const settings: UdevSetting[] = [];
  for (let at = 0; at < text.length; ) {
    const rule = logicalLine(text, at);
    at = rule.next;
    if (!isOfModule(rule.text)) continue;
    for (const match of rule.text.matchAll(RUN)) {
      const place = rule.place(match.index, match.index + match[0].length);
      const words = (match[1] ?? "").split(/[\s;&|]+/);
      const own = { file, start: place.start, end: place.end, line: lineOf(place.start) };
      if (words.some((word) => word.endsWith("/systemd-sysctl"))) reapplied.push({ ...own, prefixes: prefixesOf(words) });
      else if (words.some((word) => /^["']?(?:\/\S*\/)?sysctl$/.test(word))) {
        if (words.includes("--system")) reapplied.push({ ...own, prefixes: [] });
        for (const word of words) {
          const [, key, value] = SETTING.exec(word) ?? [];
          if (key !== undefined && value !== undefined) settings.push({ ...own, path: keyPath(key), value });
        }
      }
    }
  }
  return { reapplied, settings };
}

/** `ACTION=="add", SUBSYSTEM=="module", KERNEL=="nf_conntrack"`. */
function isOfModule(rule: string): boolean {
  if (/^\s*#/.test(rule) || !/\bSUBSYSTEM==\s*"module"/.test(rule)) return false;
  const action = ACTION.exec(rule)?.[1] ?? "*";
  const kernel = KERNEL.exec(rule)?.[1] ?? "";
  return /\*|\badd\b/.test(action) && kernel.split("|").some((pattern) => partMatcher(pattern)(CONNTRACK_MODULE));
}

function prefixesOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    if (word.startsWith("--prefix=")) return [prefix(word.slice("--prefix=".length))];
    return word === "--prefix" ? [prefix(words[index + 1] ?? "")] : [];
  });
}

/** Below /proc/sys, as systemd-sysctl takes it: with that folder or without, with slashes or dots. */
function prefix(text: string): string {
  return keyPath(text.replace(/^\/proc\/sys\//, ""));
}

/** Whether a key below /proc/sys is one that is set again as the module is added. */
export function isReapplied(path: string, reapplied: readonly Reapplied[]): boolean {
  return reapplied.some(({ prefixes }) => prefixes.length === 0 || prefixes.some((own) => path === own || path.startsWith(`${own}/`)));
}
