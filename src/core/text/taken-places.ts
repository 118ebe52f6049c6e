// The places that edits have taken so far, in order: whether another edit gets in their way is a look at its neighbours.
import type { Span } from "./span.ts";

export interface TakenPlaces {
  /** Whether a span overlaps one that is taken, or is the same one (two insertions at one place). */
  readonly collides: (span: Span) => boolean;
  /** Takes a span that collides with none. */
  readonly take: (span: Span) => void;
}

export function takenPlaces(): TakenPlaces {
  // Apart from one another, so that the ends are in order where the starts are.
  const taken: Span[] = [];
  const firstFrom = (offset: number): number => {
    let [low, high] = [0, taken.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((taken[middle]?.end ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    collides: (span) => {
      for (let index = firstFrom(span.start), other = taken[index]; other && other.start <= span.end; other = taken[++index]) {
        if ((span.start < other.end && other.start < span.end) || (span.start === other.start && span.end === other.end)) return true;
      }
      return false;
    },
    take: (span) => {
      let index = firstFrom(span.start);
      for (let other = taken[index]; other && (other.start < span.start || other.end <= span.start); other = taken[++index]);
      taken.splice(index, 0, span);
    },
  };
}
