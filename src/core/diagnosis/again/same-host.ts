// Whether two readings are of one host, and what lies between them.
import { say } from "../../words/say.ts";
import type { KeptHost, KeptReading } from "./kept.ts";

export interface Between {
  /** Undefined where nothing tells. */
  readonly seconds: number | undefined;
  /** Whether the counters went on: the same start of the machine, and the same namespace. */
  readonly counting: boolean;
  /** What made them begin anew; one sentence each. */
  readonly notes: readonly string[];
}

/** Why two readings are not to be compared. */
export interface Incomparable {
  readonly why: string;
}

export function betweenReadings(before: KeptReading, now: KeptReading): Between | Incomparable {
  const [old, own] = [before.host, now.host];
  if (!old || !own) return { seconds: undefined, counting: true, notes: [] };
  if (isOther(old, own))
    return {
      why: otherHost(old.name, own.name),
    };
  const rebooted = hasRestarted(old, own);
  const seconds = secondsBetween(old, own, rebooted);
  if (seconds !== undefined && seconds < 0) return { why: say("the earlier reading is newer than this one") };
  const notes = [
    rebooted ? say("The host was rebooted in between: its counters started at 0") : undefined,
    rebooted && old.kernel !== null && own.kernel !== null && old.kernel !== own.kernel
      ? say("The kernel changed from {before} to {now}", { before: old.kernel, now: own.kernel })
      : undefined,
    !rebooted && old.namespace !== null && own.namespace !== null && old.namespace !== own.namespace
      ? say("This is another network namespace ({now}) than before ({before}): it has its own count and counters", {
          now: own.namespace,
          before: old.namespace,
        })
      : undefined,
  ].filter((note) => note !== undefined);
  return { seconds, counting: notes.length === 0, notes };
}

/** Names may change while a host runs; what its kernel drew at the start does not. */
function isOther(old: KeptHost, own: KeptHost): boolean {
  if (old.boot !== null && old.boot === own.boot) return false;
  return old.name !== null && own.name !== null && old.name !== own.name;
}

function hasRestarted(old: KeptHost, own: KeptHost): boolean {
  if (old.boot !== null && own.boot !== null) return old.boot !== own.boot;
  return old.uptime !== null && own.uptime !== null && own.uptime < old.uptime;
}

/** Clocks are set; the time since the start only goes on. */
function secondsBetween(old: KeptHost, own: KeptHost, rebooted: boolean): number | undefined {
  if (!rebooted && old.uptime !== null && own.uptime !== null) return own.uptime - old.uptime;
  if (old.at === null || own.at === null) return undefined;
  const seconds = (Date.parse(own.at) - Date.parse(old.at)) / 1000;
  return Number.isNaN(seconds) ? undefined : seconds;
}

/** The names of the hosts, as far as both readings tell them. */
function otherHost(earlier: string | null, own: string | null): string {
  if (earlier !== null && own !== null)
    return say('the earlier reading is from another host, "{earlier}"; this is "{own}"', { earlier, own });
  if (earlier !== null) return say('the earlier reading is from another host, "{earlier}"', { earlier });
  return own === null
    ? say("the earlier reading is from another host")
    : say('the earlier reading is from another host; this is "{own}"', { own });
}
