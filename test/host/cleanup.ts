// What must not outlive this process: undone on exit, on signals and after an uncaught exception.
// Undoing is synchronous, because nothing else runs in an exit handler.

const pending = new Set<() => void>();
let listening = false;

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs `undo` when the process ends. The returned function forgets it, for things already undone. */
export function atExit(undo: () => void): () => void {
  listen();
  pending.add(undo);
  return () => pending.delete(undo);
}

function listen(): void {
  if (listening) {
    return;
  }
  listening = true;
  process.on("exit", undoAll);
  for (const [signal, code] of Object.entries(signals)) {
    process.once(signal, () => process.exit(code));
  }
  // Observes only: the exception is still reported and still ends the process.
  process.on("uncaughtExceptionMonitor", undoAll);
}

function undoAll(): void {
  for (const undo of [...pending].reverse()) {
    pending.delete(undo);
    try {
      undo();
    } catch {
      // One thing that cannot be undone must not keep the others.
    }
  }
}
