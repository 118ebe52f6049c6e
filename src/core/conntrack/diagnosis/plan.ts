// Settings that would have held what came: what there is, and what was turned away for as long as it would have stayed.
import { defaultFeatures } from "../../kernel/entry-size.ts";
import { actualBuckets, largestBuckets } from "../../kernel/hash-table.ts";
import { tableMemory } from "../../sizing/memory.ts";
import { formatBytes, formatCount, formatDuration, formatShare } from "../../units/units.ts";
import type { DumpSummary } from "../dump/summary.ts";
import { BUCKETS_KEY, type Context, MAX_KEY } from "./context.ts";
import type { Plan } from "./diagnosis.ts";

/** Beyond what is needed: no estimate is that good, and traffic grows. */
const HEADROOM = 1.25;
/** Seconds that an expired entry may wait for the collector at most (5.15 and later). */
const COLLECTION = 60;
/** Where no table shows it: the timeout of an unanswered TCP connection, the longest that a first packet gets by default. */
const LIFETIME = 120;
/** Of the memory, that a plan may take. */
const MOST_MEMORY = 0.1;
const LARGEST_MAX = 2 ** 31 - 1;

/** Null where the table was not too small, or nothing says how large it is. */
export function planFor(context: Context): Plan | null {
  const { pressed, max, count, evidence } = context;
  const present = Math.max(count ?? 0, evidence.table?.entries ?? 0, pressed && max !== undefined ? max : 0);
  if (!pressed || max === 0 || present === 0) return null;
  const basis = [`${formatCount(present)} entries are there now`];
  const turnedAway = turnedAwayRate(context);
  let needed = present;
  if (turnedAway !== null) {
    const lifetime = lifetimeOf(evidence.table);
    const stay = lifetime + Math.min(COLLECTION, lifetime);
    needed += turnedAway * stay;
    basis.push(
      `${formatCount(turnedAway)} packets a second were turned away; as entries each would stay ${formatDuration(Math.round(lifetime))}, and wait for collection up to as long`,
      "What is sent again is counted again, so this is too much rather than too little",
    );
  } else {
    basis.push("How much was turned away a second is not known, so this is a first step: read again afterwards");
  }
  let target = powerOfTwo(Math.max(needed * HEADROOM, 2 * (max ?? present)));
  const affordable = context.target?.memory === undefined ? undefined : largestAffordable(context, MOST_MEMORY * context.target.memory);
  if (affordable !== undefined && target > affordable) {
    target = Math.max(affordable, max ?? 0);
    basis.push(`Cut to what ${formatShare(MOST_MEMORY)} of the memory holds: shorten timeouts or keep traffic out as well`);
  }
  const settings: Plan["settings"][number][] = [];
  if (target > (max ?? 0)) settings.push({ key: MAX_KEY, value: target, was: max ?? null, why: "Room for what came, and a quarter more" });
  const buckets = bucketsFor(context, target);
  if (buckets > (context.buckets ?? 0))
    settings.push({
      key: BUCKETS_KEY,
      value: buckets,
      was: context.buckets ?? null,
      why: "As many buckets as entries, as the kernel chooses since 5.15",
    });
  const memory = memoryOf(context, target);
  if (memory !== null) basis.push(`A full table takes ${formatBytes(memory)} of kernel memory`);
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

function bucketsFor({ target }: Context, max: number): number {
  return target ? Math.min(actualBuckets(target, max), largestBuckets(target)) : max;
}

function memoryOf(context: Context, max: number): number | null {
  const { target } = context;
  if (!target) return null;
  const buckets = Math.max(context.buckets ?? 0, bucketsFor(context, max));
  return tableMemory({ target, entries: max, buckets, features: defaultFeatures(target) }).bytes.total;
}

function largestAffordable(context: Context, bytes: number): number | undefined {
  for (let max = 2 ** 30; max >= 1024; max /= 2) {
    const memory = memoryOf(context, max);
    if (memory === null) return undefined;
    if (memory <= bytes) return max;
  }
  return 1024;
}
