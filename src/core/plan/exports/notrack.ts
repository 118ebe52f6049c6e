// Rules that take classes out of tracking, as one nftables file or as commands for iptables.
import { notrackServices } from "../../firewall/write/notrack.ts";
import { visible } from "../../text/visible.ts";
import type { CalculatorResults } from "../model/results.ts";

/** Empty where no class may do without. */
export function notrackRules({ untracked }: CalculatorResults, kind: "nftables" | "iptables"): string {
  if (untracked.length === 0) return "";
  return [
    ...untracked.map(({ name }) => `# ${visible(name)}: not tracked, so without ct state, NAT and helpers.`),
    "# First accept it as untracked in stateful rules: nft list ruleset | conntrack-planner firewall -",
    notrackServices(
      kind,
      untracked.map(({ service }) => service),
    ),
    "",
  ].join("\n");
}
