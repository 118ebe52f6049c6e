// Reads a folder as the root of a system: links lead where they would lead there, and never out of it.

import { closeSync, constants, lstatSync, readlinkSync, type Stats } from "node:fs";
import { access } from "node:fs/promises";
import type { EntryKind, LinkTarget, Listing, Reading, ReadProblem, TreePort } from "../core/boot/index.ts";
import { say } from "../core/words/index.ts";
import { fromBytes, pathOf, realPath, toBytes } from "./bytes.ts";
import { entriesOf, type FolderEntry } from "./entries.ts";
import { failureOf, reason } from "./failure.ts";
import { isInside, openFolder } from "./inside.ts";
import { LEAVES, type ReadResult, readFileText } from "./read-file.ts";
import { readSmallText } from "./read-small.ts";

/** Where the system that this process runs on has its files; nowhere but on Linux. */
export const MACHINE_ROOT: string | undefined = process.platform === "linux" ? "/" : undefined;

/** More links than this on one way are a loop (ELOOP, as in Linux). */
const MOST_LINKS = 40;

interface Found {
  /** Within the root, all links resolved. */
  readonly path: string;
  readonly stats: Stats | undefined;
  readonly problem?: { readonly problem: ReadProblem; readonly reason: string };
}

/** `within`: a folder of an editor that the root has to be in. Throws where it cannot be found, or is a link out of it. */
export async function rootPort(folder: string, within?: string): Promise<TreePort> {
  const root = realPath(folder);
  if (within !== undefined && !isInside(realPath(within), root)) throw new Error(LEAVES.problem);
  const base = root === "/" ? "" : root;
  const linkAt = rememberedLinks();
  const isClosed = within !== undefined;
  const find = (path: string): Found => resolve(base, path, linkAt);
  return {
    list: async (path) => listing(base, find(path)),
    read: (path) => reading(base, find(path), isClosed),
    readListed: (folder, names) => readPlainFiles(base, folder, names, isClosed),
    linkTarget: async (path) => target(find(path)),
    canWrite: async (path) => isWritable(base, find(path)),
  };
}

/** Where a path is a link, its text; undefined for all else. `stats` are asked for where it is not known. */
type LinkAt = (path: string, stats: (path: string) => Stats) => string | undefined;

/**
 * Links are remembered for one turn of the event loop. Each way to a file may have forty of them: of a hundred thousand
 * links in a ring, each would be asked for forty times.
 */
function rememberedLinks(): LinkAt {
  const links = new Map<string, string>();
  return (path, stats) => {
    const known = links.get(path);
    if (known !== undefined || !stats(path).isSymbolicLink()) return known;
    const link = fromBytes(readlinkSync(toBytes(path), { encoding: "buffer" }));
    if (links.size === 0) setImmediate(() => links.clear());
    links.set(path, link);
    return link;
  };
}

/**
 * Walks a path a name at a time; an absolute link starts again at the root, and `..` at the root stays there. Without
 * waiting: of a hundred thousand files, promises take longer than what the system is asked.
 */
function resolve(base: string, path: string, linkAt: LinkAt): Found {
  /** A link may lead through one folder thousands of times. */
  const known = new Map<string, Stats>();
  const ask = (at: string): Stats => {
    let stats = known.get(at);
    if (!stats) {
      stats = lstatSync(pathOf(at));
      known.set(at, stats);
    }
    return stats;
  };
  /** Names yet to be walked, the next one last. */
  const open = path.split("/").reverse();
  const at: string[] = [];
  let stats: Stats | undefined = lstatSync(toBytes(base === "" ? "/" : base));
  let links = 0;
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === "" || name === ".") continue;
    if (name === "..") {
      at.pop();
      stats = ask(`${base}/${at.join("/")}`);
      continue;
    }
    const next = `/${[...at, name].join("/")}`;
    let link: string | undefined;
    try {
      link = linkAt(base + next, ask);
    } catch (error) {
      const rest = open.reverse().filter((part) => part !== "" && part !== ".");
      return { path: [next, ...rest].join("/"), stats: undefined, problem: problemOf(error) };
    }
    if (link !== undefined) {
      if (++links > MOST_LINKS)
        return { path, stats: undefined, problem: { problem: "loop", reason: say("a symbolic link that points to itself") } };
      if (link.startsWith("/")) {
        at.length = 0;
        stats = lstatSync(toBytes(base === "" ? "/" : base));
      }
      for (const part of link.split("/").reverse()) open.push(part);
      continue;
    }
    at.push(name);
    stats = ask(base + next);
  }
  return { path: `/${at.join("/")}`, stats };
}

/**
 * What plain files of a folder say, or why they cannot be read; undefined for one that is none any more. Opened from the
 * folder as it was found (openat(2)), so that whatever becomes of the way to it, its own files are read.
 */
function* readPlainFiles(base: string, folder: string, names: readonly string[], isClosed: boolean): Generator<Reading | undefined> {
  const open = openFolder(base + folder, base === "" ? "/" : base);
  try {
    for (const name of names) {
      const path = open && `${open.path}/${name}`;
      // Where nothing leads to the folder but its path, each file is asked where it is.
      const text = path !== undefined && open?.within === undefined ? readSmallText(path) : undefined;
      if (text !== undefined) {
        yield { text };
        continue;
      }
      const read = path === undefined ? undefined : told(readFileText(path, fromBytes, { ...open, isFile: true, isLink: false, isClosed }));
      yield read?.problem !== undefined && MOVED.has(read.problem) ? undefined : read;
    }
  } finally {
    if (open) closeSync(open.descriptor);
  }
}

/** What a file turns out to be that was a plain one, and has become another or a link. */
const MOVED: ReadonlySet<ReadProblem> = new Set(["denied", "loop", "missing", "odd"]);

function told(result: ReadResult): Reading {
  return "text" in result ? { text: result.text } : { problem: result.what, reason: result.problem };
}

function listing(base: string, { path, stats, problem }: Found): Listing | undefined {
  if (problem && problem.problem !== "missing") return { path, entries: [], problem: problem.reason };
  if (!stats?.isDirectory()) return undefined;
  try {
    return { path, entries: entriesOf(base + path).map((entry) => ({ name: entry.name, kind: kindOf(entry) })) };
  } catch (error) {
    return { path, entries: [], problem: reason(error) };
  }
}

function kindOf(entry: FolderEntry): EntryKind {
  if (entry.isSymbolicLink()) return "link";
  return entry.isDirectory() ? "folder" : entry.isFile() ? "file" : "other";
}

function reading(base: string, { path, stats, problem }: Found, isClosed: boolean): Reading {
  if (problem) return problem;
  if (!stats || stats.isDirectory()) return { problem: "folder", reason: say("a folder, not a file") };
  return told(readFileText(base + path, fromBytes, { within: base === "" ? "/" : base, isFile: stats.isFile(), isLink: false, isClosed }));
}

function problemOf(error: unknown): NonNullable<Found["problem"]> {
  const { what, problem } = failureOf(error);
  return { problem: what, reason: problem };
}

async function isWritable(base: string, { path, stats }: Found): Promise<boolean> {
  if (!stats?.isFile()) return false;
  return access(toBytes(base + path), constants.W_OK).then(
    () => true,
    () => false,
  );
}

function target({ path, stats, problem }: Found): LinkTarget {
  if (problem?.problem === "loop") return { path, kind: "loop" };
  if (!stats) return { path, kind: "nothing" };
  return { path, kind: stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "other" };
}
