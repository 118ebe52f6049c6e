// Look-ups of names: how they are told, and what spares them.
import { say } from "../../words/say.ts";
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
      say(
        "Use a DNS cache close to the clients: NodeLocal DNSCache on Kubernetes nodes, a caching resolver on a gateway, nscd or systemd-resolved on a host; a query answered from the cache needs no entry towards the resolver",
      ),
    ),
    advice(
      "fewer-lookups",
      say(
        "Query each name once: in Kubernetes, ndots:5 tries every external name with the whole search list first, for A and AAAA; a trailing dot or ndots:2 avoids that, if no program needs the search list for such names",
      ),
    ),
    advice(
      "dns-untracked",
      say(
        "If there is no NAT between this host and its resolver, its lookups need no tracking; conntrack-planner firewall shows the rules you need",
      ),
    ),
  ];
}
