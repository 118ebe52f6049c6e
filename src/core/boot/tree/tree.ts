// One look at a tree: the folders and files that decide, read through the port once. All else works on this.

import { compareBytes } from "../../text/bytes.ts";
import { LIMITS, TOO_MUCH } from "../../text/limits.ts";
import { say } from "../../words/say.ts";
import { BUILTIN_LIST, FOLDERS, isCandidate, isSysctlFile, KERNEL_FOLDERS, SINGLE_FILES, TUNED_FOLDERS, TUNED_PROFILE } from "./places.ts";
import type { Entry, OwnLines, Reading, TreePort } from "./port.ts";

export interface TreeFile {
  /** As a program names it: "/etc/sysctl.d/99-sysctl.conf". */
  readonly path: string;
  readonly name: string;
  /** The file itself, links resolved; undefined where the host cannot tell where a link leads. */
  readonly real: string | undefined;
  /** A link to /dev/null: how a file is told to be none. */
  readonly isNull: boolean;
  /** One object for one file, whatever names lead to it. */
  readonly reading: Reading;
}

interface TreeFolder {
  readonly path: string;
  /** With links resolved: where /lib is a link to usr/lib, two paths are one folder. */
  readonly real: string;
  /** Candidates only, in the byte order of their names. */
  readonly files: readonly TreeFile[];
  /** It has plain files that end in `.conf`, and nothing else. */
  readonly isPlain?: boolean;
  /** Why its files cannot be told, in a few words. */
  readonly problem?: string;
}

export interface Tree {
  readonly folders: ReadonlyMap<string, TreeFolder>;
  /** Files with a place of their own. Those that are not there are not in it. */
  readonly files: ReadonlyMap<string, TreeFile>;
  /** Lists of what is built into a kernel (modules.builtin), one for each kernel installed. */
  readonly builtins: readonly TreeFile[];
  /** False where the host could not tell where links lead. */
  readonly knowsLinks: boolean;
}

const NULL_DEVICE = "/dev/null";

export interface ReadOptions {
  /** Awaited between pieces of work. */
  readonly pause?: () => Promise<void>;
  /** Of the lines of sysctl files only those that it gives are asked for. */
  readonly own?: OwnLines;
  /** In an editor, which keeps all that it has read. */
  readonly isKept?: boolean;
}

/** Reads what there is below the root of a port. Never fails: what cannot be read says so in its place. */
export async function readTree(port: TreePort, { pause, own, isKept = false }: ReadOptions = {}): Promise<Tree> {
  const reader = new Reader(port, isKept ? LIMITS.closedBytes : LIMITS.treeBytes, pause, own);
  const folders: (TreeFolder | undefined)[] = [];
  for (const path of FOLDERS) folders.push(await reader.folder(path));
  const single = await reader.files(SINGLE_FILES);
  const profiles = await reader.tunedFiles(single.find(({ path }) => path === TUNED_PROFILE));
  const tuned = await reader.files(profiles.slice(0, LIMITS.treeFiles));
  for (const path of profiles.slice(LIMITS.treeFiles))
    tuned.push({ path, name: "tuned.conf", real: path, isNull: false, reading: TOO_MANY });
  return {
    folders: new Map(folders.filter((folder) => folder !== undefined).map((folder) => [folder.path, folder])),
    files: new Map([...single, ...tuned].map((file) => [file.path, file])),
    builtins: await reader.builtins(),
    knowsLinks: port.linkTarget !== undefined,
  };
}

/** The tree with another text in one file, whatever names lead to it; the same tree where no file has that place. */
export function withText(tree: Tree, real: string, text: string): Tree {
  return withTexts(tree, (path) => (path === real ? text : undefined));
}

