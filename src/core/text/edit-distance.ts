// How many slips of the keyboard lie between two names.

/** Insertions, deletions, replacements and swaps of neighbours from `a` to `b`; more than `limit` may be reported as limit + 1. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      row.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) return limit + 1;
    beforePrevious = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}

/** Up to three of the names within `limit` slips of a word, nearest first, then in the order given. */
export function nearestNames(
  word: string,
  names: Iterable<string>,
  limit = Math.max(1, Math.min(6, Math.floor(word.length / 3))),
): readonly string[] {
  const ranked: { readonly name: string; readonly slips: number }[] = [];
  for (const name of names) {
    const slips = editDistance(word, name, limit);
    if (slips <= limit) ranked.push({ name, slips });
  }
  ranked.sort((a, b) => a.slips - b.slips);
  return ranked.slice(0, 3).map(({ name }) => name);
}
