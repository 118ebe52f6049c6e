// What came of a comparison: how much agrees, what is wrong, and what the product leaves open. Pure.

export interface Difference {
  /** What was asked, such as a key and a text. */
  readonly what: string;
  readonly ours: string;
  readonly kernel: string;
}

export interface Tally {
  readonly agree: number;
  readonly wrong: readonly Difference[];
  /** The product says that it does not know; the kernel knows. */
  readonly open: readonly Difference[];
}

export class Tallying implements Tally {
  agree = 0;
  readonly wrong: Difference[] = [];
  readonly open: Difference[] = [];

  same(what: string, ours: unknown, kernel: unknown): void {
    this.check(String(ours) === String(kernel), what, ours, kernel);
  }

  check(isRight: boolean, what: string, ours: unknown, kernel: unknown): void {
    if (isRight) this.agree++;
    else this.wrong.push({ what, ours: String(ours), kernel: String(kernel) });
  }

  leaveOpen(what: string, kernel: unknown): void {
    this.open.push({ what, ours: "unknown", kernel: String(kernel) });
  }
}

export function together(tallies: readonly Tally[]): Tally {
  return {
    agree: tallies.reduce((sum, tally) => sum + tally.agree, 0),
    wrong: tallies.flatMap((tally) => tally.wrong),
    open: tallies.flatMap((tally) => tally.open),
  };
}
