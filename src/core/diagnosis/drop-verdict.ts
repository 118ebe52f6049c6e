// The first sentence of a diagnosis where packets were dropped, by what tells of them.

import { formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { Context } from "./context.ts";
import { counted } from "./counted.ts";

export function dropVerdict({ drops, evidence, elsewhere }: Context): string {
  if (!drops) return "";
  const { atLeast, about, from } = drops;
  if (from === "statistics" && evidence.log?.drops) return countedDrops(atLeast);
  if (from === "statistics") return untrackedDrops(atLeast, counted(evidence, "early_drop"));
  const verdict = elsewhere ? loggedElsewhere(atLeast) : logged(atLeast);
  return about !== null && about > atLeast ? `${verdict} ${say("(estimate: {count})", { count: formatCount(about) })}` : verdict;
}

/** The log says that the table was full, and the counters how much was lost. */
function countedDrops(dropped: number): string {
  return dropped === 1
    ? say("The conntrack table was full: 1 packet was dropped, according to the counters")
    : say("The conntrack table was full: {count} packets were dropped, according to the counters", { count: formatCount(dropped) });
}

/** Counters alone; entries are evicted above the limit only. */
function untrackedDrops(dropped: number, evicted: number): string {
  const values = { count: formatCount(dropped), evicted: formatCount(evicted) };
  if (evicted === 0) return say("Packets could not be tracked and were dropped: {count} according to the counters", values);
  if (dropped === 1)
    return evicted === 1
      ? say("The conntrack table was full: 1 packet was dropped, and 1 entry was evicted, according to the counters")
      : say("The conntrack table was full: 1 packet was dropped, and {evicted} entries were evicted, according to the counters", values);
  return evicted === 1
    ? say("The conntrack table was full: {count} packets were dropped, and 1 entry was evicted, according to the counters", values)
    : say(
        "The conntrack table was full: {count} packets were dropped, and {evicted} entries were evicted, according to the counters",
        values,
      );
}

function logged(count: number): string {
  return count === 1
    ? say("The conntrack table was full: at least 1 packet was dropped")
    : say("The conntrack table was full: at least {count} packets were dropped", { count: formatCount(count) });
}

function loggedElsewhere(count: number): string {
  return count === 1
    ? say("The conntrack table of another network namespace was full: at least 1 packet was dropped")
    : say("The conntrack table of another network namespace was full: at least {count} packets were dropped", {
        count: formatCount(count),
      });
}
