// How hard pressed each namespace is: its share of the limit, what it loses, and the order in which they matter.
import { lossesIn } from "../statistics/losses.ts";
import type { NamespaceReading, NamespacesReading } from "./namespace.ts";

export interface NamespacePressure {
  readonly namespace: NamespaceReading;
  /** Of the limit; null where there is none or either number is not known. */
  readonly share: number | null;
  /** Packets dropped, entries thrown out and inserts refused, since it was made; null where nothing tells. */
  readonly lost: number | null;
  /** The same a second; null where it was read once. */
  readonly perSecond: number | null;
}

/** The hardest pressed first: those that lose now, then those that are fullest, then those that ever lost. */
export function byPressure({ namespaces, max }: NamespacesReading): readonly NamespacePressure[] {
  return namespaces
    .map((namespace): NamespacePressure => {
      const { count, statistics, changes } = namespace;
      const share = count === null || max === null || max === 0 ? null : count / max;
      return {
        namespace,
        share,
        lost: statistics && lossesIn((id) => statistics.total[id] ?? 0),
        perSecond: changes && lossesIn((id) => changes[id]?.perSecond ?? 0),
      };
    })
    .sort(
      (one, other) =>
        (other.perSecond ?? 0) - (one.perSecond ?? 0) ||
        (other.share ?? -1) - (one.share ?? -1) ||
        (other.namespace.count ?? -1) - (one.namespace.count ?? -1) ||
        (other.lost ?? 0) - (one.lost ?? 0),
    );
}
