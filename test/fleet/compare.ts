// What was answered, held against what is known of the fleet: every peak, every limit, every loss, all that drift or grow.
import type { FleetJson, HostJson } from "../../src/cli/json/fleet.ts";
import { daysUntil, type ModelHost, STEP, truthOf } from "./model.ts";

/** Of the true days, that a forecast may be off. */
const FORECAST = 0.1;

/** A sentence for each difference. */
export function compareFleet(fleet: FleetJson, hosts: readonly ModelHost[], end: number, days: number): readonly string[] {
  const found = new Map(fleet.pools.flatMap(({ pool, hosts: all }) => all.map((host) => [`${pool} ${host.host}`, host])));
  const differences = hosts.flatMap((host) => {
    const told = found.get(`${host.pool} ${host.host}`);
    return told ? [...compareHost(told, host, end, days)].map((what) => `${host.host}: ${what}`) : [`${host.host} is missing`];
  });
  return found.size === hosts.length ? differences : [...differences, `${found.size} hosts instead of ${hosts.length}`];
}

function* compareHost(told: HostJson, host: ModelHost, end: number, days: number): Generator<string> {
  const truth = truthOf(host, end, days);
  if (told.peak?.entries !== truth.peak.entries) yield `peak ${told.peak?.entries} instead of ${truth.peak.entries}`;
  const late = Date.parse(told.peak?.at ?? "") / 1000 - truth.peak.at;
  if (!(late >= 0 && late <= STEP)) yield `peak ${late} s after it was`;
  if (told.limit !== truth.limit) yield `limit ${told.limit} instead of ${truth.limit}`;
  if (told.present !== truth.present) yield `present: ${told.present}`;
  yield* compareLosses(told, truth.lost, host.reset !== undefined);
  const drifts = truth.present && (host.before !== undefined || isHalved(host));
  if (told.drifts !== drifts) yield `drifts: ${told.drifts}`;
  yield* compareGrowth(told, host, days);
}

function isHalved({ host }: ModelHost): boolean {
  return Number(/-(\d{4})\./.exec(host)?.[1]) % 100 === 23;
}

function* compareLosses({ losses }: HostJson, lost: ReturnType<typeof truthOf>["lost"], reset: boolean): Generator<string> {
  if (!lost || !losses) {
    if (lost !== undefined || losses !== null) yield `losses ${losses ? "known" : "not known"}`;
    return;
  }
  const told = { drop: losses.dropped + losses.raced, early_drop: losses.evicted, insert_failed: losses.raced + losses.refused };
  for (const counter of ["drop", "early_drop", "insert_failed"] as const) {
    // Over a reset the store stretches to the range: by less than one per cent, and never from nothing.
    const off = Math.abs(told[counter] - lost[counter]);
    if (off > (reset ? lost[counter] * 0.01 : 0)) yield `${counter} ${told[counter]} instead of ${lost[counter]}`;
  }
}

function* compareGrowth({ growth }: HostJson, host: ModelHost, days: number): Generator<string> {
  const young = host.from !== undefined;
  const expected = young ? "young" : host.growth > 0 ? "growing" : "flat";
  if (growth.kind !== expected) yield `growth ${growth.kind} instead of ${expected}`;
  if (host.growth <= 0) return;
  for (const { share, days: told } of growth.until) {
    const truth = daysUntil(host, share, days);
    if (told === null || Math.abs(told - truth) > FORECAST * truth) yield `${share * 100} % in ${told} days instead of ${truth.toFixed(1)}`;
  }
}
