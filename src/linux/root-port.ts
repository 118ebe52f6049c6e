// Reads a folder as the root of a system: links lead where they would lead there, and never out of it.
import { constants, type Dirent, lstatSync, readlinkSync, type Stats } from "node:fs";
import { access, readdir } from "node:fs/promises";
import type { Entry, EntryKind, LinkTarget, Listing, Reading, ReadProblem, TreePort } from "../core/boot/index.ts";
import { fromBytes, realPath, toBytes } from "./bytes.ts";
import { failureOf, reason } from "./failure.ts";
import { readFileText } from "./read-file.ts";
import { isInside } from "./read-inside.ts";

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

/** Throws where the root itself cannot be found, or is a link out of the folder that it has to be in. */
export async function rootPort(folder: string, within?: string): Promise<TreePort> {
  const root = realPath(folder);
  if (within !== undefined && !isInside(realPath(within), root)) throw new Error("a link out of the folder, not followed");
  const base = root === "/" ? "" : root;
  const find = (path: string): Found => resolve(base, path);
  /** The folder that was listed last, as it was then: its files are read next, and there may be very many. */
  let listed: string | undefined;
  const findBelow = (path: string): Found => {
    const end = path.lastIndexOf("/");
    const isPlain = listed !== undefined && path.slice(0, end) === listed && !isDots(path.slice(end + 1));
    return isPlain ? inFolder(base, path) : find(path);
  };
  return {
    list: async (path) => {
      const folder = find(path);
      listed = folder.stats?.isDirectory() ? folder.path : undefined;
      return listing(base, folder);
    },
    read: async (path) => reading(base, findBelow(path)),
    linkTarget: async (path) => target(find(path)),
    canWrite: async (path) => isWritable(base, find(path)),
  };
}

/**
 * Walks a path a name at a time; an absolute link starts again at the root, and `..` at the root stays there. Without
 * waiting: of a hundred thousand files, promises take longer than what the system is asked.
 */
function resolve(base: string, path: string): Found {
  /** A link may lead through one folder thousands of times. */
  const known = new Map<string, Stats>();
  const ask = (at: string): Stats => {
    let stats = known.get(at);
    if (!stats) {
      stats = lstatSync(toBytes(at));
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
    let found: Stats;
    try {
      found = ask(base + next);
    } catch (error) {
      const rest = open.reverse().filter((part) => part !== "" && part !== ".");
      return { path: [next, ...rest].join("/"), stats: undefined, problem: problemOf(error) };
    }
    if (found.isSymbolicLink()) {
      if (++links > MOST_LINKS)
        return { path, stats: undefined, problem: { problem: "loop", reason: "a symbolic link that leads to itself" } };
      const link = fromBytes(readlinkSync(toBytes(base + next), { encoding: "buffer" }));
      if (link.startsWith("/")) {
        at.length = 0;
        stats = lstatSync(toBytes(base === "" ? "/" : base));
      }
      for (const part of link.split("/").reverse()) open.push(part);
      continue;
    }
    at.push(name);
    stats = found;
  }
  return { path: `/${at.join("/")}`, stats };
}

function isDots(name: string): boolean {
  return name === "" || name === "." || name === "..";
}

/** A file of a folder whose own path is known to have no links; where it is one itself, or not there, the whole path tells. */
function inFolder(base: string, path: string): Found {
  try {
    const stats = lstatSync(toBytes(base + path));
    return stats.isSymbolicLink() ? resolve(base, path) : { path, stats };
  } catch {
    return resolve(base, path);
  }
}

async function listing(base: string, { path, stats, problem }: Found): Promise<Listing | undefined> {
  if (problem && problem.problem !== "missing") return { path, entries: [], problem: problem.reason };
  if (!stats?.isDirectory()) return undefined;
  try {
    const entries = await readdir(toBytes(base + path), { withFileTypes: true, encoding: "buffer" });
    return { path, entries: entries.map((entry): Entry => ({ name: fromBytes(entry.name), kind: kindOf(entry) })) };
  } catch (error) {
    return { path, entries: [], problem: reason(error) };
  }
}

function kindOf(entry: Dirent<Buffer>): EntryKind {
  if (entry.isSymbolicLink()) return "link";
  return entry.isDirectory() ? "folder" : entry.isFile() ? "file" : "other";
}

function reading(base: string, { path, stats, problem }: Found): Reading {
  if (problem) return problem;
  if (!stats || stats.isDirectory()) return { problem: "folder", reason: "a folder, not a file" };
  // What was no link a moment ago is not followed if it is one now.
  const result = readFileText(base + path, fromBytes, constants.O_NOFOLLOW ?? 0, stats);
  if ("text" in result) return { text: result.text };
  return { problem: result.what, reason: result.problem };
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
