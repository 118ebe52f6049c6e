// Do I need tracking at all? For a class on a port that this host listens on, without NAT: what notrack saves and ends.
import { steadyLive } from "../../sizing/occupancy.ts";
import type { CalculatorState } from "../state.ts";
import { countedAt, type Demand } from "./demand.ts";
import type { Untracked } from "./results.ts";
import { bytesFor } from "./table-results.ts";

const PORTED = ["tcp", "udp", "sctp"] as const;

export type PortedProtocol = (typeof PORTED)[number];

/** Rules of a loadable nftables file. The statement notrack came with 4.9. */
export function nftablesNotrack(protocol: PortedProtocol, port: number): string {
  return [
    "table inet untracked {",
    "  chain prerouting {",
    "    type filter hook prerouting priority raw; policy accept;",
    `    ${protocol} dport ${port} notrack`,
    "  }",
    "  chain output {",
    "    type filter hook output priority raw; policy accept;",
    `    ${protocol} sport ${port} notrack`,
    "  }",
    "}",
  ].join("\n");
}

/** Commands for a shell, IPv4 and IPv6. */
export function iptablesNotrack(protocol: PortedProtocol, port: number): string {
  return ["iptables", "ip6tables"]
    .flatMap((command) => [
      `${command} -t raw -A PREROUTING -p ${protocol} --dport ${port} -j CT --notrack`,
      `${command} -t raw -A OUTPUT -p ${protocol} --sport ${port} -j CT --notrack`,
    ])
    .join("\n");
}

export function untrackedOf(state: CalculatorState, demand: Demand, buckets: number): readonly Untracked[] {
  return demand.loads.flatMap((load): readonly Untracked[] => {
    const { flow } = load;
    const protocol = PORTED.find((name) => name === flow.protocol);
    if (protocol === undefined || flow.port === null || flow.nat || flow.rate === 0) return [];
    const others = demand.loads.filter((other) => other !== load);
    const without = countedAt(others, demand.factor, demand.interval, buckets);
    const whole = countedAt(demand.loads, demand.factor, demand.interval, buckets);
    const live = steadyLive(load, demand.factor);
    return [
      {
        name: flow.name,
        entriesSaved: Math.round(Math.max(live, whole - without)),
        bytesSaved: bytesFor(state, whole, buckets) - bytesFor(state, without, buckets),
        nftables: nftablesNotrack(protocol, flow.port),
        iptables: iptablesNotrack(protocol, flow.port),
        stops: [
          "Rules on ct state established or related no longer match this traffic: its state is untracked, and both directions need rules of their own.",
          "NAT, port forwards and load balancing by NAT do not touch it.",
          "Helpers, connection limits, connection marks and flow offload do not see it.",
          "Packets out of order or out of window are no longer told apart as invalid.",
        ],
      },
    ];
  });
}
