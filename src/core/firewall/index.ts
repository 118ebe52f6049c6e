// The door of a wing for the rooms outside of core: what rule sets need of connection tracking.
export {
  ELSEWHERE,
  type FirewallAnswer,
  firewallAnswer,
  PortCounts,
  type PortReport,
  parsePort,
  questionsOf,
  type RuleText,
} from "./firewall.ts";
