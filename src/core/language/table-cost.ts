// What the table of a file costs, and the sentences that say so: hover, hints, lenses and the status bar share them.
import type { InForce } from "../boot/in-force.ts";
import type { Context } from "../rules/engine/context.ts";
import { bucketsOf, maxOf } from "../rules/engine/table-figures.ts";
import { type Size, size } from "../sizing/size.ts";
import type { SettingLine } from "../sysctl/document.ts";
import { formatBytes, formatCount } from "../units/units.ts";

/** Refused shares below this are not worth a word; the rule bucket-ratio draws the line at the same place. */
const REFUSED = 0.001;

export interface TableCost {
  readonly size: Size;
  /** The line of the file that sets the limit in force. */
  readonly maxLine: SettingLine | undefined;
  /** What sets the limit in another file. Without it and without a line, it is the kernel's default. */
  readonly maxElsewhere: InForce | undefined;
  /** Where the number of buckets is from: the files, the kernel's default, or the largest default with the memory unknown. */
  readonly buckets: "file" | "default" | "largest default";
}

/** The table in force once the file is applied; undefined where nothing limits it, or nobody knows what does. */
export function tableCost(context: Context): TableCost | undefined {
  const max = maxOf(context);
  const buckets = bucketsOf(context);
  const cost = max && costOf(context, max.value);
  if (!cost || !buckets) return undefined;
  const origin = buckets.setting || buckets.elsewhere ? "file" : buckets.atMost ? "largest default" : "default";
  return { size: cost, maxLine: max.setting?.line, maxElsewhere: max.elsewhere, buckets: origin };
}

/** The cost of a limit, with the file's buckets; undefined for a limit that is none, or with buckets that a template leaves open. */
export function costOf(context: Context, max: number): Size | undefined {
  const buckets = bucketsOf(context);
  const result = buckets && size({ target: context.target, max, buckets: buckets.value });
  return !result || "error" in result ? undefined : result;
}

/** The cost of a hash table of so many buckets; undefined where no kernel makes one. */
export function bucketsCost(context: Context, buckets: number): Size | undefined {
  const result = size({ target: context.target, max: 1, buckets });
  return "error" in result ? undefined : result;
}

/** A whole paragraph: memory, chains, and what is refused. */
export function tableSentences({ bytes, buckets, chain, max }: Size): string {
  const table = `A full table takes ${formatBytes(bytes.total)} of kernel memory (${formatBytes(bytes.entries)} for entries, ${formatBytes(bytes.hashTable)} for ${formatCount(buckets.actual)} buckets); each further namespace that fills it takes the entries again.`;
  const refused = refuses(chain)
    ? ` The hash table refuses inserts long before: about ${formatCount(chain.heldOfMax ?? 0)} of ${formatCount(max)} flows get in.`
    : "";
  return `${table} Mean chain when full: ${chainLength(chain.mean)}.${refused}`;
}

/** One line: "Full table: 66 MiB · mean chain 2.0". */
export function tableLine({ size: { bytes, buckets, chain, max }, buckets: origin }: TableCost): string {
  const parts = [`Full table: ${formatBytes(bytes.total)}`, `mean chain ${chainLength(chain.mean)}`];
  if (refuses(chain)) parts.push(`about ${formatCount(chain.heldOfMax ?? 0)} of ${formatCount(max)} flows get in`);
  if (origin !== "file") parts.push(`with the ${origin} of ${formatCount(buckets.actual)} buckets`);
  return parts.join(" · ");
}

export function bucketsSentence({ bytes, buckets }: Size): string {
  return `The hash table takes ${formatBytes(bytes.hashTable)} of kernel memory, full or empty (${formatCount(buckets.actual)} buckets).`;
}

function refuses(chain: Size["chain"]): boolean {
  return chain.refusedShare !== null && chain.refusedShare >= REFUSED;
}

function chainLength(mean: number): string {
  return mean.toFixed(mean < 10 ? 1 : 0);
}
