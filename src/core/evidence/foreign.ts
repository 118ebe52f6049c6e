// Whether texts are from the host that is at hand: what they say, held against what it says.

import { BUCKETS_PATH, COUNT_PATH, MAX_PATH } from "../kernel/table-keys.ts";
import { formatCount, formatDuration } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { Evidence } from "./evidence.ts";
import type { HostReading } from "./host.ts";

/** A table may grow and shrink between two readings, but not by so much. */
const FACTOR = 10;
const LEAST = 1000;
/** Seconds: readings are not of one moment; times of a log may be those of any zone. */
const TOLERANCE = 60;
const DAY = 86_400;

type Said = Pick<Evidence, "log" | "statistics" | "settings" | "machine" | "table">;

/** Why they do not seem to be; one sentence each, none where nothing tells. */
export function foreignSigns(said: Said, host: HostReading): readonly string[] {
  return [names, kernels, starts, limits, entries, drops, counters].map((sign) => sign(said, host)).filter((sign) => sign !== undefined);
}

/**
 * What of this host belongs to the texts. Nothing where they name another machine or another kernel. Where anything else does
 * not fit, they may be older: then what they say themselves counts, as it was when they were written.
 */
export function hostFor(said: Said, host: HostReading, signs: readonly string[]): HostReading | undefined {
  if (names(said, host) !== undefined || kernels(said, host) !== undefined) return undefined;
  const { settings = {} } = said;
  if (signs.length === 0) return host;
  return {
    ...host,
    count: settings[COUNT_PATH] ?? host.count,
    max: settings[MAX_PATH] ?? host.max,
    buckets: settings[BUCKETS_PATH] ?? host.buckets,
    values: { ...host.values, ...settings },
  };
}

/** Of names with a domain and without, the first part tells. */
function names({ machine }: Said, { identity }: HostReading): string | undefined {
  const [own, here] = [machine?.name, identity?.name];
  const first = (name: string): string => name.toLowerCase().split(".", 1)[0] ?? "";
  return own && here && first(own) !== first(here)
    ? say("The text is from {found}, but this host is {host}", { found: own, host: here })
    : undefined;
}

function kernels({ machine }: Said, { kernel }: HostReading): string | undefined {
  const own = machine?.kernel;
  return own && kernel && own !== kernel
    ? say("The text is from kernel {found}, but this host runs {kernel}", { found: own, kernel })
    : undefined;
}

/** Lines of another start of the machine: later than this one has run, or older than it. */
function starts({ log }: Said, { identity }: HostReading): string | undefined {
  const last = log?.tableFull.last;
  const { at, uptime } = identity ?? {};
  if (!last || uptime === null || uptime === undefined) return undefined;
  if (last.clock === "uptime")
    return last.seconds > uptime + TOLERANCE
      ? say("The log continues until {seconds} after boot, but this host booted {uptime} ago", {
          seconds: formatDuration(Math.round(last.seconds)),
          uptime: formatDuration(Math.round(uptime)),
        })
      : undefined;
  const started = at ? Date.parse(at) / 1000 - uptime : Number.NaN;
  return last.clock === "wall" && last.seconds + DAY < started
    ? say("The last log line about a full table is from {last}, but this host has booted since", { last: last.text })
    : undefined;
}

function limits({ settings }: Said, { max }: HostReading): string | undefined {
  const own = settings?.[MAX_PATH];
  return own !== undefined && max !== null && own !== max
    ? say("The limit in the text is {found}, but {max} on this host", { found: formatCount(own), max: formatCount(max) })
    : undefined;
}

function entries({ settings, table }: Said, { count }: HostReading): string | undefined {
  const own = settings?.[COUNT_PATH] ?? table?.entries;
  if (own === undefined || count === null) return undefined;
  const [less, more] = own < count ? [own, count] : [count, own];
  return more >= LEAST && more > FACTOR * less
    ? say("The text shows {found} entries, but this host has {count}", { found: formatCount(own), count: formatCount(count) })
    : undefined;
}

function drops({ log }: Said, { statistics, namespace }: HostReading): string | undefined {
  const printed = (log?.tableFull.byNamespace ?? []).reduce(
    (sum, one) => sum + (one.namespace === null || one.namespace === namespace ? one.printed : 0),
    0,
  );
  const counted = statistics?.total.drop;
  return counted !== undefined && printed > counted
    ? printed === 1
      ? say("The log shows at least 1 drop, but this host has counted {counted} since boot", { counted: formatCount(counted) })
      : say("The log shows at least {printed} drops, but this host has counted {counted} since boot", {
          printed: formatCount(printed),
          counted: formatCount(counted),
        })
    : undefined;
}

function counters({ statistics }: Said, host: HostReading): string | undefined {
  if (!statistics || !host.statistics) return undefined;
  if (statistics.cpus.length > 1 && statistics.cpus.length !== host.statistics.cpus.length)
    return say("The text has counters for {cpus} CPUs, but this host has {count}", {
      cpus: formatCount(statistics.cpus.length),
      count: formatCount(host.statistics.cpus.length),
    });
  const [own = 0, here = 0] = [statistics.total.drop, host.statistics.total.drop];
  if (own <= here) return undefined;
  return own === 1
    ? say("The text shows 1 drop, but this host has counted none")
    : say("The text shows {found} drops, but this host has counted only {count}", { found: formatCount(own), count: formatCount(here) });
}
