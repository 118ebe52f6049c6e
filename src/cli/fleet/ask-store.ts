// --prometheus: the fleet asked of a running store, with progress for whoever watches, until it is done or interrupted.
import { askFleet, type FleetFacts, type Scope } from "../../core/fleet/index.ts";
import { formatCount } from "../../core/language/index.ts";
import { counted } from "../style.ts";
import { UsageError } from "../usage-error.ts";
import type { Connection } from "./connection.ts";
import { progressOn } from "./progress.ts";
import { openStore } from "./store.ts";

/** Seconds that two clocks may differ by without a word. */
const SAME_TIME = 60;

export interface FromStore {
  readonly facts: FleetFacts;
  readonly scope: Scope;
  readonly notes: readonly string[];
}

/** `scopeAt` makes the scope of the time that the store has. Throws UsageError. Ctrl+C ends the program, as it ends any. */
export async function askStore(connection: Connection, scopeAt: (now: number) => Scope, parallel: number): Promise<FromStore> {
  const over = new AbortController();
  const progress = progressOn(process.stderr);
  const interrupted = (): void => {
    progress.end();
    // Nobody listens any more: this ends the program, and the shell learns that it was interrupted (130).
    process.kill(process.pid, "SIGINT");
  };
  process.once("SIGINT", interrupted);
  try {
    progress.show("asking which hosts there are");
    const store = openStore(connection, over.signal);
    const now = await store.time();
    const scope = scopeAt(now);
    const asked = await askFleet(scope, store.ask, {
      parallel,
      onProgress: ({ done, total, hosts }) => progress.show(`${counted(hosts, "host")}: ${done} of ${total} queries`),
    });
    if ("error" in asked) throw new UsageError(`${connection.base}: ${connection.secrets.hide(asked.error)}`);
    const clock = clockNote(now - Date.now() / 1000);
    return { facts: asked.facts, scope, notes: [...clock, ...asked.notes.map((note) => connection.secrets.hide(note))] };
  } finally {
    progress.end();
    // After a refusal of one question nobody waits for the answers to the others.
    over.abort();
    process.off("SIGINT", interrupted);
  }
}

/** `apart` in seconds, more where the store is ahead. */
function clockNote(apart: number): readonly string[] {
  if (Math.abs(apart) <= SAME_TIME) return [];
  const where = apart > 0 ? "ahead of" : "behind";
  return [
    `The clock of the store is ${formatCount(Math.round(Math.abs(apart)))} s ${where} this machine's; times are from the store's clock.`,
  ];
}
