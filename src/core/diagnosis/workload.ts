// The workload that a table shows, as the calculator has it: what arrives, and how long connections last.

import type { DumpSummary } from "../evidence/dump/summary.ts";
import type { HostReading } from "../evidence/host.ts";
import { hostTarget } from "../evidence/host-target.ts";
import type { KernelTarget } from "../kernel/target.ts";
import type { WorkloadClass } from "../sizing/workload.ts";
import { formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";

export interface MeasuredWorkload {
  readonly classes: readonly WorkloadClass[];
  /** Of the host that it was measured on, where that is known. */
  readonly target: KernelTarget | null;
  /** How its figures were come by; one sentence each. */
  readonly basis: readonly string[];
}

/** What a table does not tell of a flow. */
const ANY = { bothWays: true, packets: null, pairs: null, port: null, nat: false } as const;

/** Seconds that a flow lasts which is never answered: its first packet is its last. */
const AT_ONCE = 0;

/** Undefined where no state of the table tells a rate. */
export function measuredWorkload(table: DumpSummary, host?: HostReading): MeasuredWorkload | undefined {
  const rate = (protocol: string, state: string): number => table.rates[protocol]?.[state]?.perSecond ?? 0;
  const [closed, reset] = [rate("tcp", "TIME_WAIT"), rate("tcp", "CLOSE")];
  const established = table.byProtocol["tcp"]?.byState["ESTABLISHED"] ?? 0;
  const duration = closed + reset > 0 ? Number((established / (closed + reset)).toPrecision(3)) : AT_ONCE;
  const flows: readonly WorkloadClass[] = [
    { ...ANY, name: say("TCP, closed"), protocol: "tcp", rate: closed, duration, ends: "closed" },
    { ...ANY, name: say("TCP, reset"), protocol: "tcp", rate: reset, duration, ends: "reset" },
    { ...ANY, name: say("TCP, unanswered"), protocol: "tcp", rate: rate("tcp", "SYN_SENT"), duration: AT_ONCE, ends: "unanswered" },
    {
      ...ANY,
      name: say("UDP, unanswered"),
      protocol: "udp",
      rate: rate("udp", "unreplied"),
      duration: AT_ONCE,
      ends: "stops",
      bothWays: false,
    },
  ];
  const classes = flows.filter((flow) => flow.rate > 0);
  if (classes.length === 0) return undefined;
  const basis = [say("Rates are derived from states whose remaining time packets hardly ever reset, with at least 400 entries")];
  if (closed + reset > 0)
    basis.push(
      say(
        "The connection duration is what {established} established connections imply at this rate: connections that never close make it too long",
        { established: formatCount(established) },
      ),
    );
  basis.push(say("Not included, because a table does not show it: answered UDP and other protocols"));
  return { classes, target: (host && hostTarget(host)) ?? null, basis };
}
