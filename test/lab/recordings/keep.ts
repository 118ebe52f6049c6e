// New answers among the recordings: those of the same name give way, all stand in the order of the lab's table. Pure.
import type { Answers } from "../answers.ts";
import { KERNELS } from "../kernels.ts";
import { toRecord } from "./from-answers.ts";
import { Pool } from "./pool.ts";
import type { KernelRecord, Recordings } from "./record.ts";

export function keep(before: Recordings, answers: readonly Answers[]): Recordings {
  const pool = new Pool();
  const fresh = answers.map((one) => toRecord(one, pool));
  const old = before.kernels.filter(({ name }) => !fresh.some((one) => one.name === name)).map((one) => pool.adopt(one, before));
  return { texts: pool.texts, outcomes: pool.outcomes, kernels: [...fresh, ...old].toSorted((one, other) => place(one) - place(other)) };
}

/** Kernels that the table no longer has come last. */
function place({ name }: KernelRecord): number {
  const index = KERNELS.findIndex((kernel) => kernel.name === name);
  return index < 0 ? KERNELS.length : index;
}
