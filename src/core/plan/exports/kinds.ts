// Everything that can be copied, by name.
import type { CalculatorResults } from "../model/results.ts";
import { bucketsToWrite, settingsToWrite } from "../model/settings.ts";
import type { CalculatorState } from "../state.ts";
import { ansibleTask } from "./ansible.ts";
import { modprobeLine } from "./modprobe.ts";
import { notrackRules } from "./notrack.ts";
import { prometheusRules } from "./prometheus.ts";
import { markdownReport } from "./report.ts";
import { sysctlCommands, sysctlLines } from "./sysctl.ts";

export interface ExportKind {
  readonly id: string;
  readonly label: string;
  /** Empty where there is nothing to say, as without a class that may go untracked. */
  readonly print: (state: CalculatorState, results: CalculatorResults) => string;
}

export const EXPORTS: readonly ExportKind[] = [
  { id: "sysctl", label: "sysctl.conf", print: (state, results) => sysctlLines(settingsToWrite(state, results)) },
  { id: "commands", label: "sysctl -w", print: (state, results) => sysctlCommands(settingsToWrite(state, results)) },
  { id: "modprobe", label: "modprobe.d line", print: (state, results) => modprobeLine(bucketsToWrite(state, results.recommendation)) },
  { id: "nftables", label: "nftables notrack", print: (_, results) => notrackRules(results, "nftables") },
  { id: "iptables", label: "iptables notrack", print: (_, results) => notrackRules(results, "iptables") },
  { id: "prometheus", label: "Prometheus alert rules", print: prometheusRules },
  { id: "ansible", label: "Ansible task", print: (state, results) => ansibleTask(settingsToWrite(state, results)) },
  { id: "report", label: "Report in Markdown", print: markdownReport },
];
