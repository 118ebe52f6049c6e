// Where in a text a template decides whether a line is there: it may know what the kernel has.

/** What closes another block, such as endset, closes none of these; nor does a variable such as endpoint. */
const TAG = /(?:\{[{%]|<%|%\{)[-~+=]?[ \t]*((?:end)?(?:if|unless|for|with|range|each|case|block)|end)?\b/g;
const DECIDES: ReadonlySet<string> = new Set(["if", "unless"]);

export class Branches {
  private readonly open: boolean[] = [];
  /** How many of the open ones decide. */
  private deciding = 0;

  /** Whether a line is in such a branch; lines are told one after the other. */
  has(line: string): boolean {
    let isIn = this.deciding > 0;
    if (!line.includes("%") && !line.includes("{{")) return isIn;
    for (const [, word] of line.matchAll(TAG)) {
      if (word === undefined) continue;
      if (word.startsWith("end")) this.deciding -= this.open.pop() ? 1 : 0;
      else {
        this.open.push(DECIDES.has(word));
        this.deciding += DECIDES.has(word) ? 1 : 0;
      }
      isIn ||= this.deciding > 0;
    }
    return isIn;
  }
}
