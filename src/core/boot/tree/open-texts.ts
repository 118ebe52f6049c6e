// Texts that are open in an editor take the place of the files that a port reads.
import type { Reading, TreePort } from "./port.ts";

/** How to read a port's files, where some are open. `openText` gives the text of an open file, by its path. */
export function withOpenTexts(
  { read, readListed }: Pick<TreePort, "read" | "readListed">,
  openText: (path: string) => Reading | undefined,
): Pick<TreePort, "read" | "readListed"> {
  return {
    read: (path) => openText(path) ?? read(path),
    ...(readListed && { readListed: (folder, names) => listed(folder, names, readListed, openText) }),
  };
}

function* listed(
  folder: string,
  names: readonly string[],
  readListed: NonNullable<TreePort["readListed"]>,
  openText: (path: string) => Reading | undefined,
): Generator<Reading | undefined> {
  const open = names.map((name) => openText(`${folder}/${name}`));
  const closed = readListed(
    folder,
    names.filter((_, index) => open[index] === undefined),
  )[Symbol.iterator]();
  try {
    for (const text of open) yield text ?? closed.next().value;
  } finally {
    closed.return?.();
  }
}
