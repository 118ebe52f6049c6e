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

const BUCKETS = "net/netfilter/nf_conntrack_buckets";
/** The numbers of buckets that only a machine of 6 GiB can be asked. */
const LARGE = ["268434944", "268434945", "268435455", "268435456", "536870400", "536870912", "1073741824"];

export function compareLimits(record: KernelRecord, target: KernelTarget): Tallying {
  const tally = new Tallying();
  for (const [written, held] of Object.entries(record.limits)) {
    const { outcome } = verdictOn(MAX, written, target, {});
    if (outcome === "unknown") tally.leaveOpen(`max = ${written}`, held);
    else tally.same(`max = ${written} is refused`, outcome === "refuses", held === "refused");
  }
  compareLarge(record, target, tally);
  for (const [asked, got] of Object.entries(record.bounds)) {
    const [path = "", ceiling, low, high, written = ""] = asked.split(" ");
    const { outcome, value } = verdictOn(path, written, target, { [LOW]: low, [HIGH]: high }, { [HIGH]: ceiling });
    const what = `${path} = ${written} between ${low} and ${high}`;
    if (outcome === "unknown") tally.leaveOpen(what, got);
    else if (outcome === "refuses") tally.same(what, "refused", got);
    else tally.same(what, outcome === "ignores" ? (path === LOW ? low : high) : value, got);
  }
  return tally;
}

function compareLarge({ large }: KernelRecord, target: KernelTarget, tally: Tallying): void {
  for (const written of LARGE) {
    const what = `${BUCKETS} = ${written} with 6 GiB`;
    const got = large[written];
    const { outcome, value } = verdictOn(BUCKETS, written, target, {});
    if (got === undefined || outcome === "unknown") tally.leaveOpen(what, got ?? "not asked");
    else tally.same(what, outcome === "refuses" ? "refused" : value, got);
  }
}

type Values = Readonly<Record<string, string | undefined>>;

/** `own` in the namespace that is written to, `initial` in the initial one. */
function verdictOn(path: string, text: string, target: KernelTarget, own: Values, initial: Values = own) {
  const fact = findKey(path);
  if (!fact) throw new Error(`not in the catalogue: ${path}`);
  return judge(keyAt(fact, target), text, target, (other, where) => {
    const value = (where === "initial" ? initial : own)[other];
    return value === undefined ? undefined : BigInt(value);
  });
}
