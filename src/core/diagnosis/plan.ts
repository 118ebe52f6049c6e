// Settings that would have held what came: what there is, and what was turned away for as long as it would have stayed.

import { recommendedBuckets } from "../advice/buckets.ts";
import type { DumpSummary } from "../evidence/dump/summary.ts";
import { keyAt } from "../kernel/at-target.ts";
import { findKey } from "../kernel/catalogue.ts";
import { defaultMax } from "../kernel/hash-table.ts";
import { KNOWN_KERNELS } from "../kernel/known-kernels.ts";
import { BUCKETS_PATH, MAX_PATH } from "../kernel/table-keys.ts";
import { DEFAULT_TARGET } from "../kernel/target.ts";
import { parseVersion } from "../kernel/version.ts";
import { size } from "../sizing/size.ts";
import { formatBytes, formatCount, formatDuration, formatShare } from "../units/units.ts";
import { say } from "../words/say.ts";
import { LARGE } from "./causes/state-share.ts";
import { type Context, tableOf } from "./context.ts";
import { costOf } from "./costs.ts";
import type { Cause, Plan, PlannedSetting } from "./diagnosis.ts";

/** Beyond what is needed: no estimate is that good, and traffic grows. */
const HEADROOM = 1.25;
/** Seconds that an expired entry may wait for the collector at most (5.15 and later). */
const COLLECTION = 60;
/** Where no table shows it: the timeout of an unanswered TCP connection, the longest that a first packet gets by default. */
const LIFETIME = 120;
/** Of the memory, that a plan may take. */
const MOST_MEMORY = 0.1;
const LARGEST_MAX = 2 ** 31 - 1;
/** Times the present limit, where nothing says what the machine can hold. */
const MOST_GROWTH = 2;

/**
 * Null where the table was not too small, or nothing says how large it is. A flood fills a table of any size: then the
 * limit goes up to what the kernel chooses by itself, and no further.
 */
export function planFor(context: Context, flooded: boolean, causes: readonly Cause[]): Plan | null {
  const { pressed, max, count, evidence } = context;
  const present = Math.max(count ?? 0, evidence.table?.entries ?? 0, pressed && max !== undefined ? max : 0);
  // Without the present limit a plan might lower it.
  if (!pressed || max === undefined || max === 0) return null;
  const basis = [
    present === max && count !== max
      ? say("The table is assumed to be full: {present} entries", { present: formatCount(present) })
      : say("{present} entries now", { present: formatCount(present) }),
  ];
  const turnedAway = turnedAwayRate(context);
  let needed = present;
  if (turnedAway !== null) {
    const lifetime = lifetimeOf(evidence.table);
    const stay = lifetime + Math.min(COLLECTION, lifetime);
    needed += turnedAway * stay;
    const rate = { perSecond: formatCount(turnedAway) };
    basis.push(
      evidence.changes
        ? say("{perSecond} packets per second were dropped, or evicted an entry", rate)
        : say("{perSecond} packets per second were dropped, or evicted an entry, in the worst burst of the log", rate),
      say("If unanswered, each would stay for {lifetime}, and up to {time} more until it is collected", {
        lifetime: formatDuration(Math.round(lifetime)),
        time: formatDuration(Math.round(stay - lifetime)),
      }),
      say("This is an estimate: retransmissions count separately, and entries of answered connections stay longer"),
    );
  } else {
    basis.push(say("The drop rate is unknown, so this is a first step: check again afterwards"));
  }
  if (causes.some(({ id, weight }) => id === "few-clients" && weight >= LARGE))
    basis.push(say("A few clients have most of the entries: first check whether they should, because a larger table only fills later"));
  const own = context.target && defaultMax(context.target);
  if (flooded && (own === undefined || own <= max)) return null;
  let target = flooded ? max : powerOfTwo(Math.max(needed * HEADROOM, 2 * max));
  if (own !== undefined && own > target) {
    target = own;
    basis.push(say("Raised to {max}, this kernel's default for this memory: something lowered the limit", { max: formatCount(own) }));
  }
  const affordable = context.memory === undefined ? undefined : largestAffordable(context, MOST_MEMORY * context.memory);
  if (affordable !== undefined && target > affordable) {
    target = Math.max(affordable, max);
    basis.push(
      say("Limited to what fits in {mostMemory} of the memory: also shorten timeouts or keep traffic out of the table", {
        mostMemory: formatShare(MOST_MEMORY),
      }),
    );
  }
  if (affordable === undefined) {
    if (target > MOST_GROWTH * max)
      basis.push(
        say("Twice the limit is probably not enough (estimate: {target} entries); enter the memory of the host to plan more", {
          target: formatCount(target),
        }),
      );
    target = Math.min(target, MOST_GROWTH * max);
  }
  if (context.target === undefined || affordable === undefined) {
    const most = mostMemory(target, bucketsFor(context, target));
    const unknown = affordable === undefined ? say("The memory of the host is unknown") : say("The kernel of the host is unknown");
    const full = say(
      "A full table of {entries} entries takes up to {memory} of kernel memory, with the largest entries of any kernel we know",
      {
        entries: formatCount(target),
        memory: formatBytes(most),
      },
    );
    basis.push(`${unknown}. ${full}`);
  }
  const buckets = bucketsFor(context, target);
  const raises = target > max && isSettable(MAX_PATH, context);
  const settings: PlannedSetting[] = [];
  // Without a larger limit, or where the kernel lets nobody write it, a larger hash table is no part of the plan.
  if (raises && buckets > (context.buckets ?? 0) && isSettable(BUCKETS_PATH, context))
    settings.push({
      key: BUCKETS_PATH,
      value: buckets,
      was: context.buckets ?? null,
      cost: costOf(context, BUCKETS_PATH, buckets),
      why: say("One bucket per entry, like the kernel's default since 5.15"),
    });
  if (raises)
    settings.push({
      key: MAX_PATH,
      value: target,
      was: max,
      cost: costOf({ ...context, buckets: Math.max(context.buckets ?? 0, buckets) }, MAX_PATH, target),
      why: flooded
        ? say("This kernel's default for this memory; a flood fills a table of any size, so stop the flood first")
        : say("Enough for the estimated traffic, and at least twice the limit"),
    });
  if (evidence.host?.initialNamespace === false)
    basis.push(say("These values are machine-wide: set them in the initial network namespace, outside this one"));
  const memory = memoryOf(context, target);
  if (memory !== null) basis.push(say("A full table takes {memory} of kernel memory", { memory: formatBytes(memory) }));
  return settings.length === 0 ? null : { settings, memory, basis };
}

