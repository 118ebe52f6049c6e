// How many slips of the keyboard lie between two names.

/** Three rows of costs, used in turn: there may be as many comparisons as lines times names. */
let rows = rowsOf(64);

function rowsOf(length: number): [Uint16Array, Uint16Array, Uint16Array] {
  return [new Uint16Array(length), new Uint16Array(length), new Uint16Array(length)];
}

/**
 * Insertions, deletions, replacements and swaps of neighbours from `a` to `b`; more than `limit` may be reported as limit + 1.
 * Only the cells that lie within the limit of the diagonal are looked at.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let start = 0;
  const shorter = Math.min(a.length, b.length);
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let common = 0;
  while (common < shorter - start && a.charCodeAt(a.length - common - 1) === b.charCodeAt(b.length - common - 1)) common++;
  return between(a.slice(start, a.length - common), b.slice(start, b.length - common), limit);
}

/** The same of texts that begin and end differently: what they share at both ends costs nothing. */
function between(a: string, b: string, limit: number): number {
  const tooMany = limit + 1;
  if (rows[0].length <= b.length + 1) rows = rowsOf(2 * b.length);
  let [beforePrevious, previous, row] = rows;
  for (let j = 0; j <= b.length; j++) previous[j] = Math.min(j, tooMany);
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    row[from - 1] = from === 1 ? Math.min(i, tooMany) : tooMany;
    let smallest = row[from - 1] ?? tooMany;
    for (let j = from; j <= to; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = (previous[j - 1] ?? 0) + (same ? 0 : 1);
      if (j < i + limit) cost = Math.min(cost, (previous[j] ?? 0) + 1);
      cost = Math.min(cost, (row[j - 1] ?? 0) + 1, tooMany);
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      row[j] = cost;
      if (cost < smallest) smallest = cost;
    }
    if (smallest > limit) return tooMany;
    [beforePrevious, previous, row] = [previous, row, beforePrevious];
  }
  return previous[b.length] ?? 0;
}

/** Up to `most` of the names within `limit` slips of a word, nearest first, then in the order given. */
export function nearestNames(
  word: string,
  names: Iterable<string>,
  limit = Math.max(1, Math.min(6, Math.floor(word.length / 3))),
  most = 3,
): readonly string[] {
  const ranked: { readonly name: string; readonly slips: number }[] = [];
  let within = limit;
  for (const name of names) {
    const slips = editDistance(word, name, within);
    if (slips > within) continue;
    ranked.push({ name, slips });
    ranked.sort((one, other) => one.slips - other.slips);
    const last = ranked[most - 1];
    // From now on only what is nearer than the last of them counts.
    if (last) within = last.slips - 1;
  }
  return ranked.slice(0, most).map(({ name }) => name);
}
