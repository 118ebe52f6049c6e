// The words of a line of iptables-save: quotes and backslashes as iptables-restore reads them.

export interface Word {
  readonly text: string;
  /** Where it stands in the line, with its quotes. */
  readonly start: number;
  readonly stop: number;
}

export function wordsOf(line: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (isBlank(line[at])) {
      at++;
      continue;
    }
    const start = at;
    let text = "";
    let quote: string | undefined;
    // In runs: a string that grows by single characters takes 32 bytes for each.
    let from = at;
    for (; at < line.length; at++) {
      const character = line[at] as string;
      if (quote === undefined && isBlank(character)) break;
      if (character === "\\" && quote !== "'" && at + 1 < line.length) {
        text += line.slice(from, at++);
        from = at;
      } else if (character === quote || (quote === undefined && (character === '"' || character === "'"))) {
        quote = quote === undefined ? character : undefined;
        text += line.slice(from, at);
        from = at + 1;
      }
    }
    words.push({ text: text + line.slice(from, at), start, stop: at });
  }
  return words;
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "\r";
}
