// The files of a tree: all of them, and those that stayed as they were since it was read last.
import type { Reading } from "../../boot/tree/port.ts";
import type { Tree, TreeFile } from "../../boot/tree/tree.ts";
import { LIMITS, TOO_MUCH } from "../../text/limits.ts";

export function membersOf(tree: Tree): readonly TreeFile[] {
  return [...tree.files.values(), ...[...tree.folders.values()].flatMap(({ files }) => files)];
}

/** A file with the same text keeps the same reading, and with it all that is known of the text. */
export function keepReadings(tree: Tree, before: Tree | undefined): Tree {
  if (!before) return tree;
  const known = new Map<string, Reading>();
  for (const file of membersOf(before)) known.set(file.path, file.reading);
  const kept = (file: TreeFile): TreeFile => {
    const old = known.get(file.path);
    const same = old?.problem === undefined && file.reading.problem === undefined && old?.text === file.reading.text;
    return same && old ? { ...file, reading: old } : file;
  };
  return {
    ...tree,
    files: new Map([...tree.files].map(([path, file]) => [path, kept(file)])),
    folders: new Map([...tree.folders].map(([path, folder]) => [path, { ...folder, files: folder.files.map(kept) }])),
  };
}

/** A file that another program than those of sysctl reads, named by its address. */
export function otherFile(address: string, path: string, reading: Reading): TreeFile {
  const isTooLarge = reading.problem === undefined && reading.text.length > LIMITS.smallFileBytes;
  return {
    path: address,
    name: path.slice(path.lastIndexOf("/") + 1),
    real: address,
    isNull: false,
    reading: isTooLarge ? { problem: "too-large", reason: TOO_MUCH.smallFileBytes } : reading,
  };
}
