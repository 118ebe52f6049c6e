// Do I need tracking at all? For a class on a port that this host listens on, without NAT: what notrack saves and ends.

import { notrackServices } from "../../firewall/write/notrack.ts";
import { steadyLive } from "../../sizing/occupancy.ts";
import { say } from "../../words/say.ts";
import type { CalculatorState } from "../state.ts";
import { countedAt, type Demand } from "./demand.ts";
import type { Untracked } from "./results.ts";
import { bytesFor } from "./table-results.ts";

const PORTED = ["tcp", "udp", "sctp"] as const;

type PortedProtocol = (typeof PORTED)[number];

const NUMBERS: Readonly<Record<PortedProtocol, number>> = { tcp: 6, udp: 17, sctp: 132 };

export function untrackedOf(state: CalculatorState, demand: Demand, buckets: number): readonly Untracked[] {
  return demand.loads.flatMap((load): readonly Untracked[] => {
    const { flow } = load;
    const protocol = PORTED.find((name) => name === flow.protocol);
    if (protocol === undefined || flow.port === null || flow.nat || flow.rate === 0) return [];
    const service = { protocol: NUMBERS[protocol], port: flow.port };
    const others = demand.loads.filter((other) => other !== load);
    const without = countedAt(others, demand.factor, demand.interval, buckets);
    const whole = countedAt(demand.loads, demand.factor, demand.interval, buckets);
    const live = steadyLive(load, demand.factor);
    return [
      {
        name: flow.name,
        entriesSaved: Math.round(Math.max(live, whole - without)),
        bytesSaved: bytesFor(state, whole, buckets) - bytesFor(state, without, buckets),
        service,
        nftables: notrackServices("nftables", [service]),
        iptables: notrackServices("iptables", [service]),
        stops: [
          say(
            "Rules on ct state established or related no longer match this traffic: its state is untracked. First accept it in both directions: conntrack-planner firewall reads the host's rules and writes the ones you need.",
          ),
          say("ICMP errors for this traffic are invalid: accept them by type before the rule that drops invalid packets."),
          say("NAT, port forwarding and NAT load balancing do not apply to it."),
          say("Helpers, connection limits, connection marks and flow offload do not see it."),
          say("Packets outside the window are no longer detected as invalid."),
        ],
      },
    ];
  });
}
