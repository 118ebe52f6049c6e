// Cause: entries whose time is over still count, because the collector has not come by.

import { formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { FindCause } from "../context.ts";
import { advice } from "./steps.ts";

/**
 * Of the count, from which it matters. Counts are read before the table, and traffic goes on meanwhile. Besides, each piece of
 * the file finds its place by counting from the start (ct_get_idx in nf_conntrack_standalone.c), so entries are passed over
 * where others leave meanwhile: up to 6.12, 24 of 324 reads of a full table showed fewer than the counter, read again at once
 * all of them (booted kernels); from 6.16.3 on none of 210.
 */
const NOTABLE = 0.3;
const LEAST = 1000;

export const uncollected: FindCause = ({ evidence: { table, host }, pressed }) => {
  const count = host?.count;
  if (!table || !count || count < LEAST || pressed !== true) return undefined;
  const expired = count - table.entries;
  const share = expired / count;
  if (share < NOTABLE) return undefined;
  return {
    id: "uncollected",
    title: CAUSE_TITLES["uncollected"].usual,
    confidence: "likely",
    weight: share,
    evidence: [
      say("The kernel counted {count} entries and listed {entries}: {share} had expired or just been removed", {
        count: formatCount(count),
        entries: formatCount(table.entries),
        share: formatShare(share),
      }),
      say("The collector runs every 1 to 60 s (5.15 and later), for all namespaces together; reading the table also collects"),
      say("Up to Linux 6.12, /proc/net/nf_conntrack sometimes skips entries, so a small difference is not significant"),
    ],
    steps: [
      advice("plan-for-collection", say("Plan for new connections per second × (timeout + collection time), as the calculator does")),
    ],
  };
};
