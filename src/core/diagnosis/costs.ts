// What changing a setting costs while it is changed, and whom it reaches: said beside each value that is proposed.

import { resizeEstimate, resizeMeasured } from "../advice/resize-pause.ts";
import { BUCKETS_PATH, MAX_PATH } from "../kernel/table-keys.ts";
import { formatBytes } from "../units/units.ts";
import { say } from "../words/say.ts";
import { type Context, tableOf } from "./context.ts";

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

function resizeCost({ count, evidence: { table } }: Context): string {
  const entries = count ?? table?.entries;
  return [
    say("Resizing holds all locks of the table until every entry is rehashed, and packets wait."),
    ...(entries === undefined ? [] : [resizeEstimate(entries)]),
    resizeMeasured(),
    say("Do it at a quiet time, or with hashsize= at the next boot"),
  ].join(" ");
}

function limitCost(context: Context, value: number): string {
  const bytes = tableOf(context, value, context.buckets)?.bytes.total;
  const memory =
    bytes === undefined
      ? say("Each entry takes kernel memory that cannot be swapped out.")
      : say("A full table takes {bytes} of kernel memory that cannot be swapped out.", { bytes: formatBytes(bytes) });
  const lowering = say(
    "Lowering it again removes no entries: until the count is below the limit, new connections evict entries without traffic in both directions, or are dropped",
  );
  return `${memory} ${lowering}`;
}
