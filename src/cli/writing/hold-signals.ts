// Work that a signal must not cut in two: what would end the program waits until it is done.

const ENDING: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** `work` runs in one go; afterwards the program ends as the signal wanted, if one came. */
export async function holdingSignals<T>(work: () => T): Promise<T> {
  let caught: NodeJS.Signals | undefined;
  const note = (signal: NodeJS.Signals): void => {
    caught ??= signal;
  };
  for (const signal of ENDING) process.on(signal, note);
  try {
    return work();
  } finally {
    // Signals are told between two rounds of the event loop: after one whole round all that came are known.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    for (const signal of ENDING) process.off(signal, note);
    if (caught) process.kill(process.pid, caught);
  }
}
