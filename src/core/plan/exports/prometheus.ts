// Alerts for Prometheus on what node_exporter shows of the table. Names of metrics as its conntrack collector has them
// (node_nf_conntrack_entries, _entries_limit, _stat_drop, _stat_early_drop, _stat_insert_failed; node_exporter 1.6).
import { BAND_SHARES } from "../../figures/limit-marks.ts";
import { formatCount, formatShare } from "../../units/units.ts";
import { resultsOf } from "../model/calculate.ts";
import type { PlanChoice } from "../model/plans.ts";
import type { CalculatorResults } from "../model/results.ts";
import { rateWords } from "../model/words.ts";
import type { CalculatorState } from "../state.ts";

const SEVERITIES = ["info", "warning", "critical"] as const;

/** A rule file. The counters are of the namespace that node_exporter runs in, as is the number of entries. */
export function prometheusRules(state: CalculatorState, results: CalculatorResults, choice: PlanChoice): string {
  const { state: plan, results: then } = resultsOf(state, results, choice);
  const full =
    then.rates.full === null ? "" : ` A table of ${formatCount(plan.max.value)} is full at ${rateWords(then.rates.full, state)}.`;
  const fills = BAND_SHARES.map((share, index) =>
    rule({
      name: `ConntrackOver${Math.round(share * 100)}Percent`,
      expression: `node_nf_conntrack_entries / node_nf_conntrack_entries_limit > ${share}`,
      lasts: "5m",
      severity: SEVERITIES[index] ?? "critical",
      summary: `The conntrack table of {{ $labels.instance }} is over ${formatShare(share)} full`,
      description: `{{ $value | humanizePercentage }} of nf_conntrack_max are in use; beyond it new flows are dropped.${full}`,
    }),
  );
  return [
    "groups:",
    "  - name: conntrack",
    "    rules:",
    ...fills,
    rule({
      name: "ConntrackDrops",
      expression: "increase(node_nf_conntrack_stat_drop[5m]) > 0",
      lasts: "0m",
      severity: "critical",
      summary: "The conntrack table of {{ $labels.instance }} was full, and packets were dropped",
      description: "{{ $value | humanize }} packets in 5 minutes found no room and nothing to evict.",
    }),
    rule({
      name: "ConntrackEarlyDrops",
      expression: "increase(node_nf_conntrack_stat_early_drop[5m]) > 0",
      lasts: "0m",
      severity: "warning",
      summary: "The conntrack table of {{ $labels.instance }} was full, and entries were evicted",
      description: "{{ $value | humanize }} entries in 5 minutes had to make room; no log line tells of it.",
    }),
    rule({
      name: "ConntrackInsertFailed",
      expression: "increase(node_nf_conntrack_stat_insert_failed[5m]) > 0",
      lasts: "15m",
      severity: "warning",
      summary: "{{ $labels.instance }} refused to insert conntrack entries",
      description:
        "{{ $value | humanize }} inserts in 5 minutes failed: chains too long for the kernel's limit (chaintoolong, 5.15 and later), or clashes of NAT.",
    }),
    "",
  ].join("\n");
}

interface Rule {
  readonly name: string;
  readonly expression: string;
  readonly lasts: string;
  readonly severity: string;
  readonly summary: string;
  readonly description: string;
}

function rule({ name, expression, lasts, severity, summary, description }: Rule): string {
  return [
    `      - alert: ${name}`,
    `        expr: ${expression}`,
    `        for: ${lasts}`,
    "        labels:",
    `          severity: ${severity}`,
    "        annotations:",
    // JSON text is a YAML text in double quotes.
    `          summary: ${JSON.stringify(summary)}`,
    `          description: ${JSON.stringify(description)}`,
  ].join("\n");
}
