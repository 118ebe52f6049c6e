// --root: the limit that the files of each pool leave in force, from DIR/POOL or from DIR for all.
import { statSync } from "node:fs";
import { join } from "node:path";
import type { FleetReport } from "../../core/fleet/index.ts";
import { MAX_PATH } from "../../core/plan/index.ts";
import type { Input } from "../options.ts";
import { inRoot, readRoot } from "../read-root.ts";
import { visible } from "../visible.ts";

export interface LimitsInFiles {
  readonly limits: ReadonlyMap<string, number>;
  readonly notes: readonly string[];
}

/** Throws UsageError where DIR itself is to be read and holds nothing. */
export async function limitsInFiles(root: string, { pools }: FleetReport, input: Input): Promise<LimitsInFiles> {
  const limits = new Map<string, number>();
  const notes: string[] = [];
  const own = isFolder(join(root, "etc"));
  for (const { pool, machine } of pools) {
    // A label is anybody's text: only a plain name leads into a folder.
    const folder = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(pool) && isFolder(join(root, pool)) ? join(root, pool) : own ? root : undefined;
    if (folder === undefined) {
      notes.push(`--root has no folder for ${visible(pool)}; its hosts are compared with each other`);
      continue;
    }
    const host = await readRoot(folder, input, machine.target);
    for (const { path, reason } of host.unread) notes.push(`${visible(inRoot(folder, path))}: ${visible(reason)}`);
    const limit = host.winner(MAX_PATH) ? host.finalNumber(MAX_PATH) : undefined;
    if (limit === undefined)
      notes.push(`the files in ${visible(folder)} do not set nf_conntrack_max; the hosts of ${visible(pool)} are compared with each other`);
    else limits.set(pool, Number(limit));
  }
  return { limits, notes };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
