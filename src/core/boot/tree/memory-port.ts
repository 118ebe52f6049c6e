// A tree held in memory, links and all: for tests, and for texts that are in no file yet.
import { say } from "../../words/say.ts";
import type { Entry, LinkTarget, Listing, Reading, TreePort } from "./port.ts";

export type MemoryFile =
  | string
  | { readonly link: string }
  | { readonly folder: true }
  /** There, and not readable. */
  | { readonly denied: true };

/** Files by absolute path. The folders above them are there by themselves. */
export type MemoryTree = Readonly<Record<string, MemoryFile>>;

/** More links than this in one path are a loop (ELOOP, as in Linux). */
const MOST_LINKS = 40;

interface Found {
  readonly path: string;
  /** Undefined where nothing is there. */
  readonly node: MemoryFile | Folder | undefined;
  readonly loop?: true;
}

class Folder {
  readonly entries = new Map<string, MemoryFile | Folder>();
}

export function memoryPort(tree: MemoryTree): TreePort {
  const root = build(tree);
  const find = (path: string): Found => resolve(root, path);
  return {
    list: (path) => Promise.resolve(listing(find(path))),
    read: (path) => Promise.resolve(reading(find(path))),
    linkTarget: (path) => Promise.resolve(target(find(path))),
  };
}

function build(tree: MemoryTree): Folder {
  const root = new Folder();
  for (const [path, file] of Object.entries(tree)) {
    const parts = path.split("/").filter((part) => part !== "");
    const name = parts.pop();
    if (name === undefined) continue;
    let folder = root;
    for (const part of parts) {
      const next = folder.entries.get(part);
      const child = next instanceof Folder ? next : new Folder();
      folder.entries.set(part, child);
      folder = child;
    }
    const isFolder = typeof file === "object" && "folder" in file;
    folder.entries.set(name, isFolder ? new Folder() : file);
  }
  return root;
}

/** Walks a path, following every link. `..` at the top stays at the top. */
function resolve(root: Folder, path: string): Found {
  let open = path.split("/");
  const at: { readonly name: string; readonly folder: Folder }[] = [];
  let node: MemoryFile | Folder | undefined = root;
  let links = 0;
  while (open.length > 0) {
    const part = open.shift() ?? "";
    if (part === "" || part === ".") continue;
    if (part === "..") {
      const left = at.pop();
      node = left ? left.folder : root;
      continue;
    }
    if (!(node instanceof Folder)) return { path: pathOf(at, [part, ...open]), node: undefined };
    const folder: Folder = node;
    const next = folder.entries.get(part);
    if (next === undefined) return { path: pathOf(at, [part, ...open]), node: undefined };
    if (typeof next === "object" && "link" in next) {
      if (++links > MOST_LINKS) return { path, node: undefined, loop: true };
      if (next.link.startsWith("/")) {
        at.length = 0;
        node = root;
      }
      open = [...next.link.split("/"), ...open];
      continue;
    }
    at.push({ name: part, folder });
    node = next;
  }
  return { path: pathOf(at, []), node };
}

function pathOf(at: readonly { readonly name: string }[], rest: readonly string[]): string {
  return `/${[...at.map(({ name }) => name), ...rest].filter((part) => part !== "" && part !== ".").join("/")}`;
}

function listing({ path, node, loop }: Found): Listing | undefined {
  if (loop) return { path, entries: [], problem: say("a symbolic link that points to itself") };
  if (!(node instanceof Folder)) return undefined;
  const entries = [...node.entries].map(([name, child]): Entry => {
    const kind = child instanceof Folder ? "folder" : typeof child === "object" && "link" in child ? "link" : "file";
    return { name, kind };
  });
  return { path, entries };
}

function reading({ node, loop }: Found): Reading {
  if (loop) return { problem: "loop", reason: say("a symbolic link that points to itself") };
  if (node === undefined) return { problem: "missing", reason: say("no such file") };
  if (node instanceof Folder) return { problem: "folder", reason: say("a folder, not a file") };
  return typeof node === "string" ? { text: node } : { problem: "denied", reason: say("permission denied") };
}

function target({ path, node, loop }: Found): LinkTarget {
  if (loop) return { path, kind: "loop" };
  if (node === undefined) return { path, kind: "nothing" };
  return { path, kind: node instanceof Folder ? "folder" : "file" };
}
