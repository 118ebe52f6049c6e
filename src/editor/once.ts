// What is loaded when it is first asked for, and then is there.

/** Runs `start` at the first call, and gives the same to all; after a failure the next call tries again. */
export function once<T>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => {
    started ??= start().catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
}
