// Cause: the limit is low for what comes, and nothing else explains it better.

import { formatBytes, formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
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
        ? say("The limit is {max} entries", { max: formatCount(max) })
        : say("{count} of {max} entries, {fill}", { count: formatCount(count ?? 0), max: formatCount(max), fill: formatShare(fill) }),
    );
  if (early > 0) lines.push(say("{early} entries were evicted (early_drop), which is not logged", { early: formatCount(early) }));
  let cheap = false;
  const table = max === undefined ? undefined : tableOf(context, max, buckets);
  if (table && table.memoryShare !== null) {
    cheap = table.memoryShare < CHEAP;
    lines.push(
      say("A full table takes {total}, {memoryShare} of the memory", {
        total: formatBytes(table.bytes.total),
        memoryShare: formatShare(table.memoryShare),
      }),
    );
  }
  return {
    id: "max-too-low",
    title: say("The limit is too low for this traffic"),
    confidence: cheap ? "likely" : "possible",
    weight: cheap ? 0.33 : 0.2,
    evidence: lines,
    steps: [calculate(say("Calculate the table this traffic needs, and its cost"))],
  };
};
