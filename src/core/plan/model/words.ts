// What the calculator's sentences share.

/** Whether a count is told in the singular. */
export function isOne(count: number): boolean {
  return Math.round(count) === 1;
}
