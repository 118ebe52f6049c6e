// Rules that take classes out of tracking, as one nftables file or as commands for iptables.
import { visible } from "../../text/visible.ts";
import type { CalculatorResults } from "../model/results.ts";

/** Empty where no class may do without. */
export function notrackRules({ untracked }: CalculatorResults, kind: "nftables" | "iptables"): string {
  return untracked
    .map((one) => {
      const heading = `# ${visible(one.name)}: without tracking, and so without ct state, NAT and helpers.`;
      return `${heading}\n${kind === "nftables" ? one.nftables : one.iptables}\n`;
    })
    .join("\n");
}
