// Alerts on what a table loses, for the plan of one host and for a fleet alike. A packet that lost a race for its entry is in
// drop and in insert_failed: it does not page as a full table.
import { FILL_ERROR } from "../../advice/fill.ts";
import type { AlertRule } from "./alert-rule.ts";

/** Expressions of PromQL for one host, over five minutes. */
export interface Losses {
  readonly dropped: string;
  readonly evicted: string;
  readonly failed: string;
}

/** `fill`: the highest share of the limit in the same five minutes. */
export function droppedForRoom(drop: string, failed: string, fill: string): string {
  // As many drops as failed inserts explain are races, unless the table was as good as full.
  return `(${drop} and ${fill} >= ${FILL_ERROR}) or clamp_min(${drop} - ${failed}, 0)`;
}

/** `host` is how a message names the host. */
export function lossAlerts({ dropped, evicted, failed }: Losses, host: string): readonly AlertRule[] {
  return [
    {
      name: "ConntrackDropsForRoom",
      expression: `${dropped} > 0`,
      lasts: "0m",
      severity: "critical",
      summary: `The conntrack table of ${host} was full, and packets were dropped`,
      description: "{{ $value | humanize }} packets in 5 minutes were dropped because there was no entry to evict.",
    },
    {
      name: "ConntrackEvictions",
      expression: `${evicted} > 0`,
      lasts: "0m",
      severity: "warning",
      summary: `The conntrack table of ${host} was full, and entries were evicted`,
      description: "{{ $value | humanize }} entries in 5 minutes were evicted; the kernel does not log this.",
    },
    {
      name: "ConntrackInsertFailed",
      expression: `${failed} > 0 unless (${dropped} > 0 or ${evicted} > 0)`,
      lasts: "15m",
      severity: "warning",
      summary: `${host} failed to insert conntrack entries; its table was not full`,
      description:
        "{{ $value | humanize }} inserts in 5 minutes failed: packets raced to create the same entry, NAT had no free port, or chains were too long.",
    },
  ];
}
