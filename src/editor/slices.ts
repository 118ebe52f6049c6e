// Work in slices: between two of them the extension host answers others.

/** Milliseconds of work at a stretch. */
const SLICE = 10;

export class Slices {
  private since = performance.now();

  /** To be awaited between pieces of work; waits only where a slice is over. */
  async pause(): Promise<void> {
    if (performance.now() - this.since < SLICE) return;
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 0);
    });
    this.since = performance.now();
  }
}
