// What a limit does: taken or refused, without bound or not; bounds of keys by each other. Pure.
import { keyAt } from "../../../src/core/kernel/at-target.ts";
import { findKey } from "../../../src/core/kernel/catalogue.ts";
import { judge } from "../../../src/core/kernel/judge.ts";
import type { KernelTarget } from "../../../src/core/kernel/target.ts";
import type { KernelRecord } from "../recordings/record.ts";
import { Tallying } from "./tally.ts";

const MAX = "net/netfilter/nf_conntrack_max";
const LOW = "net/netfilter/nf_conntrack_frag6_low_thresh";
const HIGH = "net/netfilter/nf_conntrack_frag6_high_thresh";

export function compareLimits(record: KernelRecord, target: KernelTarget): Tallying {
  const tally = new Tallying();
  for (const [written, held] of Object.entries(record.limits)) {
    const { outcome } = verdictOn(MAX, written, target, {});
    if (outcome === "unknown") tally.leaveOpen(`max = ${written}`, held);
    else tally.same(`max = ${written} is refused`, outcome === "refuses", held === "refused");
  }
  for (const [asked, got] of Object.entries(record.bounds)) {
    const [path = "", ceiling, low, high, written = ""] = asked.split(" ");
    // What bounds the upper threshold itself, up to 5.19, is the initial namespace's value.
    const { outcome, value } = verdictOn(path, written, target, { [LOW]: low, [HIGH]: path === HIGH ? ceiling : high });
    const what = `${path} = ${written} between ${low} and ${high}`;
    if (outcome === "unknown") tally.leaveOpen(what, got);
    else if (outcome === "refuses") tally.same(what, "refused", got);
    else tally.same(what, outcome === "ignores" ? (path === LOW ? low : high) : value, got);
  }
  return tally;
}

function verdictOn(path: string, text: string, target: KernelTarget, current: Readonly<Record<string, string | undefined>>) {
  const fact = findKey(path);
  if (!fact) throw new Error(`not in the catalogue: ${path}`);
  return judge(keyAt(fact, target), text, target, (other) => (current[other] === undefined ? undefined : BigInt(current[other])));
}
