// Alerts for Prometheus on what node_exporter shows of the table. Names of metrics as its conntrack collector has them
// (node_nf_conntrack_entries, _entries_limit, _stat_drop, _stat_early_drop, _stat_insert_failed; node_exporter 1.6).
import { BAND_SHARES } from "../../figures/limit-marks.ts";
import { formatCount, formatRate, formatShare } from "../../units/units.ts";
import { resultsOf } from "../model/calculate.ts";
import type { PlanChoice } from "../model/plans.ts";
import type { CalculatorResults } from "../model/results.ts";
import type { CalculatorState } from "../state.ts";
import { alertRule } from "./alert-rule.ts";
import { droppedForRoom, type Losses, lossAlerts } from "./loss-alerts.ts";

const FILL = "node_nf_conntrack_entries / node_nf_conntrack_entries_limit";
const increase = (counter: string): string => `increase(node_nf_conntrack_stat_${counter}[5m])`;
const LOSSES: Losses = {
  dropped: `(${droppedForRoom(increase("drop"), increase("insert_failed"), `max_over_time((${FILL})[5m:1m])`)})`,
  evicted: increase("early_drop"),
  failed: increase("insert_failed"),
};
const SEVERITIES = ["info", "warning", "critical"] as const;

/** A rule file. The counters are of the namespace that node_exporter runs in, as is the number of entries. */
export function prometheusRules(state: CalculatorState, results: CalculatorResults, choice: PlanChoice): string {
  const { state: plan, results: then } = resultsOf(state, results, choice);
  const full =
    then.rates.full === null
      ? ""
      : ` A table of ${formatCount(plan.max.value)} is full at ${formatRate(then.rates.full)} new connections/s.`;
  const fills = BAND_SHARES.map((share, index) =>
    alertRule({
      name: `ConntrackOver${Math.round(share * 100)}Percent`,
      expression: `${FILL} > ${share}`,
      lasts: "5m",
      severity: SEVERITIES[index] ?? "critical",
      summary: `The conntrack table of {{ $labels.instance }} is over ${formatShare(share)} full`,
      description: `{{ $value | humanizePercentage }} of nf_conntrack_max are in use; at the limit, new connections are dropped.${full}`,
    }),
  );
  return [
    "groups:",
    "  - name: conntrack",
    "    rules:",
    ...fills,
    ...lossAlerts(LOSSES, "{{ $labels.instance }}").map(alertRule),
    "",
  ].join("\n");
}
