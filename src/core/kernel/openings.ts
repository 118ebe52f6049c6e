// What the tables leave open: between the last kernel seen without a change and the first seen with it, either may hold.
// Worked out from the timelines themselves, with the kernel that would settle each.
import { say } from "../words/say.ts";
import { allKeys } from "./catalogue.ts";
import { COLLECTOR } from "./collector.ts";
import { NUMBER_READING } from "./conversions.ts";
import { INSERT_LIMIT } from "./hash-table.ts";
import type { Timeline } from "./timeline.ts";
import { releaseName, version } from "./version.ts";

export interface Opening {
  /** The versions that it concerns, as "5.15.42 and later 5.15". */
  readonly versions: string;
  /** What may be one way or the other there. */
  readonly facts: readonly string[];
  /** The kernel to ask. */
  readonly settledBy: string;
}

/** Older kernels than this are read and not asked: their gaps are many, and nobody waits for them. */
const SINCE = version("4.19").release;
/** Releases that follow each other over a change of the first number. */
const LAST_MINORS: Readonly<Record<string, string>> = { "4.20": "5.0", "5.19": "6.0", "6.19": "7.0" };

/** In order of version; facts that are open in the same kernels stand together. */
export function openings(): readonly Opening[] {
  const found = new Map<string, { settledBy: string; order: number; facts: string[] }>();
  for (const [fact, timeline] of timelines()) {
    for (const { versions, settledBy, order } of gaps(timeline)) {
      const known = found.get(versions) ?? { settledBy, order, facts: [] };
      known.facts.push(fact);
      found.set(versions, known);
    }
  }
  return [...found]
    .sort(([, one], [, other]) => one.order - other.order)
    .map(([versions, { settledBy, facts }]) => ({ versions, settledBy, facts: [...new Set(facts)] }));
}

function* timelines(): Generator<readonly [string, Timeline<unknown>]> {
  for (const { path, present, handler, default: initial } of allKeys()) {
    const name = path.replace(/^net\/(?:netfilter\/)?/, "");
    yield [say("presence of {name}", { name }), present];
    yield [say("accepted values of {name}", { name }), handler];
    yield [say("default of {name}", { name }), initial];
  }
  for (const [trait, timeline] of Object.entries(NUMBER_READING))
    yield [say("numbers: {kind}", { kind: trait }), timeline as Timeline<unknown>];
  yield [say("insert limit of chains"), INSERT_LIMIT];
  yield [say("pace of the collector"), COLLECTOR];
}

interface Gap {
  readonly versions: string;
  readonly settledBy: string;
  readonly order: number;
}

function* gaps({ changes = [], backports = [] }: Timeline<unknown>): Generator<Gap> {
  for (const { after, by } of changes) {
    const [last, first] = [version(after), version(by)];
    if (first.release <= SINCE || follows(releaseName(last), releaseName(first), last.stable, first.stable)) continue;
    yield {
      versions: say("after {after}, before {by}", { after, by }),
      settledBy: say("a mainline release between {after} and {by}", { after, by }),
      order: last.release,
    };
  }
  for (const { branch, after, by } of backports) {
    const { release } = version(branch);
    if (release < SINCE || (by !== undefined && by - after <= 1)) continue;
    const from = `${branch}.${after + 1}`;
    yield by === undefined
      ? {
          versions: say("{from} and later {branch}", { from, branch }),
          settledBy: say("the newest {branch}.y", { branch }),
          order: release,
        }
      : {
          versions: say("{from} to {to}", { from, to: `${branch}.${by - 1}` }),
          settledBy: say("{branch}.{after}, then by bisection", { branch, after: Math.floor((after + by) / 2) }),
          order: release,
        };
  }
}

function follows(last: string, first: string, lastLevel: number | undefined, firstLevel: number | undefined): boolean {
  if (lastLevel !== undefined || firstLevel !== undefined) return false;
  return version(first).release - version(last).release === 1_000 || LAST_MINORS[last] === first;
}