/** The same for any number of files. `textOf` gives the new text of a file by its own path and its text, or undefined. */
export function withTexts(tree: Tree, textOf: (real: string, text: string) => string | undefined): Tree {
  const readings = new Map<string, Reading>();
  let found = false;
  const changed = (file: TreeFile): TreeFile => {
    if (file.real === undefined) return file;
    const known = readings.get(file.real);
    const text = known ? undefined : textOf(file.real, file.reading.problem === undefined ? file.reading.text : "");
    const reading = known ?? (text === undefined ? undefined : { text });
    if (!reading) return file;
    readings.set(file.real, reading);
    found = true;
    return { ...file, reading };
  };
  const folders = new Map([...tree.folders].map(([path, folder]) => [path, { ...folder, files: folder.files.map(changed) }]));
  const files = new Map([...tree.files].map(([path, file]) => [path, changed(file)]));
  return found ? { ...tree, folders, files } : tree;
}

/** An entry of a folder, and where it is. */
interface Place extends Entry {
  readonly path: string;
  readonly real: string;
}

class Reader {
  private readonly port: TreePort;
  private readonly pause: (() => Promise<void>) | undefined;
  private readonly readings = new Map<string, Reading | Promise<Reading>>();
  private readonly own: OwnLines | undefined;
  private readonly most: number;
  private count = 0;
  /** Characters of all texts read so far. */
  private bytes = 0;
  /** Words of those that no program of sysctl reads. */
  private words = 0;

  constructor(port: TreePort, most: number, pause: (() => Promise<void>) | undefined, own: OwnLines | undefined) {
    this.port = port;
    this.most = most;
    this.pause = pause;
    this.own = own;
  }

  async folder(path: string): Promise<TreeFolder | undefined> {
    const listing = await this.port.list(path);
    if (!listing) return undefined;
    const candidates = listing.entries.filter((entry) => isCandidate(path, entry.name));
    const room = LIMITS.treeFiles - this.count;
    const files = await this.inFolder(path, listing.path, candidates.slice(0, Math.max(0, room)));
    this.count += files.length;
    const problem = listing.problem ?? (candidates.length > files.length ? TOO_MUCH.treeFiles : undefined);
    const sorted = files.sort((a, b) => compareBytes(a.name, b.name));
    const isPlain = listing.entries.every(({ name, kind }) => kind === "file" && name.endsWith(".conf"));
    return { path, real: listing.path, files: sorted, isPlain, ...(problem !== undefined && { problem }) };
  }

  async files(paths: readonly string[]): Promise<TreeFile[]> {
    const files: TreeFile[] = [];
    for (let at = 0; at < paths.length; at += BATCH) {
      const batch = await Promise.all(paths.slice(at, at + BATCH).map((path) => this.single(path)));
      for (const file of batch) if (file) files.push(file);
      await this.pause?.();
    }
    return files;
  }

  /** Of the profiles that are switched on those that are there: the list may name any number. */
  async tunedFiles(list: TreeFile | undefined): Promise<readonly string[]> {
    if (list?.reading.problem !== undefined || !list) return [];
    const wanted = new Set(list.reading.text.split(/\s+/));
    const paths: string[] = [];
    for (const folder of TUNED_FOLDERS) {
      const listing = await this.port.list(folder);
      for (const { name } of listing?.entries ?? [])
        if (wanted.has(name) && /^[\w-][\w.-]*$/.test(name)) paths.push(`${folder}/${name}/tuned.conf`);
    }
    return paths;
  }

  async builtins(): Promise<readonly TreeFile[]> {
    for (const folder of KERNEL_FOLDERS) {
      const listing = await this.port.list(folder);
      const lists = (listing?.entries ?? []).map(({ name }) => `${folder}/${name}/${BUILTIN_LIST}`);
      const found = await this.files(lists);
      if (found.length > 0) return found;
    }
    return [];
  }

  private async inFolder(folder: string, real: string, entries: readonly Entry[]): Promise<TreeFile[]> {
    const files: TreeFile[] = [];
    for (let at = 0; at < entries.length; at += BATCH) {
      const batch = entries.slice(at, at + BATCH).map(({ name, kind }): Place => {
        const path = `${folder}/${name}`;
        // One string for both, where it is: a tree may have two hundred thousand.
        return { name, kind, path, real: real === folder ? path : `${real === "/" ? "" : real}/${name}` };
      });
      this.readListed(real, batch);
      const found = batch.map((place) => (place.kind === "link" ? this.link(place) : this.resolved(place, false)));
      for (const file of isThere(found) ? found : await Promise.all(found)) files.push(file);
      await this.pause?.();
    }
    return files;
  }

