// Brings scattered conntrack settings into one file so that the same values are in force in the end; says so only after
// having applied the new files itself.
import { findKey } from "../kernel/catalogue.ts";
import { lineStartsOf, placeAt } from "../text/line-index.ts";
import type { TextEdit } from "../text/span.ts";
import { applyEdits } from "../text/span.ts";
import type { HostConfiguration } from "./configuration.ts";
import { type EffectiveOptions, effective } from "./effective.ts";
import type { LineFate } from "./fates.ts";
import { SYSCTL_CONF } from "./tree/places.ts";
import { type Tree, type TreeFile, withText, withTexts } from "./tree/tree.ts";

export interface Collection {
  /** Path in the tree of the file that gets the settings; it is new, or the edits add to it. */
  readonly into: string;
  readonly isNew: boolean;
  readonly text: string;
  /** Lines that go, by the path of their file. */
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  readonly settings: number;
  readonly left: readonly LeftFile[];
}

/** A file that keeps its lines. */
export interface LeftFile {
  readonly file: TreeFile;
  readonly why: /** It is replaced with its package. */
    | "package"
    /** Neither in /etc nor of a package. */
    | "place"
    /** A link to where nobody knows. */
    | "link"
    | "read-only";
}

const FOLDER = "/etc/sysctl.d";
const NAMES: readonly string[] = [
  "60-conntrack.conf",
  "90-conntrack.conf",
  "99-conntrack.conf",
  "99-zz-conntrack.conf",
  "zz-conntrack.conf",
];

/** Undefined where there is nothing scattered, or no file to move it to keeps the outcome. */
export function collect(host: HostConfiguration, canWrite: (file: TreeFile) => boolean = () => true): Collection | undefined {
  const winners = host.settings.filter(({ path }) => findKey(path)).map(({ line }) => line);
  const read = linesRead(host);
  const left = leftFiles(host, canWrite);
  const staying = new Set(left.map(({ file }) => file));
  const moving = read.filter(({ file }) => !staying.has(file));
  if (new Set(moving.map(({ file }) => file.real)).size < 2) return undefined;
  const text = ordered(winners, host)
    .map(({ statement }) => `${statement.ignoreFailure ? "-" : ""}${statement.key} = ${statement.value}\n`)
    .join("");
  const edits = removals(moving);
  const emptied = withTexts(host.tree, (path, text) => {
    const own = edits.get(path);
    return own && applyEdits(text, own);
  });
  for (const into of host.applier === "busybox" ? [SYSCTL_CONF] : NAMES.map((name) => `${FOLDER}/${name}`)) {
    const known = fileIn(host.tree, into);
    if (known && into !== SYSCTL_CONF) continue;
    const tree = known ? withText(emptied, into, `${textIn(emptied, into)}${text}`) : withFile(emptied, into, text);
    if (tree && isSame(host, tree)) return { into, isNew: !known, text, edits, settings: winners.length, left };
  }
  return undefined;
}

/** The files with conntrack settings that collecting passes by. */
export function leftFiles(host: HostConfiguration, canWrite: (file: TreeFile) => boolean = () => true): readonly LeftFile[] {
  const files = new Set(linesRead(host).map(({ file }) => file));
  return [...files].flatMap((file) => {
    const why = whyLeft(file) ?? (canWrite(file) ? undefined : "read-only");
    return why ? [{ file, why }] : [];
  });
}

/** Those of conntrack that the program gets to. */
function linesRead({ lines }: HostConfiguration): readonly LineFate[] {
  return [...lines].filter(({ path, event, fate }) => findKey(path) && event && fate !== "masked");
}

function whyLeft({ path, real }: TreeFile): LeftFile["why"] | undefined {
  if (real === undefined) return "link";
  if ([path, real].some((one) => /^\/(?:usr\/)?lib\//.test(one))) return "package";
  return real.startsWith("/etc/") ? undefined : "place";
}

/** As they are written: the order matters to thresholds that bound each other. */
function ordered(winners: readonly LineFate[], { writes }: HostConfiguration): readonly LineFate[] {
  const places = new Map(writes.map((event, place) => [event, place]));
  const place = ({ event }: LineFate): number => (event && places.get(event)) ?? -1;
  return [...winners].sort((a, b) => place(a) - place(b));
}

function removals(lines: readonly LineFate[]): ReadonlyMap<string, readonly TextEdit[]> {
  const byFile = new Map<string, Map<number, TextEdit>>();
  const startsOf = new Map<TreeFile, readonly number[]>();
  for (const { file, statement } of lines) {
    const path = file.real ?? file.path;
    const text = file.reading.problem === undefined ? file.reading.text : "";
    const starts = startsOf.get(file) ?? lineStartsOf(text);
    startsOf.set(file, starts);
    const [first, last] = [placeAt(starts, statement.start).line, placeAt(starts, statement.end).line];
    const start = starts[first] ?? 0;
    const edits = byFile.get(path) ?? new Map<number, TextEdit>();
    byFile.set(path, edits);
    edits.set(start, { start, end: starts[last + 1] ?? text.length, text: "" });
  }
  return new Map([...byFile].map(([path, edits]) => [path, [...edits.values()].sort((a, b) => a.start - b.start)]));
}

function fileIn(tree: Tree, path: string): TreeFile | undefined {
  return tree.files.get(path) ?? tree.folders.get(FOLDER)?.files.find((file) => file.path === path);
}

function textIn(tree: Tree, path: string): string {
  const all = [...tree.files.values(), ...[...tree.folders.values()].flatMap(({ files }) => files)];
  const reading = all.find((file) => (file.real ?? file.path) === path)?.reading;
  return reading?.problem === undefined ? (reading?.text ?? "") : "";
}

function withFile(tree: Tree, path: string, text: string): Tree | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const file: TreeFile = { path, name, real: path, isNull: false, reading: { text } };
  if (path === SYSCTL_CONF) return { ...tree, files: new Map([...tree.files, [path, file]]) };
  const folder = tree.folders.get(FOLDER) ?? { path: FOLDER, real: FOLDER, files: [] };
  if (folder.real !== FOLDER) return undefined;
  return { ...tree, folders: new Map([...tree.folders, [FOLDER, { ...folder, files: [...folder.files, file] }]]) };
}

/** Whether the same keys have the same values in the end. */
function isSame(host: HostConfiguration, tree: Tree): boolean {
  const options: EffectiveOptions = { target: host.target, applier: host.applier, busyboxBoot: host.detected.busyboxBoot };
  const told = ({ settings }: HostConfiguration): string => JSON.stringify(settings.map(({ path, value }) => [path, value]));
  return told(effective(tree, options)) === told(host);
}