/** Packets a second that found no room, and entries thrown out for others. */
function turnedAwayRate({ drops, evidence }: Context): number | null {
  const { changes } = evidence;
  if (changes?.drop?.perSecond || changes?.early_drop?.perSecond)
    return (changes.drop?.perSecond ?? 0) + (changes.early_drop?.perSecond ?? 0);
  return drops?.perSecond ?? null;
}

/** Seconds that a new entry would stay if nobody answered it, as the unanswered ones in the table do on average. */
function lifetimeOf(table: DumpSummary | undefined): number {
  const udp = table?.remaining["udp"]?.["unreplied"];
  const syn = table?.remaining["tcp"]?.["SYN_SENT"];
  const udpEntries = table?.byProtocol["udp"]?.unreplied ?? 0;
  const synEntries = table?.byProtocol["tcp"]?.byState["SYN_SENT"] ?? 0;
  const total = (udp ? udpEntries : 0) + (syn ? synEntries : 0);
  if (total === 0) return LIFETIME;
  return ((udp ? (udp.most + 1) * udpEntries : 0) + (syn ? (syn.most + 1) * synEntries : 0)) / total;
}

function powerOfTwo(entries: number): number {
  return Math.min(LARGEST_MAX, 2 ** Math.ceil(Math.log2(entries)));
}

/** Whether the host's kernel has the key and takes writes to it; where it is not known, a recent one is meant. */
function isSettable(path: string, { target, evidence: { host } }: Context): boolean {
  // A host that shows its settings shows this one too, or has it under an old name.
  if (host && Object.keys(host.values).length > 0 && host.values[path] === undefined) return false;
  const fact = findKey(path);
  if (!fact || !target) return fact !== undefined;
  const { present, writable } = keyAt(fact, target);
  return present !== "no" && writable !== "no";
}

function bucketsFor({ target }: Context, max: number): number {
  return recommendedBuckets(target ?? DEFAULT_TARGET, max);
}

/** Bytes of a full table where nothing is known of the kernel: the most that any of them takes, with all that is often switched on. */
function mostMemory(max: number, buckets: number): number {
  const sizes = KNOWN_KERNELS.flatMap(({ version: text }) => {
    const kernel = parseVersion(text);
    const result =
      kernel && size({ target: { ...DEFAULT_TARGET, kernel }, max, buckets, features: ["acct", "timestamp", "events", "nat"] });
    return result && !("error" in result) ? [result.bytes.total] : [];
  });
  return Math.max(...sizes);
}

function memoryOf(context: Context, max: number): number | null {
  return tableOf(context, max, Math.max(context.buckets ?? 0, bucketsFor(context, max)))?.bytes.total ?? null;
}

/** Of a kernel that is not known, by the largest entries of any. */
function largestAffordable(context: Context, bytes: number): number | undefined {
  for (let max = 2 ** 30; max >= 1024; max /= 2) {
    const memory = context.target ? memoryOf(context, max) : mostMemory(max, bucketsFor(context, max));
    if (memory === null) return undefined;
    if (memory <= bytes) return max;
  }
  return 1024;
}
