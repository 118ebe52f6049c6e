// Recording and alert rules for Prometheus, for the shares of the limit that a report speaks of. A packet that lost a race
// for its entry is in drop and in insert_failed alike: it does not page as a full table.
import { FILL_ERROR } from "../../advice/fill.ts";
import { alertRule } from "../../plan/exports/alert-rule.ts";
import { formatShare } from "../../units/units.ts";
import { FILL_STEPS } from "../growth.ts";
import { type Counter, counterMetric, ENTRIES, LIMIT } from "../metrics.ts";
import { keptLabels, type Scope, selectorOf } from "../scope.ts";

const SEVERITIES = ["info", "warning", "critical"] as const;
const FILL = "conntrack:fill:ratio";
const DROPPED = "conntrack:dropped_for_room:increase5m";
const EVICTED = "conntrack:evicted:increase5m";
const FAILED = "conntrack:insert_failed:increase5m";

/** A rule file. */
export function fleetRules(scope: Scope): string {
  const labels = keptLabels(scope);
  const host = `{{ $labels.${scope.host} }}`;
  const by = (expression: string): string => `max by (${labels.join(", ")}) (${expression})`;
  const increase = (counter: Counter): string => by(`increase(${selectorOf(counterMetric(counter), scope)}[5m])`);
  const near = `max_over_time(${FILL}[5m]) >= ${FILL_ERROR}`;
  return [
    "groups:",
    "  - name: conntrack-recorded",
    "    rules:",
    record(FILL, `${by(selectorOf(ENTRIES, scope))} / (${by(selectorOf(LIMIT, scope))} > 0)`),
    record(EVICTED, increase("early_drop")),
    record(FAILED, increase("insert_failed")),
    // As many drops as failed inserts explain are races, unless the table was as good as full.
    record(DROPPED, `(${increase("drop")} and ${near}) or clamp_min(${increase("drop")} - ${increase("insert_failed")}, 0)`),
    "  - name: conntrack",
    "    rules:",
    ...FILL_STEPS.map((share, index) =>
      alertRule({
        name: share < 1 ? `ConntrackOver${share * 100}Percent` : "ConntrackFull",
        expression: `${FILL} >= ${share}`,
        lasts: share < 1 ? "5m" : "0m",
        severity: SEVERITIES[index] ?? "critical",
        summary: `The conntrack table of ${host} is ${share < 1 ? `over ${formatShare(share)} full` : "full"}`,
        description: "{{ $value | humanizePercentage }} of nf_conntrack_max are in use; beyond it new connections are dropped.",
      }),
    ),
    alertRule({
      name: "ConntrackDropsForRoom",
      expression: `${DROPPED} > 0`,
      lasts: "0m",
      severity: "critical",
      summary: `The conntrack table of ${host} was full, and packets were dropped`,
      description: "{{ $value | humanize }} packets in 5 minutes found no room and nothing to evict.",
    }),
    alertRule({
      name: "ConntrackEvictions",
      expression: `${EVICTED} > 0`,
      lasts: "0m",
      severity: "warning",
      summary: `The conntrack table of ${host} was full, and entries were evicted`,
      description: "{{ $value | humanize }} entries in 5 minutes had to make room.",
    }),
    alertRule({
      name: "ConntrackInsertFailed",
      expression: `${FAILED} > 0 unless (${DROPPED} > 0 or ${EVICTED} > 0)`,
      lasts: "15m",
      severity: "info",
      summary: `${host} refused to insert conntrack entries; its table was not full`,
      description:
        "{{ $value | humanize }} inserts in 5 minutes failed: packets that raced for one entry, NAT without a free port, or long chains.",
    }),
    "",
  ].join("\n");
}

function record(name: string, expression: string): string {
  // JSON text is a YAML text in double quotes.
  return [`      - record: ${name}`, `        expr: ${JSON.stringify(expression)}`].join("\n");
}
