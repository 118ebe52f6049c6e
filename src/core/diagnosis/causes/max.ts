// Cause: the limit is low for what comes, and nothing else explains it better.
import { formatBytes, formatCount, formatShare } from "../../units/units.ts";
import { type FindCause, tableOf } from "../context.ts";
import { counted } from "../counted.ts";
import { calculate } from "./steps.ts";

/** Of the memory, that a full table may well take: with less, the limit is low for the machine. */
const CHEAP = 0.01;

export const maxTooLow: FindCause = (context) => {
  const { evidence, pressed, count, max, fill, buckets } = context;
  const early = counted(evidence, "early_drop");
  // early_drop grows above the limit alone (__nf_conntrack_alloc), whatever the limit is.
  if (!pressed || max === 0 || (max === undefined && early === 0)) return undefined;
  const lines = [];
  if (max !== undefined)
    lines.push(
      fill === undefined
        ? `The limit is ${formatCount(max)} entries`
        : `${formatCount(count ?? 0)} of ${formatCount(max)} entries, ${formatShare(fill)}`,
    );
  if (early > 0) lines.push(`${formatCount(early)} entries were evicted (early_drop), which is not logged`);
  let cheap = false;
  const table = max === undefined ? undefined : tableOf(context, max, buckets);
  if (table && table.memoryShare !== null) {
    cheap = table.memoryShare < CHEAP;
    lines.push(`A full table takes ${formatBytes(table.bytes.total)}, ${formatShare(table.memoryShare)} of the memory`);
  }
  return {
    id: "max-too-low",
    title: "The limit is too low for this traffic",
    confidence: cheap ? "likely" : "possible",
    weight: cheap ? 0.33 : 0.2,
    evidence: lines,
    steps: [calculate("Calculate the table this traffic needs, and its cost")],
  };
};
