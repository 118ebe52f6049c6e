// Counted: new entries that were refused although the table had room. What is counted twice is one packet.
import { FILL_ERROR } from "../advice/fill.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { counted } from "./counted.ts";

export interface RefusedInserts {
  /** A hash chain was too long: chaintoolong, and insert_failed with it (__nf_conntrack_confirm); not in drop. */
  readonly tooLong: number;
  /** Packets that lost a race for a tuple, or found it taken: in drop and in insert_failed (nf_ct_resolve_clash). */
  readonly raced: number;
  /** In insert_failed alone: a program inserted what was there (nf_conntrack_hash_check_insert). */
  readonly byPrograms: number;
}

export function refusedInserts({ evidence }: { readonly evidence: Evidence }): RefusedInserts {
  const tooLong = counted(evidence, "chaintoolong");
  const others = Math.max(0, counted(evidence, "insert_failed") - tooLong);
  const raced = Math.min(others, counted(evidence, "drop"));
  return { tooLong, raced, byPrograms: others - raced };
}

/** Whether all packets that the counters call dropped were lost so, and none for want of room. */
export function racesExplainDrops({ evidence, fill }: { readonly evidence: Evidence; readonly fill: number | undefined }): boolean {
  const { raced } = refusedInserts({ evidence });
  return (
    raced > 0 &&
    raced >= counted(evidence, "drop") &&
    counted(evidence, "early_drop") === 0 &&
    (evidence.log?.tableFull.printed ?? 0) === 0 &&
    (fill === undefined || fill < FILL_ERROR)
  );
}
