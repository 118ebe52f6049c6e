// Reads a host's table in pieces, without holding it: each piece is written over by the next.
import { closeSync } from "node:fs";
import { join } from "node:path";
import { TABLES } from "./host.ts";
import { piecesOf } from "./read-file.ts";
import { openFile, type Roots } from "./roots.ts";

/**
 * Pieces of /proc/net/nf_conntrack. Reading costs kernel time (0.6 s for 240,000 entries, measured on Linux 6.18.44) and
 * collects expired entries on its way. Throws what opening or reading throws.
 */
export function* readTable({ proc }: Roots): Generator<Uint8Array> {
  const descriptor = openTable(proc);
  try {
    yield* piecesOf(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function openTable(proc: string): number {
  const [modern, old] = TABLES;
  try {
    return openTableFile(join(proc, modern));
  } catch (error) {
    try {
      return openTableFile(join(proc, old));
    } catch {
      throw error;
    }
  }
}

function openTableFile(path: string): number {
  const descriptor = openFile(path);
  if (descriptor === undefined) throw new Error("not a file");
  return descriptor;
}
