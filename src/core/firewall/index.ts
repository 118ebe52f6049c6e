// The door of a wing for the rooms outside of core: what rule sets need of connection tracking.
export { firewallFindings, type RuleFinding } from "./findings.ts";
export {
  ELSEWHERE,
  type FirewallAnswer,
  firewallAnswer,
  PortCounts,
  parsePort,
  questionsOf,
  type RuleText,
} from "./firewall.ts";
export { rulesByLine } from "./nft/json-lines.ts";
export type { FirewallAction } from "./page/actions.ts";
export { firewallPage } from "./page/page.ts";
export { ANSWERS, everyPortSentence, FLOWS, savingsWords, trackingSentence, verdict } from "./words.ts";
export { editsFor } from "./write/edits.ts";
