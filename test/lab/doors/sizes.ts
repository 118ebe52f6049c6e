// `size` and `explain`: bytes of a flow, what a small hash table holds, what a kernel begins with.
import { Tallying } from "../compare/tally.ts";
import type { KernelRecord } from "../recordings/record.ts";
import { ask, askJson, targetOptions } from "./cli.ts";

interface Size {
  readonly buckets: { readonly actual: number };
  readonly bytes: { readonly perEntry: number };
  readonly chain: { readonly heldOfMax: number | null };
}

/** Experiments, and the features that a user would name for them. */
const FEATURES: Readonly<Record<string, string>> = {
  plain: "",
  acct: "acct",
  masquerade: "nat",
  snat: "snat",
  dnat: "dnat",
  helper: "helper",
  "acct+timestamp+events": "acct,timestamp,events",
};
const CLOSE_ENOUGH = 0.015;

export function compareSizes(record: KernelRecord): Tallying {
  const tally = new Tallying();
  for (const [label, bytes] of Object.entries(record.costs)) {
    const features = FEATURES[label];
    if (features === undefined) continue;
    const { bytes: ours } = askJson<Size>(["size", "--max", "1000", "--features", features, ...targetOptions(record)]);
    tally.same(
      `size: bytes of a flow, ${label}`,
      ours.perEntry,
      bytes.reduce((sum, one) => sum + one, 0),
    );
  }
  for (const [asked, held] of Object.entries(record.hash)) {
    const [buckets = "", offered = ""] = asked.split(" ");
    const { chain } = askJson<Size>(["size", "--max", offered, "--buckets", buckets, ...targetOptions(record)]);
    const ours = chain.heldOfMax ?? Number(offered);
    tally.check(Math.abs(ours - held) <= CLOSE_ENOUGH * ours, `size: held of ${offered} by ${buckets} buckets`, ours, held);
  }
  const [kib, made] = Object.entries(record.defaults)[0] ?? [];
  if (kib !== undefined && made) {
    const memory = ["--memory", `${kib}K`];
    tally.same("explain: default of max", defaultIn(ask(["explain", "nf_conntrack_max", ...memory, ...targetOptions(record)])), made[0]);
    tally.same(
      "explain: default of buckets",
      defaultIn(ask(["explain", "nf_conntrack_buckets", ...memory, ...targetOptions(record)])),
      made[1],
    );
  }
  return tally;
}

function defaultIn(text: string): number {
  return Number((/^ +Default +([\d,]+)/m.exec(text)?.[1] ?? "NaN").replaceAll(",", ""));
}
