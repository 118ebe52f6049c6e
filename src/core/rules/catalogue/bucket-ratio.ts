// A hash table too small for the limit: long chains, or flows that the kernel refuses to insert.

import { bucketsAreSettable, recommendedBuckets, tooFewBuckets } from "../../advice/buckets.ts";
import { defaultMax } from "../../kernel/hash-table.ts";
import { BUCKETS_PATH } from "../../kernel/table-keys.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import type { Size } from "../../sizing/size.ts";
import { chainFigure, isCutShort } from "../../sizing/table-words.ts";
import { dotted, spelledLike } from "../../sysctl/key-path.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { lowerLimit, numberSpan, setBuckets } from "../engine/edits.ts";
import type { Fix } from "../engine/finding.ts";
import { defineRule } from "../engine/rule.ts";
import type { KeySetting } from "../engine/setting.ts";
import { type BucketFigure, bucketsOf, type Figure, maxOf, sizeOf } from "../engine/table-figures.ts";

interface Data {
  readonly max: KeySetting | undefined;
  readonly buckets: KeySetting | undefined;
  readonly goodBuckets: number | undefined;
  readonly goodMax: number | undefined;
}

export const bucketRatio = defineRule<Data>({
  id: "bucket-ratio",
  severity: "warning",
  *checkDocument(context) {
    const { target } = context;
    const max = maxOf(context);
    const buckets = bucketsOf(context);
    // In a tree it is the file with the limit that hears of it.
    if (!max || !buckets || max.elsewhere || (!max.setting && !buckets.setting)) return;
    const table = tooFewBuckets(target, max.value, buckets.value) ? sizeOf(context, max.value) : undefined;
    const place = max.setting ?? buckets.setting;
    if (!table || !place) return;
    yield {
      span: numberSpan(place.line),
      kernel: place.verdict.outcome,
      message: messageOf(table, buckets),
      key: dotted(place.subject.key.fact.path),
      ...(max.setting && buckets.setting
        ? { related: [{ ...buckets.setting.line.value, message: say("The size of the hash table") }] }
        : {}),
      data: dataOf(max, buckets, target),
    };
  },
  fix({ max, buckets, goodBuckets, goodMax }, { document }) {
    const fixes: Fix[] = [];
    if (goodBuckets !== undefined && buckets) fixes.push(setBuckets(buckets.line, goodBuckets));
    if (goodBuckets !== undefined && !buckets && max) {
      const key = spelledLike(max.line.key.text, BUCKETS_PATH);
      const text = `${document.newline}${key}${document.text.slice(max.line.key.end, max.line.value.start)}${goodBuckets}`;
      fixes.push({
        title: say("Add {buckets} buckets", { buckets: formatCount(goodBuckets) }),
        safety: "suggestion",
        edits: [{ start: max.line.end, end: max.line.end, text }],
      });
    }
    if (goodMax !== undefined && max) fixes.push(lowerLimit(max.line, goodMax));
    return fixes;
  },
});

/** With the number of buckets, and how it is known where nobody set it. */
function messageOf(table: Size, { value, line, elsewhere, atMost }: BucketFigure): string {
  const isGiven = line || elsewhere;
  if (isCutShort(table)) {
    const values = { buckets: formatCount(value), reliable: formatCount(table.chain.reliableEntries), max: formatCount(table.max) };
    if (isGiven) return say("Too few buckets: with {buckets} buckets the table is reliable up to {reliable} of {max} entries", values);
    return atMost
      ? say("Too few buckets: with {buckets} buckets (at most) the table is reliable up to {reliable} of {max} entries", values)
      : say("Too few buckets: with {buckets} buckets (default) the table is reliable up to {reliable} of {max} entries", values);
  }
  const values = { buckets: formatCount(value), mean: chainFigure(table.chain.mean) };
  if (isGiven) return say("Too few buckets: with {buckets} buckets the average chain when full is {mean} nodes", values);
  return atMost
    ? say("Too few buckets: with {buckets} buckets (at most) the average chain when full is {mean} nodes", values)
    : say("Too few buckets: with {buckets} buckets (default) the average chain when full is {mean} nodes", values);
}

function dataOf(max: Figure, buckets: BucketFigure, target: KernelTarget): Data {
  const settable = !buckets.elsewhere && bucketsAreSettable(target);
  return {
    max: max.setting,
    buckets: buckets.setting,
    goodBuckets: settable ? recommendedBuckets(target, max.value) : undefined,
    // A lower limit turns connections away: only where there is no other way.
    goodMax: settable ? undefined : goodMax(buckets.value, target),
  };
}

/** The largest usual multiple of the buckets that keeps the rule silent, where it is no less than the kernel's own limit. */
function goodMax(buckets: number, target: KernelTarget): number | undefined {
  const factor = [8, 4, 2, 1].find((times) => !tooFewBuckets(target, times * buckets, buckets));
  return factor !== undefined && factor * buckets >= (defaultMax(target) ?? 0) ? factor * buckets : undefined;
}
