// Recording and alert rules for Prometheus, for the shares of the limit that a report speaks of, and for what is lost.
import { alertRule } from "../../plan/exports/alert-rule.ts";
import { droppedForRoom, lossAlerts } from "../../plan/exports/loss-alerts.ts";
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
  return [
    "groups:",
    "  - name: conntrack-recorded",
    "    rules:",
    record(FILL, `${by(selectorOf(ENTRIES, scope))} / (${by(selectorOf(LIMIT, scope))} > 0)`),
    record(EVICTED, increase("early_drop")),
    record(FAILED, increase("insert_failed")),
    record(DROPPED, droppedForRoom(increase("drop"), increase("insert_failed"), `max_over_time(${FILL}[5m])`)),
    "  - name: conntrack",
    "    rules:",
    ...FILL_STEPS.map((share, index) =>
      alertRule({
        name: share < 1 ? `ConntrackOver${share * 100}Percent` : "ConntrackFull",
        expression: `${FILL} >= ${share}`,
        lasts: share < 1 ? "5m" : "0m",
        severity: SEVERITIES[index] ?? "critical",
        summary: `The conntrack table of ${host} is ${share < 1 ? `over ${formatShare(share)} full` : "full"}`,
        description: "{{ $value | humanizePercentage }} of nf_conntrack_max are in use; at the limit, new connections are dropped.",
      }),
    ),
    ...lossAlerts({ dropped: DROPPED, evicted: EVICTED, failed: FAILED }, host).map(alertRule),
    "",
  ].join("\n");
}

function record(name: string, expression: string): string {
  // JSON text is a YAML text in double quotes.
  return [`      - record: ${name}`, `        expr: ${JSON.stringify(expression)}`].join("\n");
}
