// From a count of entries that was measured, not worked out from traffic, to the table that holds it.
import { MEMORY_SHARE } from "../../advice/memory.ts";
import { ownChoice } from "../inputs/own-choice.ts";
import type { CalculatorState } from "../state.ts";
import { bucketsFor, roomyMax } from "./recommend.ts";
import { bytesFor, sizeOf } from "./table-results.ts";

interface TableForPeak {
  readonly max: number;
  readonly buckets: number;
  /** When it is full. */
  readonly bytes: number;
}

export interface PeakAnswer {
  /** The least that holds the peak with the state's headroom. */
  readonly needed: TableForPeak;
  /** What to write: the same, and never less than is there or than the kernel makes by itself. */
  readonly advised: TableForPeak;
  /** Whether it stays within the share of the machine's memory that we recommend at most; null where that is not known. */
  readonly fits: boolean | null;
}

/** `peak` in entries; the state's max is the limit in force. */
export function tableForPeak(state: CalculatorState, peak: number): PeakAnswer {
  const limit = sizeOf(state).chain.insertLimit;
  const own = ownChoice(state.target);
  const table = (max: number, least: number): TableForPeak => {
    const buckets = Math.max(bucketsFor(state, max, limit), least);
    return { max, buckets, bytes: bytesFor(state, max, buckets) };
  };
  const needed = table(roomyMax(state, peak), 0);
  const advised = table(Math.max(needed.max, state.max.value, own.max), own.buckets);
  const { memory } = state.target;
  return { needed, advised, fits: memory === undefined ? null : advised.bytes <= MEMORY_SHARE * memory };
}
