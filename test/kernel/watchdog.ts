// Puts the machine's values back when the run that tries them is gone, whatever way it went. A process in a session of
// its own: started before the first write, it notes the values, and waits for its standard input to end.
import { createServer } from "node:net";
import { readValues, restore, type Values, writableGlobals } from "./global-values.ts";

/** Two runs at once would take each other's values for the originals. The name vanishes with the process. */
const LOCK = "\0conntrack-planner-verify-globals";

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
process.stdout.on("error", () => {});

const lock = createServer();
lock.once("error", () => say({ busy: true }, 0));
lock.listen(LOCK, () => {
  const originals = readValues(writableGlobals());
  process.stdin.once("end", () => finish(originals));
  process.stdin.once("error", () => finish(originals));
  process.stdin.resume();
  say({ originals: Object.fromEntries(Object.entries(originals).map(([path, value]) => [path, String(value)])) });
});

function finish(originals: Values): void {
  const stuck = restore(originals);
  say({ stuck }, stuck.length === 0 ? 0 : 1);
}

function say(message: object, exitCode?: number): void {
  process.stdout.write(`${JSON.stringify(message)}\n`, () => {
    if (exitCode !== undefined) process.exit(exitCode);
  });
  // Nobody may be reading any more.
  if (exitCode !== undefined) setTimeout(() => process.exit(exitCode), 500);
}
