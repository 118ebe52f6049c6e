// Reads a tree of a folder: open documents before files, and nothing that a link leads out to.
import { join } from "node:path";
import { pathInRoot, type Root, systemPort, withOpenTexts } from "../core/boot/index.ts";
import { isTooLong, type PlacedPort, TOO_MUCH, textOf } from "../core/language/index.ts";
import { rootPort } from "../linux/index.ts";
import { addressOf, fileOf } from "./addresses.ts";
import type { OpenDocuments } from "./open-documents.ts";

export type FolderPort = PlacedPort<string>;

/** `folder` is an address. Throws where the root leads out of it, or is gone. */
export async function openFolder(folder: string, root: Root, documents: OpenDocuments): Promise<FolderPort> {
  const base = fileOf(folder) ?? "";
  const port = systemPort(await rootPort(join(base, root.path), base), root);
  const uris = new Map<string, string>();
  const uriOf = (path: string): string | undefined => {
    const known = uris.get(path);
    const below = known === undefined ? pathInRoot(root, path) : undefined;
    if (below === undefined) return known;
    const uri = addressOf(join(base, below));
    uris.set(path, uri);
    return uri;
  };
  return {
    ...port,
    uriOf,
    ...withOpenTexts(port, (path) => {
      const uri = uriOf(path);
      const open = uri === undefined ? undefined : documents.get(uri);
      if (!open) return undefined;
      return isTooLong(open) ? { problem: "too-large", reason: TOO_MUCH.lines } : { text: textOf(open) };
    }),
  };
}
