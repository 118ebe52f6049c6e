// One look at a tree: the folders and files that decide, read through the port once. All else works on this.
import { compareBytes } from "../../text/bytes.ts";
import { BUILTIN_LIST, FOLDERS, isCandidate, KERNEL_FOLDERS, SINGLE_FILES, TUNED_FOLDERS, TUNED_PROFILE } from "./places.ts";
import type { Entry, Reading, TreePort } from "./port.ts";

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

export interface TreeFolder {
  readonly path: string;
  /** With links resolved: where /lib is a link to usr/lib, two paths are one folder. */
  readonly real: string;
  /** Candidates only, in the byte order of their names. */
  readonly files: readonly TreeFile[];
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

/** Reads what there is below the root of a port. Never fails: what cannot be read says so in its place. */
export async function readTree(port: TreePort): Promise<Tree> {
  const reader = new Reader(port);
  const folders = await Promise.all(FOLDERS.map((path) => reader.folder(path)));
  const single = await reader.files(SINGLE_FILES);
  const profiles = tunedProfiles(single.find(({ path }) => path === TUNED_PROFILE));
  const tuned = await reader.files(profiles.flatMap((profile) => TUNED_FOLDERS.map((folder) => `${folder}/${profile}/tuned.conf`)));
  return {
    folders: new Map(folders.filter((folder) => folder !== undefined).map((folder) => [folder.path, folder])),
    files: new Map([...single, ...tuned].map((file) => [file.path, file])),
    builtins: await reader.builtins(),
    knowsLinks: port.linkTarget !== undefined,
  };
}

/** The tree with another text in one file, whatever names lead to it; the same tree where no file has that place. */
export function withText(tree: Tree, real: string, text: string): Tree {
  const reading: Reading = { text };
  let found = false;
  const changed = (file: TreeFile): TreeFile => {
    if (file.real !== real) return file;
    found = true;
    return { ...file, reading };
  };
  const folders = new Map([...tree.folders].map(([path, folder]) => [path, { ...folder, files: folder.files.map(changed) }]));
  const files = new Map([...tree.files].map(([path, file]) => [path, changed(file)]));
  return found ? { ...tree, folders, files } : tree;
}

function tunedProfiles(file: TreeFile | undefined): readonly string[] {
  const text = file?.reading.problem === undefined ? (file?.reading.text ?? "") : "";
  return text.split(/\s+/).filter((name) => /^[\w.-]+$/.test(name) && !name.startsWith("."));
}

class Reader {
  private readonly port: TreePort;
  private readonly readings = new Map<string, Promise<Reading>>();

  constructor(port: TreePort) {
    this.port = port;
  }

  async folder(path: string): Promise<TreeFolder | undefined> {
    const listing = await this.port.list(path);
    if (!listing) return undefined;
    const candidates = listing.entries.filter((entry) => isCandidate(path, entry.name));
    const files = await Promise.all(candidates.map((entry) => this.entry(path, listing.path, entry)));
    const sorted = files.sort((a, b) => compareBytes(a.name, b.name));
    return { path, real: listing.path, files: sorted, ...(listing.problem !== undefined && { problem: listing.problem }) };
  }

  async files(paths: readonly string[]): Promise<readonly TreeFile[]> {
    return (await Promise.all(paths.map((path) => this.single(path)))).filter((file) => file !== undefined);
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

  private async single(path: string): Promise<TreeFile | undefined> {
    const slash = path.lastIndexOf("/");
    const name = path.slice(slash + 1);
    const target = await this.port.linkTarget?.(path);
    const file = await this.resolved(path, name, target?.path ?? path, target?.kind === "nothing");
    return file.reading.problem === "missing" && !file.isNull ? undefined : file;
  }

  private async entry(folder: string, realFolder: string, entry: Entry): Promise<TreeFile> {
    const path = `${folder}/${entry.name}`;
    const inReal = `${realFolder === "/" ? "" : realFolder}/${entry.name}`;
    if (entry.kind !== "link") return this.resolved(path, entry.name, inReal, false);
    const target = await this.port.linkTarget?.(path);
    if (!target) return { path, name: entry.name, real: undefined, isNull: false, reading: await this.read(path) };
    return this.resolved(path, entry.name, target.path, target.kind === "nothing");
  }

  private async resolved(path: string, name: string, real: string, isMissing: boolean): Promise<TreeFile> {
    if (real === NULL_DEVICE) return { path, name, real, isNull: true, reading: { text: "" } };
    const reading: Reading = isMissing ? { problem: "missing", reason: "a link to nothing" } : await this.read(real);
    return { path, name, real, isNull: false, reading };
  }

  private read(path: string): Promise<Reading> {
    let reading = this.readings.get(path);
    if (!reading) {
      reading = this.port.read(path);
      this.readings.set(path, reading);
    }
    return reading;
  }
}
