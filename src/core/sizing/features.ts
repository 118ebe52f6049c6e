// The extensions that each entry carries by what a configuration switches on. Where its values come from is not known here.
import { defaultFeatures, type Feature } from "../kernel/entry-size.ts";
import type { KernelTarget } from "../kernel/target.ts";

/** Keys that put an extension on every new entry, by path below /proc/sys. */
export const FEATURE_SWITCHES: readonly (readonly [path: string, feature: Feature])[] = [
  ["net/netfilter/nf_conntrack_acct", "acct"],
  ["net/netfilter/nf_conntrack_timestamp", "timestamp"],
  ["net/netfilter/nf_conntrack_events", "events"],
];

/** The target's defaults, changed by the switches that have a value in force. */
export function featuresInForce(target: KernelTarget, inForce: (path: string) => number | undefined): readonly Feature[] {
  return FEATURE_SWITCHES.reduce((features, [path, feature]) => {
    const value = inForce(path);
    if (value === undefined) return features;
    const others = features.filter((name) => name !== feature);
    // Events at 2 cost nothing until somebody listens.
    return value === 1 ? [...others, feature] : others;
  }, defaultFeatures(target));
}
