// The workload that a table shows, as a plan for the calculator: what arrives, and how long connections last.

import type { DumpSummary } from "../evidence/dump/summary.ts";
import type { HostReading } from "../evidence/host.ts";
import { formatCount } from "../units/units.ts";

export interface MeasuredPlan {
  /** Text of a *.conntrack-plan.json. */
  readonly text: string;
  /** How its figures were come by; one sentence each. */
  readonly basis: readonly string[];
}

/** As a plan has it; calculator/plan-file.ts reads it. */
interface Flow {
  readonly name: string;
  readonly protocol: "tcp" | "udp";
  readonly rate: number;
  readonly duration: number;
  readonly ends: string;
  readonly bothWays?: boolean;
}

/** Seconds that a flow lasts which is never answered: its first packet is its last. */
const AT_ONCE = 0;

/** Undefined where no state of the table tells a rate. */
export function measuredPlan(table: DumpSummary, host?: HostReading): MeasuredPlan | undefined {
  const rate = (protocol: string, state: string): number => table.rates[protocol]?.[state]?.perSecond ?? 0;
  const [closed, reset] = [rate("tcp", "TIME_WAIT"), rate("tcp", "CLOSE")];
  const established = table.byProtocol["tcp"]?.byState["ESTABLISHED"] ?? 0;
  const duration = closed + reset > 0 ? Number((established / (closed + reset)).toPrecision(3)) : AT_ONCE;
  const flows: readonly Flow[] = [
    { name: "TCP, closed", protocol: "tcp", rate: closed, duration, ends: "closed" },
    { name: "TCP, reset", protocol: "tcp", rate: reset, duration, ends: "reset" },
    { name: "TCP, unanswered", protocol: "tcp", rate: rate("tcp", "SYN_SENT"), duration: AT_ONCE, ends: "unanswered" },
    { name: "UDP, unanswered", protocol: "udp", rate: rate("udp", "unreplied"), duration: AT_ONCE, ends: "stops", bothWays: false },
  ];
  const classes = flows.filter((flow) => flow.rate > 0);
  if (classes.length === 0) return undefined;
  const basis = ["Rates are counted from states whose remaining time packets hardly ever set back, with at least 400 entries"];
  if (closed + reset > 0)
    basis.push(
      `A connection is taken to last as long as ${formatCount(established)} established ones need at this rate: those that never end make it too long`,
    );
  basis.push("Not derivable from a table, and so not in it: answered UDP and other protocols");
  const { kernel, arch, hz, memory } = host ?? {};
  const target = kernel && arch ? { kernel, arch, ...(hz ? { hz } : {}), ...(memory ? { memory: String(memory) } : {}) } : undefined;
  return { text: `${JSON.stringify({ version: 1, ...(target ? { target } : {}), classes }, undefined, 2)}\n`, basis };
}
