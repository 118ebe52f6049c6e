// The running table, read in slices, so that the editor goes on meanwhile.
import { createDumpReader, type DumpSummary, type HostPort } from "../core/diagnosis/index.ts";

const SLICE = 8;

export interface ReadTable {
  readonly summary: DumpSummary;
  /** Milliseconds of work. */
  readonly cost: number;
}

/** Undefined once `stopped` says so. Throws what reading throws. */
export async function readHostTable(port: HostPort, stopped: () => boolean = () => false): Promise<ReadTable | undefined> {
  const reader = createDumpReader();
  let [cost, slice] = [0, performance.now()];
  for (const piece of port.table()) {
    if (stopped()) return undefined;
    reader.push(piece);
    if (performance.now() - slice < SLICE) continue;
    cost += performance.now() - slice;
    await new Promise((resolve) => setTimeout(resolve, 0));
    slice = performance.now();
  }
  cost += performance.now() - slice;
  return { summary: reader.end({ values: port.settings()?.values ?? {} }), cost };
}
