// A value with its origin: what every input of the calculator is.

/**
 * Where a value came from: the sysctl.conf, the target (its settings, or what that kernel chooses by itself), our own
 * default, or the user.
 */
export type Origin = "file" | "target" | "default" | "typed";

export interface Sourced<T> {
  readonly value: T;
  readonly origin: Origin;
  /** What the file says, wherever it says something: shown beside a value that was changed. */
  readonly inFile?: T;
  /** "90-vendor.conf:2": where that is set, if it is another file of the tree. */
  readonly place?: string;
}

/** What somebody wrote, with what the file says kept beside it. */
export function typed<T>(value: T, before: Sourced<T>): Sourced<T> {
  return before.inFile === undefined ? { value, origin: "typed" } : { ...before, value, origin: "typed" };
}
