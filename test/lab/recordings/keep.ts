// New answers among the recordings: those of the same name give way, and what is asked on demand alone stays until it is
// asked again, where it is the same kernel. All stand in the order of the lab's table. Pure.
import type { Answers } from "../answers.ts";
import { KERNELS } from "../kernels.ts";
import { toRecord } from "./from-answers.ts";
import { Pool } from "./pool.ts";
import type { KernelRecord, Recordings } from "./record.ts";

export function keep(before: Recordings, answers: readonly Answers[]): Recordings {
  const pool = new Pool();
  const fresh = answers.map((one) => withOlder(toRecord(one, pool), before));
  const old = before.kernels.filter(({ name }) => !fresh.some((one) => one.name === name)).map((one) => pool.adopt(one, before));
  return { texts: pool.texts, outcomes: pool.outcomes, kernels: [...fresh, ...old].toSorted((one, other) => place(one) - place(other)) };
}

function withOlder(fresh: KernelRecord, { kernels }: Recordings): KernelRecord {
  const older = kernels.find(({ name, build }) => name === fresh.name && build === fresh.build);
  if (!older) return fresh;
  return {
    ...fresh,
    defaults: { ...older.defaults, ...fresh.defaults },
    slabs: { ...older.slabs, ...fresh.slabs },
    large: { ...older.large, ...fresh.large },
    resize: { ...older.resize, ...fresh.resize },
    collected: fresh.collected.length > 0 ? fresh.collected : older.collected,
  };
}

/** Kernels that the table no longer has come last. */
function place({ name }: KernelRecord): number {
  const index = KERNELS.findIndex((kernel) => kernel.name === name);
  return index < 0 ? KERNELS.length : index;
}
