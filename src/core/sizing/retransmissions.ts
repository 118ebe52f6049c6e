// When a Linux host sends again what nobody acknowledges, and for how long an entry is kept by it. Pure maths.

/** What the hosts at the ends of a connection do, as far as it keeps entries. Seconds. */
export interface Peers {
  /** tcp_retries2: how often data is sent again. */
  readonly retries: number;
  /** How often a FIN is, once the program has let the socket go: tcp_orphan_retries, where 0 stands for 8. */
  readonly orphanRetries: number;
  readonly keepalive: { readonly time: number; readonly interval: number; readonly probes: number };
}

/** TCP_RTO_MIN of a path without delay, and TCP_RTO_MAX (include/net/tcp.h). */
const FIRST_PAUSE = 0.2;
const LONGEST_PAUSE = 120;

/** Seconds between one sending and the next: doubled each time, so that 15 of them take 804.6 s. */
export function pauses(retries: number): readonly number[] {
  return Array.from({ length: retries }, (_, number) => Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** number));
}

/**
 * Seconds that retransmissions keep an entry, before its timeout runs out for good: each sets the time back, and none finds
 * it once it has expired. `timeout` by the number of sendings so far.
 */
export function keptBy(between: readonly number[], timeout: (sent: number) => number): number {
  let kept = 0;
  for (const [sent, pause] of between.entries()) {
    if (timeout(sent) < pause) return kept;
    kept += pause;
  }
  return kept;
}
