// Which known names a mistyped one may have meant.

/** Up to three of the names that are few slips of the keyboard away, nearest first. */
export function nearest(word: string, names: readonly string[]): readonly string[] {
  const limit = Math.max(1, Math.min(6, Math.floor(word.length / 3)));
  return names
    .map((name) => ({ name, slips: slipsBetween(word, name) }))
    .filter(({ slips }) => slips <= limit)
    .sort((a, b) => a.slips - b.slips)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** "; did you mean x?", or nothing. */
export function didYouMean(word: string, names: readonly string[]): string {
  const [best] = nearest(word, names);
  return best === undefined ? "" : `; did you mean ${best}?`;
}

/** Insertions, deletions, replacements and swaps of neighbours. */
function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 6) return 7;
  let older: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (older[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    older = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
