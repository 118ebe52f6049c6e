// What counters of losses are of: want of room, races for one entry, chains that are too long, or inserts of programs. One
// packet may be in two counters. Hosts of a fleet and a host at hand are judged by this alike.

export interface LossCounts {
  readonly drop: number;
  readonly early_drop: number;
  readonly insert_failed: number;
  /** 0 where it is not counted. */
  readonly chaintoolong: number;
}

export interface ToldApart {
  /** Packets dropped for want of room, at least: drop, less what may be races. */
  readonly dropped: number;
  /** At most: packets that may have lost a race for a tuple, or found it taken: in drop and in insert_failed (nf_ct_resolve_clash). */
  readonly raced: number;
  /** A hash chain was too long: chaintoolong, and insert_failed with it (__nf_conntrack_confirm); not in drop. */
  readonly tooLong: number;
  /** In insert_failed alone: a program inserted what was there (nf_conntrack_hash_check_insert). */
  readonly byPrograms: number;
  /** Whether the table was full: something was evicted, or dropped for no other reason. Then races explain no drop for certain. */
  readonly full: boolean;
}

/** `wasFull`: a log says that the table was full, or its fill is as good as that. */
export function toldApart({ drop, early_drop, insert_failed, chaintoolong }: LossCounts, wasFull: boolean): ToldApart {
  const others = Math.max(0, insert_failed - chaintoolong);
  const raced = Math.min(others, drop);
  const dropped = drop - raced;
  return {
    dropped,
    raced,
    tooLong: chaintoolong,
    byPrograms: others - raced,
    full: dropped > 0 || early_drop > 0 || (wasFull && drop > 0),
  };
}