  /** Takes in at once what the port can tell at once. */
  private readListed(folder: string, batch: readonly Place[]): void {
    const plain = batch.filter(({ kind, real }) => kind === "file" && !this.readings.has(real));
    if (!this.port.readListed || plain.length === 0 || this.bytes > this.most) return;
    let at = 0;
    for (const reading of this.port.readListed(
      folder,
      plain.map(({ name }) => name),
    )) {
      const real = plain[at++]?.real;
      if (reading && real !== undefined) this.readings.set(real, this.bounded(real, reading));
      if (this.bytes > this.most) return;
    }
  }

  private async single(path: string): Promise<TreeFile | undefined> {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const target = await this.port.linkTarget?.(path);
    const file = await this.resolved({ path, name, real: target?.path ?? path }, target?.kind === "nothing");
    return file.reading.problem === "missing" && !file.isNull ? undefined : file;
  }

  private async link({ path, name }: Place): Promise<TreeFile> {
    const target = await this.port.linkTarget?.(path);
    if (!target) return { path, name, real: undefined, isNull: false, reading: await this.read(path) };
    return this.resolved({ path, name, real: target.path }, target.kind === "nothing");
  }

  private resolved({ path, name, real }: Omit<Place, "kind">, isMissing: boolean): TreeFile | Promise<TreeFile> {
    if (real === NULL_DEVICE) return { path, name, real, isNull: true, reading: { text: "" } };
    const reading = isMissing ? DANGLING : this.read(real);
    if (reading instanceof Promise) return reading.then((read) => ({ path, name, real, isNull: false, reading: read }));
    return { path, name, real, isNull: false, reading };
  }

  private read(path: string): Reading | Promise<Reading> {
    const known = this.readings.get(path);
    if (known) return known;
    if (this.bytes > this.most) return this.full;
    const answer = this.port.read(path);
    const reading = answer instanceof Promise ? answer.then((read) => this.bounded(path, read)) : this.bounded(path, answer);
    this.readings.set(path, reading);
    return reading;
  }

  private bounded(path: string, reading: Reading): Reading {
    if (reading.problem !== undefined) return reading;
    this.bytes += reading.text.length;
    // One file may have all of it.
    if (this.most < LIMITS.treeBytes && this.bytes > this.most) return this.full;
    if (!isSysctlFile(path)) return this.small(reading, reading.text);
    return this.own ? { text: reading.text, own: this.own, kept: undefined } : reading;
  }

  private get full(): Reading {
    return { problem: "too-large", reason: this.most < LIMITS.treeBytes ? TOO_MUCH.closedBytes : TOO_MUCH.treeBytes };
  }

  private small(reading: Reading, text: string): Reading {
    if (text.length > LIMITS.smallFileBytes) return TOO_LARGE;
    // What a backslash cuts off is put together again, and takes as much.
    for (const _ of text.matchAll(/\S\s|\\/g)) this.words++;
    return this.words > LIMITS.words ? TOO_MANY_WORDS : reading;
  }
}

const DANGLING: Reading = { problem: "missing", reason: say("a broken link") };
const TOO_MANY: Reading = { problem: "too-large", reason: TOO_MUCH.treeFiles };
const TOO_LARGE: Reading = { problem: "too-large", reason: TOO_MUCH.smallFileBytes };
const TOO_MANY_WORDS: Reading = { problem: "too-large", reason: TOO_MUCH.words };

/** So many files are read at the same time. */
const BATCH = 64;

/** Whether nothing has to be waited for. */
function isThere<R>(batch: readonly (R | Promise<R>)[]): batch is readonly R[] {
  return !batch.some((one) => one instanceof Promise);
}
