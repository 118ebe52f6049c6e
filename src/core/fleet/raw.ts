// Series as an exporter tells them, sample by sample, brought to the same facts as our own questions are answered with.
import type { Series } from "./answer.ts";
import { type FleetFacts, type HostFacts, QUANTILES } from "./facts.ts";
import { COUNTERS, CPU, counterMetric, ENTRIES, LIMIT, MEMORY, UNAME } from "./metrics.ts";
import { placeOf, type Scope } from "./scope.ts";
import { windowAt } from "./span.ts";

type Sample = Series["samples"][number];
type Reduce = (host: HostFacts, samples: readonly Sample[], scope: Scope, labels: Series["labels"]) => void;

/** Seconds in which Prometheus takes the last value for the present one. */
const LOOKBACK = 300;

const REDUCE: Readonly<Record<string, Reduce>> = {
  [ENTRIES]: reduceEntries,
  [LIMIT]: (host, samples) => {
    host.limit = Math.max(host.limit ?? 0, samples.at(-1)?.value ?? 0);
    const changes = samples.filter(({ value }, index) => index > 0 && value !== samples[index - 1]?.value).length;
    if (changes > 0) host.limitChanges = Math.max(host.limitChanges ?? 0, changes);
  },
  [MEMORY]: (host, samples) => {
    host.memory = samples.at(-1)?.value ?? host.memory ?? 0;
  },
  [UNAME]: (host, samples, _scope, { release, machine = "" }) => {
    const seen = samples.at(-1)?.time ?? 0;
    if (release !== undefined && seen > (host.kernel?.seen ?? 0)) host.kernel = { release, machine, seen };
  },
  [CPU]: (host, _samples, _scope, { mode }) => {
    if (mode === "idle") host.cpus = (host.cpus ?? 0) + 1;
  },
  ...Object.fromEntries(COUNTERS.map((counter) => [counterMetric(counter), reduceCounter(counter)])),
};

export function isRaw(series: Series): boolean {
  return REDUCE[series.labels["__name__"] ?? ""] !== undefined;
}

/** Takes one series; samples outside of the span are passed over. */
export function takeRaw(series: Series, facts: FleetFacts, scope: Scope): void {
  const { span } = scope;
  const { pool, host } = placeOf(series.labels, scope);
  const kept: Sample[] = [];
  for (const sample of series.samples) {
    if (windowAt(span, sample.time) === undefined) continue;
    if (Number.isFinite(sample.value) && sample.value >= 0) kept.push(sample);
    else facts.odd++;
  }
  if (kept.length > 0) REDUCE[series.labels["__name__"] ?? ""]?.(facts.host(pool, host), kept, scope, series.labels);
}

function reduceEntries(host: HostFacts, samples: readonly Sample[], { span }: Scope): void {
  for (const { time, value } of samples) {
    const window = windowAt(span, time) ?? 0;
    const known = host.peaks[window];
    if (!known || value > known.entries)
      host.peaks[window] = { entries: value, at: span.end - Math.floor((span.end - time) / span.step) * span.step };
  }
  const sorted = samples.map(({ value }) => value).sort((a, b) => a - b);
  for (const [index, share] of QUANTILES.entries()) host.quantiles[index] = Math.max(host.quantiles[index] ?? 0, quantileOf(sorted, share));
  const last = samples.at(-1);
  if (last && last.time > span.end - Math.max(LOOKBACK, span.step)) host.now = Math.max(host.now ?? 0, last.value);
}

/** As quantile_over_time has it: on a straight line between the two values around. */
function quantileOf(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const [below = 0, above = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place % 1);
}

/** A value below the one before means that it was counted from 0 again. */
function reduceCounter(counter: (typeof COUNTERS)[number]): Reduce {
  return (host, samples, { span }) => {
    let total = 0;
    const byWindow = new Map<number, number>();
    for (const [index, { time, value }] of samples.entries()) {
      const before = samples[index - 1]?.value ?? value;
      const gain = value >= before ? value - before : value;
      if (gain === 0) continue;
      total += gain;
      const window = windowAt(span, time) ?? 0;
      byWindow.set(window, (byWindow.get(window) ?? 0) + gain);
    }
    host.lost[counter] = Math.max(host.lost[counter] ?? 0, total);
    const known = host.lostIn[counter] ?? new Map<number, number>();
    for (const [window, gain] of byWindow) known.set(window, Math.max(known.get(window) ?? 0, gain));
    host.lostIn[counter] = known;
  };
}
