// The entries of a folder, whatever bytes are in their names.
import { type Dirent, readdirSync } from "node:fs";
import { fromBytes, pathOf } from "./bytes.ts";

export interface FolderEntry
  extends Pick<Dirent, "isSymbolicLink" | "isDirectory" | "isFile" | "isFIFO" | "isSocket" | "isCharacterDevice" | "isBlockDevice"> {
  /** Bytes that are no UTF-8 are lone surrogates (core/text/bytes.ts). */
  readonly name: string;
}

/** As text, which takes a third of the room; as bytes where some name is no UTF-8. Throws what reading throws. */
export function entriesOf(path: string): readonly FolderEntry[] {
  const entries = readdirSync(pathOf(path), { withFileTypes: true });
  if (!entries.some(({ name }) => name.includes("\ufffd"))) return entries;
  const asBytes: readonly Dirent<Buffer>[] = readdirSync(pathOf(path), { withFileTypes: true, encoding: "buffer" });
  return asBytes.map((entry) => Object.assign(Object.create(entry), { name: fromBytes(entry.name) }));
}
