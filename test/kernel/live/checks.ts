// What was checked, what went wrong, what was left out and why.

export class Checks {
  #passed = 0;
  readonly #failures: string[] = [];
  readonly #skipped: string[] = [];

  /** One check: the two are the same, as JSON shows them. */
  same(what: string, got: unknown, wanted: unknown): void {
    this.that(what, JSON.stringify(got) === JSON.stringify(wanted), `${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
  }

  that(what: string, holds: boolean, otherwise = "it does not hold"): void {
    if (holds) this.#passed++;
    else this.#failures.push(`${what}: ${otherwise}`);
  }

  skip(why: string): void {
    this.#skipped.push(why);
  }

  say(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  /** The exit code. */
  report(): number {
    for (const failure of this.#failures) this.say(`wrong: ${failure.slice(0, 600)}`);
    for (const why of this.#skipped) this.say(`skipped: ${why}`);
    this.say(`${this.#passed} passed, ${this.#failures.length} failed, ${this.#skipped.length} skipped`);
    return this.#failures.length === 0 ? 0 : 1;
  }
}
