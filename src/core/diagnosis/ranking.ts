// Which causes are named, and in which order.
import { CAUSE_RANKS, CAUSE_WORDS, type CauseId } from "./cause-words.ts";
import { LARGE, NOTABLE } from "./causes/state-share.ts";
import type { Cause, Found } from "./diagnosis.ts";

/** The causes that say the same as another one, and say more. */
const SAYS_MORE: Readonly<Partial<Record<CauseId, readonly CauseId[]>>> = {
  "unreplied-few-sources": ["icmp-scan", "picked-up"],
  "unreplied-many-sources": ["icmp-scan", "picked-up", "reflection"],
  "dead-destination": ["reflection"],
  "idle-established": ["picked-up"],
  "max-too-low": ["limit-lowered"],
};

/** A larger table is no answer to a flood; what the kernel itself would choose is part of the plan. */
const HIDDEN_BY_FLOODS: readonly CauseId[] = ["max-too-low", "limit-lowered"];

const CLIENTS = CAUSE_RANKS.indexOf("clients");

const CONFIDENCE: Readonly<Record<Found["confidence"], number>> = { certain: 2, likely: 1, possible: 0 };

/** Causes that fill a table of any size: a larger one is no answer to them. */
export function isFlood({ id, weight }: Found): boolean {
  return weight >= LARGE && CAUSE_WORDS[id].rank === "flood";
}

/** Large ones by their rank, then notable ones, few clients, and the rest; within each by weight. */
export function ranked(found: readonly Found[]): readonly Cause[] {
  const flooded = found.some(isFlood);
  const byFew = found.some(({ id, weight }) => id === "few-clients" && weight >= LARGE);
  const rank = (cause: Found): number =>
    cause.id === "max-too-low" && cause.confidence === "certain" ? reachedRank(byFew) : rankOf(cause);
  return found
    .filter((cause) => !(flooded && HIDDEN_BY_FLOODS.includes(cause.id)) && !isCovered(cause, found))
    .sort((one, other) => rank(one) - rank(other) || other.weight - one.weight || CONFIDENCE[other.confidence] - CONFIDENCE[one.confidence])
    .map((cause) => ({ ...cause, apart: CAUSE_WORDS[cause.id].apart, leave: CAUSE_WORDS[cause.id].leave }));
}

function isCovered({ id, weight }: Found, found: readonly Found[]): boolean {
  return found.some((other) => SAYS_MORE[id]?.includes(other.id) && other.weight >= weight * LARGE);
}

/** A limit that was reached for certain comes before all that only may explain it; a larger table for a few clients only fills later. */
function reachedRank(byFew: boolean): number {
  return byFew ? CLIENTS + 0.6 : CLIENTS - 0.5;
}

function rankOf({ id, weight }: Found): number {
  const place = CAUSE_RANKS.indexOf(CAUSE_WORDS[id].rank);
  if (place < CLIENTS && weight >= LARGE) return place;
  if (weight >= (place < CLIENTS ? NOTABLE : LARGE) && place !== CLIENTS) return CLIENTS;
  return place === CLIENTS ? CLIENTS + 0.5 : CAUSE_RANKS.length;
}
