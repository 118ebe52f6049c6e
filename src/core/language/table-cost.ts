// What the table of a file costs, for lenses and the status bar: its figures, and where they are from.

import type { InForce } from "../boot/in-force.ts";
import type { Context } from "../rules/engine/context.ts";
import { tableOf } from "../rules/engine/table-figures.ts";
import { type Size, size } from "../sizing/size.ts";
import type { SettingLine } from "../sysctl/document.ts";
import { formatBytes, formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";

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
  const table = tableOf(context);
  if (!table) return undefined;
  const { max, buckets } = table;
  const origin = buckets.line || buckets.elsewhere ? "file" : buckets.atMost ? "largest default" : "default";
  return { size: table.size, maxLine: max.line, maxElsewhere: max.elsewhere, buckets: origin };
}

/** The figures of a hash table of so many buckets; undefined where no kernel makes one. */
export function bucketsCost({ target }: Context, buckets: number): Size | undefined {
  const result = size({ target, max: 1, buckets });
  return "error" in result ? undefined : result;
}

/** " · with the default of 65,536 buckets": nothing where the files set them. */
export function bucketsOrigin({ buckets: origin, size: { buckets } }: TableCost): string {
  const count = formatCount(buckets.actual);
  if (origin === "file") return "";
  return ` · ${origin === "default" ? say("with the default of {count} buckets", { count }) : say("with the largest default of {count} buckets", { count })}`;
}

export function bucketsSentence({ bytes, buckets }: Size): string {
  return say("The hash table takes {hashTable} of kernel memory, whether full or empty ({actual} buckets).", {
    hashTable: formatBytes(bytes.hashTable),
    actual: formatCount(buckets.actual),
  });
}
