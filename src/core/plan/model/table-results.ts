// What the table costs and how its chains do: the results that hang on max, buckets and target alone, not on traffic.

import { bucketBytes } from "../../kernel/hash-table.ts";
import { pageBytes } from "../../kernel/page-size.ts";
import { sizeBasis } from "../../sizing/basis.ts";
import { chainSpread } from "../../sizing/chains.ts";
import { lookupCost } from "../../sizing/lookup-cost.ts";
import { tableMemory } from "../../sizing/memory.ts";
import { type Size, size } from "../../sizing/size.ts";
import { formatBytes, formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { CalculatorState } from "../state.ts";
import type { ChainResults, MemoryResults } from "./results.ts";

/** The answer of `size` for the state's table. A state that was checked has one. */
export function sizeOf(state: CalculatorState): Size {
  const result = size({ target: state.target, max: state.max.value, buckets: state.buckets.value, features: state.features.value });
  if ("error" in result) throw new Error(result.error);
  return result;
}

/** Bytes of the tables of all namespaces with so many entries each, and the one hash table. */
export function bytesFor(state: CalculatorState, entries: number, buckets: number): number {
  const { target, namespaces, features } = state;
  const each = Math.ceil(entries);
  return tableMemory({ target, entries: each * namespaces.value, buckets, features: features.value }).bytes.total;
}

export function memoryResults(state: CalculatorState, table: Size, peak: number | null): MemoryResults {
  const { target, features, budget } = state;
  const buckets = table.buckets.actual;
  const { parts } = tableMemory({ target, entries: table.max, buckets, features: features.value });
  const all = bytesFor(state, table.max, buckets);
  return {
    bytes: { ...table.bytes, ...parts },
    allNamespaces: all,
    atPeak: peak === null ? null : bytesFor(state, Math.min(peak, table.max), buckets),
    share: target.memory === undefined ? null : all / target.memory,
    budgetShare: budget.value === null ? null : all / budget.value,
    folklore: folklore(state, table),
    basis: sizeBasis({ target, max: table.max, buckets: state.buckets.value, features: features.value }, table),
  };
}

/** Formulas from old guides, and why their answers differ. */
function folklore({ target, max, buckets }: CalculatorState, { bytes }: Size): MemoryResults["folklore"] {
  const guess = max.value * 350 + buckets.value * 8;
  const perEntry = formatCount(bytes.perEntry);
  const answer = { perEntry, by: formatBytes(Math.abs(guess - bytes.total)) };
  const wordBits = bucketBytes(target) * 8 > 32 ? 64 : 32;
  return [
    {
      formula: "max x 350 + buckets x 8",
      bytes: guess,
      max: null,
      why:
        guess > bytes.total
          ? say(
              "Counts 350 bytes per entry, as for a kernel from 2008; this kernel needs {perEntry} bytes, so the answer is {by} too high.",
              answer,
            )
          : say(
              "Counts 350 bytes per entry, as for a kernel from 2008; this kernel needs {perEntry} bytes, so the answer is {by} too low.",
              answer,
            ),
    },
    {
      formula: `max = RAM / 16384 / (${wordBits} / 32)`,
      bytes: null,
      max: target.memory === undefined ? null : Math.floor(target.memory / 16384 / (wordBits / 32)),
      why: say(
        "Uses a fixed share of the memory regardless of the traffic, and ignores chains; each entry takes {perEntry} bytes only while it exists.",
        { perEntry },
      ),
    },
  ];
}

export function chainResults(state: CalculatorState, table: Size): ChainResults {
  const { chain } = table;
  const buckets = table.buckets.actual;
  const entries = chain.heldOfMax ?? table.max;
  const spread = chainSpread(entries, buckets, chain.insertLimit);
  const empty = Math.round(spread.empty * buckets);
  return {
    entries,
    buckets,
    mean: chain.mean,
    spread,
    empty: { buckets: empty, bytes: empty * bucketBytes(state.target) },
    insertLimit: chain.insertLimit,
    refusedShare: chain.refusedShare,
    heldOfMax: chain.heldOfMax,
    reliable: chain.reliableEntries,
    lookupCost: lookupCost(chain.mean),
  };
}

/** Buckets that whole pages of heads come in. */
export function bucketStride(state: CalculatorState): number {
  return pageBytes(state.target) / bucketBytes(state.target);
}
