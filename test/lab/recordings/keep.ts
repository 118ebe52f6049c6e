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
    defaults: { ...withoutTwins(older.defaults, fresh.defaults), ...fresh.defaults },
    slabs: { ...older.slabs, ...fresh.slabs },
    large: { ...older.large, ...fresh.large },
    resize: { ...older.resize, ...fresh.resize },
    collected: fresh.collected.length > 0 ? fresh.collected : older.collected,
  };
}

/** A machine of the same size has a little more or less left for its kernel each time. */
const TWIN = 0.03;

function withoutTwins<T>(older: Readonly<Record<string, T>>, fresh: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const isTwin = (kib: string): boolean => Object.keys(fresh).some((other) => Math.abs(Number(other) / Number(kib) - 1) < TWIN);
  return Object.fromEntries(Object.entries(older).filter(([kib]) => !isTwin(kib)));
}

/** Kernels that the table no longer has come last. */
function place({ name }: KernelRecord): number {
  const index = KERNELS.findIndex((kernel) => kernel.name === name);
  return index < 0 ? KERNELS.length : index;
}
