// Whether few hold most: of sources and of destinations.

import type { Top } from "../../evidence/dump/summary.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";

/** Of all, that so many hold together: then they are few. */
export const FEW = 10;
export const CONCENTRATED = 0.5;
const NAMED = 3;

/** The fewest items that hold a share of `total` together; undefined where the `most` largest do not. */
export function fewest<T>({ items }: Top<T>, total: number, share = CONCENTRATED, most = FEW): Top<T>["items"] | undefined {
  let sum = 0;
  for (const [index, { entries }] of items.slice(0, most).entries()) {
    sum += entries;
    if (sum >= share * total) return items.slice(0, index + 1);
  }
  return undefined;
}

export function sumOf(items: readonly { readonly entries: number }[]): number {
  return items.reduce((sum, { entries }) => sum + entries, 0);
}

/** The first of them with their entries: `192.0.2.1 (7,200), 192.0.2.2 (300) and 2 more`. */
export function namesOf<T extends { readonly entries: number }>(items: readonly T[], name: (item: T) => string): string {
  const named = items.slice(0, NAMED).map((item) => `${name(item)} (${formatCount(item.entries)})`);
  const names = named.join(", ");
  return items.length > NAMED ? say("{names} and {more} more", { names, more: items.length - NAMED }) : names;
}
