// The answer as text for other programs.
import { describe, expect, it } from "vitest";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { version } from "../../../../src/core/kernel/version.ts";
import { ansibleTask } from "../../../../src/core/plan/exports/ansible.ts";
import { EXPORTS } from "../../../../src/core/plan/exports/kinds.ts";
import { modprobeLine } from "../../../../src/core/plan/exports/modprobe.ts";
import { notrackRules } from "../../../../src/core/plan/exports/notrack.ts";
import { prometheusRules } from "../../../../src/core/plan/exports/prometheus.ts";
import { markdownReport } from "../../../../src/core/plan/exports/report.ts";
import { sysctlCommands, sysctlLines } from "../../../../src/core/plan/exports/sysctl.ts";
import { editField } from "../../../../src/core/plan/form.ts";
import { calculate } from "../../../../src/core/plan/model/calculate.ts";
import { settingsToWrite } from "../../../../src/core/plan/model/settings.ts";
import { stateFrom } from "../../../../src/core/plan/page/source.ts";
import { applyPreset } from "../../../../src/core/plan/presets.ts";
import type { CalculatorState } from "../../../../src/core/plan/state.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";

const state = applyPreset(stateFrom({ ...DEFAULT_TARGET, memory: 8 * 2 ** 30 }), "dns-resolver", { rate: 10_000 });

function results(of: CalculatorState) {
  const answer = calculate(of);
  if ("problems" in answer) throw new Error(JSON.stringify(answer.problems));
  return answer;
}

const settings = settingsToWrite(state, results(state));
const { max, buckets } = results(state).recommendation;

describe("settings", () => {
  it("are the recommendation, but for what was typed", () => {
    expect(settings).toEqual([
      { path: "net/netfilter/nf_conntrack_max", value: max },
      { path: "net/netfilter/nf_conntrack_buckets", value: buckets },
    ]);
    const typed = editField(state, "max", "1M");
    const timeout = "state" in typed ? editField(typed.state, "nf_conntrack_udp_timeout", "20") : typed;
    if ("error" in timeout) throw new Error(timeout.error);
    expect(sysctlLines(settingsToWrite(timeout.state, results(timeout.state)))).toMatch(
      /^net\.netfilter\.nf_conntrack_max = 1048576\nnet\.netfilter\.nf_conntrack_buckets = \d+\nnet\.netfilter\.nf_conntrack_udp_timeout = 20\n$/,
    );
  });

  it("leave out what the kernel does not take as a sysctl", () => {
    const old = { ...state, target: { ...state.target, kernel: version("4.4") } };
    expect(settingsToWrite(old, results(old)).map(({ path }) => path)).toEqual(["net/netfilter/nf_conntrack_max"]);
  });
});

it("as lines, as commands, and for the module", () => {
  expect(parse(sysctlLines(settings)).lines.filter(({ kind }) => kind === "setting").length).toBe(2);
  expect(sysctlCommands(settings)).toBe(
    `sysctl -w net.netfilter.nf_conntrack_max=${max}\nsysctl -w net.netfilter.nf_conntrack_buckets=${buckets}\n`,
  );
  expect(modprobeLine(buckets)).toContain(`\noptions nf_conntrack hashsize=${buckets}\n`);
});

/** What each can be known by. */
const TELLING: Readonly<Record<string, RegExp>> = {
  sysctl: new RegExp(`^net\\.netfilter\\.nf_conntrack_max = ${max}$`, "m"),
  commands: new RegExp(`^sysctl -w net\\.netfilter\\.nf_conntrack_max=${max}$`, "m"),
  modprobe: new RegExp(`^options nf_conntrack hashsize=${buckets}$`, "m"),
  nftables: /^\t\tudp dport 53 fib daddr type local notrack$/m,
  iptables: /^iptables -w -t raw -I PREROUTING -p udp --dport 53 -m addrtype --dst-type LOCAL -j CT --notrack$/m,
  prometheus: /^ {8}expr: node_nf_conntrack_entries \/ node_nf_conntrack_entries_limit > 0\.75$/m,
  ansible: new RegExp(`^ {4}- \\{ name: net\\.netfilter\\.nf_conntrack_max, value: "${max}" \\}$`, "m"),
  report: /^\| Queries from clients \| udp \| 10,000 \|/m,
};

it.each(EXPORTS.map(({ id, print }) => [id, print] as const))("by its name: %s", (id, print) => {
  expect(print(state, results(state), "recommended")).toMatch(TELLING[id] ?? /^what it can be known by$/);
});

it("as rules without tracking, for the classes that may do without", () => {
  expect(notrackRules(results(state), "nftables").match(/udp dport 53 fib daddr type local notrack/g)?.length).toBe(2);
  expect(notrackRules(results(state), "iptables")).toContain(
    "ip6tables -w -t raw -I OUTPUT -p udp --sport 53 -m addrtype --src-type LOCAL -j CT --notrack",
  );
});

it("as alerts, on the metrics that node_exporter has", () => {
  const rules = prometheusRules(state, results(state), "recommended");
  const metrics = new Set(rules.match(/node_nf_conntrack\w+/g));
  expect([...metrics].sort()).toEqual([
    "node_nf_conntrack_entries",
    "node_nf_conntrack_entries_limit",
    "node_nf_conntrack_stat_drop",
    "node_nf_conntrack_stat_early_drop",
    "node_nf_conntrack_stat_insert_failed",
  ]);
  for (const share of ["0.75", "0.8", "0.9"]) expect(rules).toContain(`node_nf_conntrack_entries_limit > ${share}\n`);
  expect(rules.match(/- alert: /g)?.length).toBe(6);
  // A race for an entry is in drop and in insert_failed: it pages nobody. `promtool test rules` says so of the same alerts of a fleet.
  expect(rules).toContain("clamp_min(increase(node_nf_conntrack_stat_drop[5m]) - increase(node_nf_conntrack_stat_insert_failed[5m]), 0)");
  expect(rules).not.toMatch(/\t/);
});

it("as a task", () => {
  expect(ansibleTask(settings)).toContain(`    - { name: net.netfilter.nf_conntrack_max, value: "${max}" }\n`);
});

it("as a report with every drawing's numbers, in which names cannot break a table", () => {
  const named = editField(state, "classes.0.name", "a|b<script>");
  if ("error" in named) throw new Error(named.error);
  const report = markdownReport(named.state, results(named.state), "recommended");
  for (const title of ["# Conntrack plan", "## Traffic", "## Limits", "## Chain lengths of a full table", "## Common formulas"])
    expect(report).toContain(`${title}\n`);
  expect(report).toContain("a\\|b\\<script>");
  expect(report).not.toMatch(/NaN|undefined/);
});
