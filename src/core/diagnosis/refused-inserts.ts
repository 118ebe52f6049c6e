// New entries that were refused although the table had room, as counters tell them from drops of a full table.
import { FILL_ERROR } from "../advice/fill.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { type ToldApart, toldApart } from "../kernel/told-apart.ts";
import { counted } from "./counted.ts";

interface Filled {
  readonly evidence: Evidence;
  readonly fill: number | undefined;
}

export function refusedInserts({ evidence, fill }: Filled): ToldApart {
  const count = (id: Parameters<typeof counted>[1]): number => counted(evidence, id);
  const [drop, early_drop, insert_failed, chaintoolong] = [
    count("drop"),
    count("early_drop"),
    count("insert_failed"),
    count("chaintoolong"),
  ];
  const wasFull = (evidence.log?.tableFull.printed ?? 0) > 0 || (fill !== undefined && fill >= FILL_ERROR);
  return toldApart({ drop, early_drop, insert_failed, chaintoolong }, wasFull);
}

/** Whether all packets that the counters call dropped were lost so, and none for want of room. */
export function racesExplainDrops(filled: Filled): boolean {
  const { raced, full } = refusedInserts(filled);
  return raced > 0 && !full;
}
