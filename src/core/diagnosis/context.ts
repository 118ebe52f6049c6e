// What the causes look at: the evidence, and the few figures that all of them need.

import { FILL_ERROR } from "../advice/fill.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { hostTarget } from "../evidence/host-target.ts";
import type { LogFindings } from "../evidence/log/findings.ts";
import { secondsBetween } from "../evidence/log/time.ts";
import { BUCKETS_PATH, COUNT_PATH, MAX_PATH } from "../kernel/table-keys.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { featuresInForce } from "../sizing/features.ts";
import { type Size, size } from "../sizing/size.ts";
import { say } from "../words/say.ts";
import { counted } from "./counted.ts";
import type { Drops, Found } from "./diagnosis.ts";
import { racesExplainDrops } from "./refused-inserts.ts";

/** Tables with fewer entries say nothing by their shares. */
const LEAST_ENTRIES = 100;

export interface Context {
  readonly evidence: Evidence;
  /** Every setting that is known, by path: of the host, or pasted beside the log. */
  readonly values: Readonly<Record<string, number>>;
  readonly count: number | undefined;
  readonly max: number | undefined;
  readonly buckets: number | undefined;
  /** count of max, 0 to 1 and a little more; undefined where either is unknown or there is no limit. */
  readonly fill: number | undefined;
  readonly drops: Drops | null;
  /** Whether the log names other namespaces alone, and this one's counters no drop: then all of it was lost there. */
  readonly elsewhere: boolean;
  /** Whether the table was too small for what came: lost packets, or next to no room. Undefined: nothing tells. */
  readonly pressed: boolean | undefined;
  /** The table's counts, where it has enough entries to speak of shares. */
  readonly shares: boolean;
  readonly target: KernelTarget | undefined;
  /** Bytes; may be known where the kernel is not. */
  readonly memory: number | undefined;
}

export type FindCause = (context: Context) => Found | undefined;

export function contextOf(evidence: Evidence): Context {
  const { log, host, table, machine } = evidence;
  const values = { ...log?.settings, ...evidence.settings, ...host?.values };
  const known = (key: string, own: number | null | undefined): number | undefined => own ?? values[key] ?? undefined;
  const count = known(COUNT_PATH, host?.count);
  const max = known(MAX_PATH, host?.max) ?? values["net/nf_conntrack_max"] ?? values["net/ipv4/ip_conntrack_max"];
  const fill = count !== undefined && max !== undefined && max > 0 ? count / max : undefined;
  const drops = dropsOf(evidence);
  const early = counted(evidence, "early_drop");
  const elsewhere = drops?.from === "log" && namesOthersAlone(evidence) && counted(evidence, "drop") === 0;
  const raced = racesExplainDrops({ evidence, fill });
  const lost = (drops !== null && !raced && !elsewhere) || early > 0;
  const target = hostTarget(host ?? (machine && { ...machine, hz: null }));
  return {
    evidence,
    values,
    count,
    max,
    buckets: known(BUCKETS_PATH, host?.buckets),
    fill,
    drops,
    elsewhere,
    // Two numbers of now cannot tell what was dropped an hour ago: only counters can.
    pressed: lost || (fill !== undefined && fill >= FILL_ERROR) ? true : evidence.statistics ? false : undefined,
    shares: (table?.entries ?? 0) >= LEAST_ENTRIES,
    target,
    memory: target?.memory ?? host?.memory ?? machine?.memory ?? undefined,
  };
}

/** The figures of a table of this host; undefined where its kernel is not known, or makes no such table. */
export function tableOf({ target, values }: Context, max: number, buckets: number | undefined): Size | undefined {
  if (!target) return undefined;
  const features = featuresInForce(target, (path) => values[path]);
  const result = size({ target, max, features, ...(buckets === undefined ? {} : { buckets }) });
  return "error" in result ? undefined : result;
}

/** The burst with the most packets a second: over pauses between bursts, hours or days, a mean says nothing. */
export function worstBurst({ bursts }: LogFindings["tableFull"]): { readonly perSecond: number; readonly seconds: number } | null {
  const timed = bursts.flatMap(({ from, to, printed, suppressed }) => {
    const seconds = from && to ? secondsBetween(from, to) : undefined;
    return seconds !== undefined && seconds > 0 ? [{ perSecond: (printed + suppressed) / seconds, seconds }] : [];
  });
  return timed.reduce<(typeof timed)[number] | null>((worst, one) => (worst && worst.perSecond >= one.perSecond ? worst : one), null);
}

/** A line that names no namespace may be of any, up to 6.16; without a host its own number is not known. */
function namesOthersAlone({ log, host }: Evidence): boolean {
  return log?.tableFull.byNamespace.every(({ namespace }) => namespace !== null && namespace !== host?.namespace) ?? false;
}

/** The larger of what the log tells and what the counters count: the log leaves most of it out, the counters when. */
function dropsOf(evidence: Evidence): Drops | null {
  const { log, changes } = evidence;
  const count = counted(evidence, "drop");
  if (log?.drops && (count <= log.drops.about || namesOthersAlone(evidence))) {
    return { ...log.drops, perSecond: worstBurst(log.tableFull)?.perSecond ?? null, from: "log" };
  }
  if (count === 0) return null;
  const caveats = [say("The counter counts packets, not connections, and includes a few that were dropped for other reasons")];
  if (!changes) caveats.push(say("Counted since the namespace was created: the drops may be old"));
  return { atLeast: count, about: count, perSecond: changes?.drop?.perSecond ?? null, from: "statistics", caveats };
}
