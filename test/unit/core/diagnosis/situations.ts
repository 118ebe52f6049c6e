// What fills tables, as a handful of figures each: entries by the hundred, a log that says that the table is full, and the
// limit. For tests of causes, of their neighbours, and of the advice that they give.
import type { Evidence } from "../../../../src/core/evidence/evidence.ts";
import type { HostReading } from "../../../../src/core/evidence/host.ts";
import { createLogReader } from "../../../../src/core/evidence/log/reader.ts";
import { readStatistics } from "../../../../src/core/evidence/statistics/read.ts";
import { readDump, times } from "../evidence/dumps.ts";

const ENTRIES = 2000;

export interface Flow {
  readonly protocol?: "tcp" | "udp" | "icmp";
  readonly state?: string;
  readonly left: number;
  readonly from: string;
  readonly to: string;
  readonly sport?: number;
  readonly dport?: number;
  readonly flag?: "UNREPLIED" | "ASSURED";
  /** Where answers go, where NAT translates the source. */
  readonly nat?: string;
  /** Where answers come from, where NAT translates the destination. */
  readonly server?: string;
}

const NUMBERS = { tcp: 6, udp: 17, icmp: 1 } as const;

export function flow({
  protocol = "tcp",
  state,
  left,
  from,
  to,
  sport = 40_000,
  dport = 443,
  flag,
  nat = from,
  server = to,
}: Flow): string {
  const ports = (a: number, b: number): string => (protocol === "icmp" ? `type=8 code=0 id=${a}` : `sport=${a} dport=${b}`);
  const words = [
    `ipv4     2 ${protocol}      ${NUMBERS[protocol]} ${left}`,
    state ?? (protocol === "tcp" ? "ESTABLISHED" : undefined),
    `src=${from} dst=${to} ${ports(sport, dport)}`,
    flag === "UNREPLIED" ? "[UNREPLIED]" : undefined,
    `src=${server} dst=${nat} ${ports(dport, sport)}`,
    flag === "ASSURED" ? "[ASSURED]" : undefined,
    "mark=0 zone=0 use=2",
  ];
  return `${words.filter((word) => word !== undefined).join(" ")}\n`;
}

/** An address of its own for each of the first 65,536. */
export function outside(index: number): string {
  return `198.${18 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
}

export function inside(index: number): string {
  return `10.0.${(index >> 8) & 255}.${index & 255}`;
}

/** One of the few clients that every server has: a connection in use. */
const IN_USE = (index: number): string =>
  flow({ left: 431_990, from: outside(30_000 + index), to: "203.0.113.10", sport: 1024 + index, flag: "ASSURED" });

/** Nine in ten entries are of one kind, the rest connections in use; the log says that the table is full. */
export function full(of: (index: number) => string, entries = ENTRIES): Evidence {
  const table = readDump(times(entries, (index) => (index % 10 === 0 ? IN_USE(index) : of(index))));
  const log = createLogReader();
  log.push(
    [
      "[10.0] nf_conntrack: nf_conntrack: table full, dropping packet",
      `net.netfilter.nf_conntrack_max = ${entries}`,
      `net.netfilter.nf_conntrack_count = ${entries}`,
      "",
    ].join("\n"),
  );
  return { log: log.end(), table };
}

export function logOf(...lines: readonly string[]): NonNullable<Evidence["log"]> {
  const log = createLogReader();
  log.push(lines.map((line) => `${line}\n`).join(""));
  return log.end();
}

export function counters(text: string): NonNullable<Evidence["statistics"]> {
  const statistics = readStatistics(`cpu=0 ${text}`);
  if (!statistics) throw new Error("no counters");
  return statistics;
}

export function host(more: Partial<HostReading> = {}): HostReading {
  return {
    ...{ kernel: "6.12.107", arch: "x86_64", hz: 250, memory: 8 * 2 ** 30, cpus: 4, count: 1000, max: 262_144, buckets: 262_144 },
    ...{ values: {}, initialNamespace: true, namespace: "4026531840", statistics: null, slab: null, unread: [] },
    ...more,
  };
}

const REFLECTOR_PORTS = [123, 53, 1900, 389];

/** What each cause of a full table looks like, by its id. */
export const FILLED: Readonly<Record<string, (index: number) => string>> = {
  "syn-flood": (index) => flow({ state: "SYN_RECV", left: index % 60, from: outside(index), to: "203.0.113.10", sport: 1024 + index }),
  reflection: (index) =>
    flow({
      ...{ protocol: "udp", left: index % 30, from: outside(index), to: "203.0.113.10", flag: "UNREPLIED" },
      ...{ sport: REFLECTOR_PORTS[index % 4] ?? 0, dport: 1024 + ((index * 31) % 60_000) },
    }),
  "icmp-scan": (index) =>
    flow({ protocol: "icmp", left: index % 30, from: "10.0.0.9", to: outside(index), sport: index, flag: "UNREPLIED" }),
  "picked-up": (index) => flow({ left: index % 300, from: outside(index), to: "203.0.113.10", sport: 1024 + index, flag: "UNREPLIED" }),
  "dead-destination": (index) =>
    flow({
      ...{ state: "SYN_SENT", left: index % 120, from: "203.0.113.10", to: inside(index % 3), flag: "UNREPLIED" },
      ...{ sport: 32_768 + index, dport: 5432 },
    }),
  "unreplied-few-sources": (index) =>
    flow({
      state: "SYN_SENT",
      left: index % 120,
      from: "198.51.100.7",
      to: outside(index),
      sport: 1024 + index,
      dport: 22,
      flag: "UNREPLIED",
    }),
  "unreplied-many-sources": (index) =>
    flow({
      state: "SYN_SENT",
      left: index % 120,
      from: outside(index),
      to: "203.0.113.10",
      sport: 1024 + index,
      dport: 25,
      flag: "UNREPLIED",
    }),
  "time-wait-heavy": (index) =>
    flow({ state: "TIME_WAIT", left: index % 120, from: outside(index), to: "203.0.113.10", sport: 1024 + index, flag: "ASSURED" }),
  "fin-wait": (index) => flow({ state: "FIN_WAIT", left: index % 120, from: inside(index), to: outside(index), flag: "ASSURED" }),
  // An hour, as kube-proxy sets it: the entries show it.
  "half-closed": (index) => flow({ state: "CLOSE_WAIT", left: (index * 7) % 3600, from: inside(index), to: "10.96.5.5", flag: "ASSURED" }),
  "udp-streams": (index) => flow({ protocol: "udp", left: index % 120, from: inside(index), to: outside(index), flag: "ASSURED" }),
  "udp-answered": (index) =>
    flow({ protocol: "udp", left: index % 30, from: inside(index), to: "10.96.0.10", sport: 1024 + index, dport: 53 }),
  "idle-established": (index) => flow({ left: 1000 + index * 200, from: inside(index), to: outside(index), flag: "ASSURED" }),
  "few-clients": (index) => flow({ left: 431_980, from: inside(index % 3), to: outside(index), sport: 1024 + index, flag: "ASSURED" }),
};
