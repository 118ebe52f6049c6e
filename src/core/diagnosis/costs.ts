// What changing a setting costs while it is changed, and whom it reaches: said beside each value that is proposed.

import { BUCKETS_PATH, MAX_PATH } from "../kernel/table-keys.ts";
import { formatBytes, formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";
import { type Context, tableOf } from "./context.ts";

/**
 * Seconds a table of so many entries was locked for, from and to: resizes measured on Linux 6.18.44 with 2 CPUs. Hash
 * operations are two an entry at 100,000 and at 1,000,000 (docs/verification.md), so the time is taken to grow alike. */
const RESIZED = { entries: 100_000, from: 0.02, to: 0.06 } as const;

/** In sentences. A timeout reaches entries as nf_conntrack_core.c (nf_ct_refresh) and the trackers set it: packet by packet. */
export function costOf(context: Context, path: string, value: number): string {
  if (path === BUCKETS_PATH) return resizeCost(context);
  if (path === MAX_PATH) return limitCost(context, value);
  if (path.includes("_timeout")) return TIMEOUT;
  return say("Applies to new packets");
}

const TIMEOUT = say(
  "Existing entries keep their old timeout until their next packet that refreshes it; entries under a timeout policy (ct timeout, nfct) or in a flowtable do not get the new one",
);

/** nf_conntrack_hash_resize takes all locks and hashes every entry again, with bottom halves off. */
function resizeCost({ count, evidence: { table } }: Context): string {
  const entries = count ?? table?.entries;
  const measured = say("20 to 60 ms for {entries} entries, measured on Linux 6.18.44 with 2 CPUs", {
    entries: formatCount(RESIZED.entries),
  });
  const here =
    entries === undefined
      ? measured
      : say("{entries} for {count} entries ({measured})", { entries: estimate(entries), count: formatCount(entries), measured });
  return say(
    "Resizing holds all locks of the table until every entry is rehashed, and packets wait: about {here}. Do it at a quiet time, or with hashsize= at the next boot",
    { here },
  );
}

function estimate(entries: number): string {
  const [from, to] = [RESIZED.from, RESIZED.to].map((seconds) => Math.max(1, Math.round((seconds * 1000 * entries) / RESIZED.entries)));
  return from === to ? `${formatCount(to ?? 1)} ms` : say("{from} to {to} ms", { from: formatCount(from ?? 1), to: formatCount(to ?? 1) });
}

function limitCost(context: Context, value: number): string {
  const bytes = tableOf(context, value, context.buckets)?.bytes.total;
  const memory =
    bytes === undefined
      ? say("Each entry takes kernel memory")
      : say("A full table takes {bytes} of kernel memory", { bytes: formatBytes(bytes) });
  return say(
    "{memory} that cannot be swapped out. After lowering it again, new connections evict entries that are not assured, and a table full of assured entries does not empty by itself at moderate rates",
    { memory },
  );
}
