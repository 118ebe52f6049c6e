// Look-ups of names: how they are told, and what spares them.
import type { Context } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import { advice } from "./steps.ts";

const DNS = 53;

/** Whether most UDP that was answered went to port 53. */
export function isDns({ evidence: { table } }: Context): boolean {
  const services = table?.top.answeredServices.items.filter(({ protocol }) => protocol === "udp") ?? [];
  const of = (items: typeof services): number => items.reduce((sum, { entries }) => sum + entries, 0);
  return services.length > 0 && of(services.filter(({ port }) => port === DNS)) * 2 > of(services);
}

export function namesSteps(): readonly Step[] {
  return [
    advice(
      "cache-names",
      "Let a cache answer close to the clients: NodeLocal DNSCache on nodes of Kubernetes, a resolver with a cache on a gateway, nscd or systemd-resolved on a host; what it answers locally leaves no entry here",
    ),
    advice(
      "fewer-lookups",
      "Ask once a name: in Kubernetes ndots:5 tries each outside name with the whole search list first, for A and AAAA; a dot at the end of the name or ndots:2 spares that, where no program needs the search list for such names",
    ),
    advice(
      "dns-untracked",
      "Where this host asks its resolver without NAT in between, its look-ups need no tracking; conntrack-planner firewall says what the rules need",
    ),
  ];
}
