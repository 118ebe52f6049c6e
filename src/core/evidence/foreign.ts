// Whether texts are from the host that is at hand: what they say, held against what it says.
import { COUNT_PATH, MAX_PATH } from "../kernel/table-keys.ts";
import { formatCount } from "../units/units.ts";
import type { Evidence } from "./evidence.ts";
import type { HostReading } from "./host.ts";

/** A table may grow and shrink between two readings, but not by so much. */
const FACTOR = 10;
const LEAST = 1000;

type Said = Pick<Evidence, "log" | "statistics" | "settings" | "machine" | "table">;

/** Why they do not seem to be; one sentence each, none where nothing tells. */
export function foreignSigns(said: Said, host: HostReading): readonly string[] {
  return [kernels(said, host), limits(said, host), entries(said, host), drops(said, host), counters(said, host)].filter(
    (sign) => sign !== undefined,
  );
}

function kernels({ machine }: Said, { kernel }: HostReading): string | undefined {
  const own = machine?.kernel;
  return own && kernel && own !== kernel ? `The text names the kernel ${own}, and this host runs ${kernel}` : undefined;
}

function limits({ settings }: Said, { max }: HostReading): string | undefined {
  const own = settings?.[MAX_PATH];
  return own !== undefined && max !== null && own !== max
    ? `The text has a limit of ${formatCount(own)}, and this host one of ${formatCount(max)}`
    : undefined;
}

function entries({ settings, table }: Said, { count }: HostReading): string | undefined {
  const own = settings?.[COUNT_PATH] ?? table?.entries;
  if (own === undefined || count === null) return undefined;
  const [less, more] = own < count ? [own, count] : [count, own];
  return more >= LEAST && more > FACTOR * less
    ? `The text tells of ${formatCount(own)} entries, and this host holds ${formatCount(count)}`
    : undefined;
}

function drops({ log }: Said, { statistics, namespace }: HostReading): string | undefined {
  const printed = (log?.tableFull.byNamespace ?? []).reduce(
    (sum, one) => sum + (one.namespace === null || one.namespace === namespace ? one.printed : 0),
    0,
  );
  const counted = statistics?.total.drop;
  return counted !== undefined && printed > counted
    ? `The log tells of ${formatCount(printed)} dropped packets at least, and this host has counted ${formatCount(counted)} since its start`
    : undefined;
}

function counters({ statistics }: Said, host: HostReading): string | undefined {
  if (!statistics || !host.statistics) return undefined;
  if (statistics.cpus.length > 1 && statistics.cpus.length !== host.statistics.cpus.length)
    return `The text has counters of ${formatCount(statistics.cpus.length)} CPUs, and this host of ${formatCount(host.statistics.cpus.length)}`;
  const [own = 0, here = 0] = [statistics.total.drop, host.statistics.total.drop];
  return own > here ? `The text has counted ${formatCount(own)} drops, and this host only ${formatCount(here)}` : undefined;
}
