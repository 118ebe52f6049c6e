// The alternatives that `{a,b}` in a pattern stands for (GLOB_BRACE).

/** In order; undefined where they are more than `most`. Braces that do not close stay as they are. */
export function alternativesOf(pattern: string, most: number): readonly string[] | undefined {
  const end = firstUnclosed(pattern);
  let all = [""];
  /** For each brace that is open, what may stand before it, and what the texts before the last comma stand for. */
  const open: { readonly before: readonly string[]; readonly texts: string[] }[] = [];
  let from = 0;
  for (let at = 0; at < end; at++) {
    const character = pattern[at];
    if (character === "\\") at++;
    const last = open.at(-1);
    if (character !== "{" && !(last && (character === "," || character === "}"))) continue;
    const text = pattern.slice(from, at);
    from = at + 1;
    if (text !== "") all = all.map((start) => start + text);
    if (!last || character === "{") open.push({ before: all, texts: [] });
    else {
      last.texts.push(...all);
      if (last.before.length * last.texts.length > most) return undefined;
    }
    all = [""];
    if (last && character === "}") {
      open.pop();
      all = last.before.flatMap((start) => last.texts.map((one) => start + one));
    }
  }
  const rest = pattern.slice(from);
  return all.map((start) => start + rest);
}

/** The place of the first brace that does not close: none behind it counts. */
function firstUnclosed(pattern: string): number {
  const open: number[] = [];
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "{") open.push(at);
    else if (pattern[at] === "}") open.pop();
  }
  return open[0] ?? pattern.length;
}
