// How each unit is printed, on axes, in tables and in sentences.
import { formatBytes, formatCount, formatDuration, formatNumber, formatShare } from "../units/units.ts";
import type { Unit } from "./chart-model.ts";

/** The value with its unit, short enough for an axis. */
export function formatIn(unit: Unit | null, value: number): string {
  switch (unit) {
    case "bytes":
      return formatBytes(value);
    case "seconds":
      return formatDuration(value);
    case "share":
      return formatShare(value);
    case "entries":
    case "buckets":
      return formatCount(value);
    case "nodes":
    case null:
      return formatNumber(Math.round(value * 100) / 100);
  }
}
