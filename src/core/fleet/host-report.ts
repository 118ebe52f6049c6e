// One host, judged by itself: its peak, how it grows, what it lost, and what its kernel would have chosen.
import { KUBE_PROXY } from "../boot/other-programs/kube-proxy-figures.ts";
import { defaultMax } from "../kernel/hash-table.ts";
import { DEFAULT_TARGET, type KernelTarget } from "../kernel/target.ts";
import { readTargetPart } from "../kernel/target-words.ts";
import type { HostFacts } from "./facts.ts";
import { type Growth, growthOf } from "./growth.ts";
import { type Losses, lossesOf } from "./losses.ts";
import type { Peak } from "./peak-code.ts";
import type { Span } from "./span.ts";

/** Who may have chosen a limit, by its number alone. */
type Chooser = "kernel" | "kube-proxy";

export interface HostReport {
  readonly pool: string;
  readonly host: string;
  /** Whether it still tells how many entries it has. */
  readonly present: boolean;
  readonly now: number | null;
  /** nf_conntrack_max; 0 is none, null is not known. */
  readonly limit: number | null;
  /** How often it changed within the range. */
  readonly limitChanges: number;
  /** The first one, of equal ones. */
  readonly peak: Peak | null;
  /** Of the limit at the end of the range; null without one. */
  readonly share: number | null;
  /** Entries that were not exceeded for 50, 95 and 99 % of the time. */
  readonly quantiles: readonly (number | null)[];
  readonly growth: Growth;
  readonly losses: Losses | null;
  /** Null where the kernel is not known. */
  readonly target: KernelTarget | null;
  /** As uname and the exporter say it. */
  readonly release: string | null;
  readonly cpus: number | null;
  /** What kernel and memory would choose by themselves; null where either is not known. */
  readonly own: number | null;
  readonly chosenBy: Chooser | null;
  /** The peak of each window. */
  readonly course: readonly (Peak | undefined)[];
}

export function reportHost(facts: HostFacts, span: Span, targetOf = targetReader()): HostReport {
  const { pool, host, now, limit, limitChanges = 0, peaks, quantiles, cpus, kernel } = facts;
  const peak = highestOf(peaks);
  const share = peak && limit ? peak.entries / limit : null;
  const target = targetOf(facts);
  const own = (target && defaultMax(target)) ?? null;
  return {
    pool,
    host,
    present: now !== undefined,
    now: now ?? null,
    limit: limit ?? null,
    limitChanges,
    peak,
    share,
    quantiles: quantiles.map((value) => value ?? null),
    growth: growthOf(peaks, span, limit),
    losses: lossesOf(facts, span, share ?? undefined),
    target,
    release: kernel?.release ?? null,
    cpus: cpus ?? null,
    own,
    chosenBy: limit === undefined ? null : limit === own ? "kernel" : limit === byKubeProxy(cpus) ? "kube-proxy" : null,
    course: peaks,
  };
}

function highestOf(peaks: readonly (Peak | undefined)[]): Peak | null {
  return peaks.reduce<Peak | null>((best, peak) => (peak && (!best || peak.entries > best.entries) ? peak : best), null);
}

function byKubeProxy(cpus: number | undefined): number | undefined {
  return cpus === undefined ? undefined : Math.max(KUBE_PROXY.min, cpus * KUBE_PROXY.maxPerCore);
}

/** What uname can say (64 characters, __NEW_UTS_LEN); a label is anybody's text, and a release goes into plans. */
const RELEASE = /^[\x21-\x7e]{1,64}$/;

/** Releases of a fleet are few: each is read once. */
export function targetReader(): (facts: HostFacts) => KernelTarget | null {
  const known = new Map<string, KernelTarget | null>();
  return ({ kernel, memory }) => {
    if (!kernel || !RELEASE.test(kernel.release)) return null;
    const key = `${kernel.release}\0${kernel.machine}\0${memory}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const [release, arch] = [readTargetPart("kernel", kernel.release).part, readTargetPart("arch", kernel.machine).part];
    const target =
      release.kernel && arch.arch ? { ...DEFAULT_TARGET, ...release, ...arch, ...(memory === undefined ? {} : { memory }) } : null;
    known.set(key, target);
    return target;
  };
}
