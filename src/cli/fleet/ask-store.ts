// --prometheus: the fleet asked of a running store, with progress for whoever watches, until it is done or interrupted.
import { askFleet, type FleetFacts, type Progress, type Scope } from "../../core/fleet/index.ts";
import { formatCount } from "../../core/language/index.ts";
import { UsageError } from "../usage-error.ts";
import type { Connection } from "./connection.ts";
import { openStore } from "./store.ts";

/** Seconds that two clocks may differ by without a word. */
const SAME_TIME = 60;

export interface FromStore {
  readonly facts: FleetFacts;
  readonly scope: Scope;
  readonly notes: readonly string[];
}

/** `scopeAt` makes the scope of the time that the store has. Throws UsageError. */
export async function askStore(connection: Connection, scopeAt: (now: number) => Scope, parallel: number): Promise<FromStore> {
  const cancelled = new AbortController();
  const cancel = (): void => cancelled.abort();
  process.once("SIGINT", cancel);
  try {
    const store = openStore(connection, cancelled.signal);
    const now = await store.time();
    const apart = now - Date.now() / 1000;
    const scope = scopeAt(now);
    const shown = progressOn(process.stderr);
    const asked = await askFleet(scope, store.ask, { parallel, onProgress: shown.show });
    shown.end();
    if ("error" in asked) throw new UsageError(`${connection.base}: ${connection.secrets.hide(asked.error)}`);
    const clock =
      Math.abs(apart) <= SAME_TIME
        ? []
        : [
            `The clock of the store is ${Math.round(Math.abs(apart))} s ${apart > 0 ? "ahead of" : "behind"} this machine's; times are from the store's clock.`,
          ];
    return { facts: asked.facts, scope, notes: [...clock, ...asked.notes.map((note) => connection.secrets.hide(note))] };
  } catch (error) {
    if (cancelled.signal.aborted) throw new UsageError("interrupted; no report");
    throw error;
  } finally {
    process.off("SIGINT", cancel);
  }
}

function progressOn(stream: NodeJS.WriteStream): { readonly show: (progress: Progress) => void; readonly end: () => void } {
  if (!stream.isTTY) return { show: () => {}, end: () => {} };
  return {
    show: ({ done, total, hosts }) => void stream.write(`\r\x1b[K${formatCount(hosts)} hosts: ${done} of ${total} questions`),
    end: () => void stream.write("\r\x1b[K"),
  };
}
