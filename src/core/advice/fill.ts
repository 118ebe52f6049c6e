// How full a table may be.

/** Shares of the limit from which a table wants attention, and from which it counts as full. */
export const FILL_WARNING = 0.8;
export const FILL_ERROR = 0.9;

export type FillLevel = "normal" | "warning" | "error";

export function fillLevel(share: number): FillLevel {
  if (share >= FILL_ERROR) return "error";
  return share >= FILL_WARNING ? "warning" : "normal";
}

/**
 * Of the limit: a table that is full may be read with so much. From there on the collector evicts entries that are closing, a
 * few at a time (gc_worker, nf_conntrack_max95); whether it comes that far down depends on what arrives.
 */
export const FILL_FULL = 0.95;
