// Everything that can be copied, by name, of the plan that is chosen.
import { say } from "../../words/say.ts";
import type { PlanChoice } from "../model/plans.ts";
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
  /** Empty where there is nothing to say; `missing` says why. */
  readonly print: (state: CalculatorState, results: CalculatorResults, choice: PlanChoice) => string;
  readonly missing: string;
}

const NO_CHANGE = say("Nothing to export: no value changes.");
const NO_SERVICE = say("Needs a traffic class with a listening port on this host, without NAT.");

export const EXPORTS: readonly ExportKind[] = [
  {
    id: "sysctl",
    label: "sysctl.conf",
    print: (state, results, choice) => sysctlLines(settingsToWrite(state, results, choice)),
    missing: NO_CHANGE,
  },
  {
    id: "commands",
    label: "sysctl -w",
    print: (state, results, choice) => sysctlCommands(settingsToWrite(state, results, choice)),
    missing: NO_CHANGE,
  },
  { id: "modprobe", label: "modprobe.d line", print: (...plan) => modprobeLine(bucketsToWrite(...plan)), missing: NO_CHANGE },
  { id: "nftables", label: say("nftables notrack"), print: (_, results) => notrackRules(results, "nftables"), missing: NO_SERVICE },
  { id: "iptables", label: say("iptables notrack"), print: (_, results) => notrackRules(results, "iptables"), missing: NO_SERVICE },
  { id: "prometheus", label: say("Prometheus alert rules"), print: prometheusRules, missing: NO_CHANGE },
  {
    id: "ansible",
    label: say("Ansible task"),
    print: (state, results, choice) => ansibleTask(settingsToWrite(state, results, choice)),
    missing: NO_CHANGE,
  },
  { id: "report", label: say("Report in Markdown"), print: markdownReport, missing: NO_CHANGE },
];
