// What a host lost, told apart: packets for want of room are another matter than packets that raced for one entry.
import { FILL_ERROR } from "../advice/fill.ts";
import { toldApart } from "../kernel/told-apart.ts";
import { countsLosses, type HostFacts } from "./facts.ts";
import { COUNTERS, type Counter } from "./metrics.ts";
import { type Span, windowEnd } from "./span.ts";

export interface Losses {
  /** Packets dropped for want of room, at least: drop, less what may be races. */
  readonly dropped: number;
  /** Entries evicted to make room (early_drop): the table was full. */
  readonly evicted: number;
  /** Packets that may have lost a race for an entry: in drop and in insert_failed alike, counted twice by the kernel. */
  readonly raced: number;
  /** In insert_failed alone: chains too long, or entries that programs put in twice; no packet is in drop for it. */
  readonly refused: number;
  /** Whether the table was full: something was evicted, or dropped for no other reason. */
  readonly full: boolean;
  /** Counters that are not there. */
  readonly missing: readonly Counter[];
  /** Ends of the first and last windows in which anything was counted, and of the worst one; seconds since 1970. */
  readonly when: { readonly first: number; readonly last: number; readonly worst: number } | null;
}

/**
 * Null where none of it is counted, so that nothing is known. `share` is the highest fill of the range. Where a table was as
 * good as full, races do not explain its drops.
 */
export function lossesOf(facts: HostFacts, span: Span, share: number | undefined): Losses | null {
  if (!countsLosses(facts)) return null;
  const { drop = 0, early_drop = 0, insert_failed = 0 } = facts.lost;
  const wasFull = share !== undefined && share >= FILL_ERROR;
  // Exporters do not count chaintoolong.
  const { dropped, raced, byPrograms, full } = toldApart({ drop, early_drop, insert_failed, chaintoolong: 0 }, wasFull);
  return {
    dropped,
    evicted: early_drop,
    raced,
    refused: byPrograms,
    full,
    missing: COUNTERS.filter((counter) => facts.lost[counter] === undefined),
    when: whenOf(facts, span),
  };
}

export function lostAnything(losses: Losses | null): losses is Losses {
  return losses !== null && losses.dropped + losses.evicted + losses.raced + losses.refused > 0;
}

function whenOf({ lost, lostIn }: HostFacts, span: Span): Losses["when"] {
  const byWindow = new Map<number, number>();
  for (const counter of COUNTERS) {
    if (!lost[counter]) continue;
    for (const [window, count] of lostIn[counter] ?? []) byWindow.set(window, (byWindow.get(window) ?? 0) + count);
  }
  const windows = [...byWindow.keys()].sort((a, b) => a - b);
  const [first, last] = [windows[0], windows.at(-1)];
  if (first === undefined || last === undefined) return null;
  const worst = windows.reduce((best, window) => ((byWindow.get(window) ?? 0) > (byWindow.get(best) ?? 0) ? window : best), first);
  return { first: windowEnd(span, first), last: windowEnd(span, last), worst: windowEnd(span, worst) };
}
