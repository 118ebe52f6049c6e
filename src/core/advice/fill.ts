// How full a table may be. A full one is thinned out down to 95 % of its limit by the kernel itself.

/** Shares of the limit from which a table wants attention, and from which it counts as full. */
export const FILL_WARNING = 0.8;
export const FILL_ERROR = 0.9;

export type FillLevel = "normal" | "warning" | "error";

export function fillLevel(share: number): FillLevel {
  if (share >= FILL_ERROR) return "error";
  return share >= FILL_WARNING ? "warning" : "normal";
}
