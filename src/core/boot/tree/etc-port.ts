// A folder that stands for /etc, answering for the paths of a system; links stay what they are within the folder.
import type { Listing, TreePort } from "./port.ts";
import type { Root } from "./roots.ts";

/** The port of the folder that a root names, as the port of the system. */
export function systemPort(port: TreePort, { stands }: Pick<Root, "stands">): TreePort {
  if (stands === "system") return port;
  const { linkTarget, canWrite, readListed } = port;
  return {
    list: async (path) => {
      const inside = insideEtc(path);
      const listing: Listing | undefined = inside === undefined ? undefined : await port.list(inside);
      return listing && { ...listing, path: ofSystem(listing.path) };
    },
    read: (path) => {
      const inside = insideEtc(path);
      return inside === undefined ? { problem: "missing", reason: "no such file" } : port.read(inside);
    },
    ...(readListed && {
      readListed: (folder, names) => {
        const inside = insideEtc(folder);
        return inside === undefined ? [] : readListed(inside, names);
      },
    }),
    ...(linkTarget && {
      linkTarget: async (path) => {
        const inside = insideEtc(path);
        if (inside === undefined) return { path, kind: "nothing" };
        const found = await linkTarget(inside);
        return found.path === "/dev/null" ? found : { ...found, path: ofSystem(found.path) };
      },
    }),
    ...(canWrite && {
      canWrite: async (path) => {
        const inside = insideEtc(path);
        return inside !== undefined && canWrite(inside);
      },
    }),
  };
}

function insideEtc(path: string): string | undefined {
  return path === "/etc" ? "/" : path.startsWith("/etc/") ? path.slice("/etc".length) : undefined;
}

function ofSystem(path: string): string {
  return path === "/" ? "/etc" : `/etc${path}`;
}
