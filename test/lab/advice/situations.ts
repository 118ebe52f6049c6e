// The situations that are staged, each with its true cause and what its advice must bring. What makes them is in
// machine/situations.c. Data only.
import type { CauseId } from "../../../src/core/diagnosis/cause-words.ts";

/**
 * What a step must bring. losses: nine tenths of the losses gone, bystanders' and all. evictions: nine tenths of them gone, and
 * bystanders no worse. bystanders: theirs gone; whoever fills the table may lose. naming: the cause alone.
 */
export type Bar = "losses" | "evictions" | "bystanders" | "naming";

export interface Situation {
  readonly name: string;
  readonly what: string;
  /** The first cause must be one of these. */
  readonly causes: readonly CauseId[];
  readonly bar: Bar;
  /** What the words of the first step ask for, where it is no setting that we write ourselves. */
  readonly byWords?: readonly string[];
  /** A command of the advice that removes what no timeout reaches: run after the step, where the advice has it. */
  readonly removal?: string;
}

const LOOSE = "set net/netfilter/nf_conntrack_tcp_loose 0";

export const SITUATIONS: readonly Situation[] = [
  {
    name: "time-wait",
    what: "50 connections a second, closed at once, in a table of 2,048",
    causes: ["time-wait-heavy"],
    bar: "losses",
  },
  {
    name: "syn-flood",
    what: "200 SYNs a second from made-up clients at a listener, in a table of 2,048",
    causes: ["syn-flood"],
    bar: "evictions",
    byWords: ["rules synproxy", LOOSE],
  },
  {
    name: "limit-lowered",
    what: "50 connections a second in a table of 1,024, on a machine whose kernel chooses 8,192",
    causes: ["limit-lowered"],
    bar: "losses",
  },
  {
    name: "hash-too-small",
    what: "400 unanswered UDP flows a second in 512 buckets",
    causes: ["hash-too-small"],
    bar: "losses",
  },
  {
    name: "fin-wait",
    what: "50 connections a second that one side ends and the other never acknowledges, in a table of 2,048",
    causes: ["fin-wait"],
    bar: "losses",
  },
  {
    name: "picked-up",
    what: "100 ACKs a second of connections that nobody opened, forwarded, in a table of 2,048",
    causes: ["picked-up"],
    bar: "evictions",
    byWords: [LOOSE],
  },
  {
    name: "reflection",
    what: "100 UDP packets a second that nobody asked for, from ports of NTP, DNS, SSDP and CLDAP of 65,000 addresses, in a table of 2,048",
    causes: ["reflection"],
    bar: "evictions",
  },
  {
    name: "dead-destination",
    what: "50 SYNs a second of 100 clients to a forwarded server that does not answer, in a table of 2,048",
    causes: ["dead-destination"],
    bar: "evictions",
  },
  {
    name: "icmp-scan",
    what: "100 pings a second of one client to addresses behind the host that nobody has, in a table of 2,048",
    causes: ["icmp-scan"],
    bar: "evictions",
    byWords: ["rules no-scan"],
  },
  {
    name: "udp-streams",
    what: "25 new UDP connections a second with packets in both directions for 3 s, in a table of 2,048",
    causes: ["udp-streams"],
    bar: "bystanders",
  },
  {
    name: "few-clients",
    what: "one client with 50 new connections a second that it holds for a minute, in a table of 2,048",
    causes: ["few-clients"],
    bar: "bystanders",
    byWords: ["rules limit-source"],
  },
  {
    name: "half-closed",
    what: "25 connections a second that the server does not close, each kept for an hour as by kube-proxy, in a table of 2,048",
    causes: ["half-closed"],
    bar: "losses",
    removal: "conntrack -D -p tcp --state CLOSE_WAIT",
  },
  {
    name: "idle",
    what: "connections of one client that have been silent for more than an hour, in a table of 2,048",
    causes: ["idle-established"],
    bar: "losses",
    removal: "conntrack -D -p tcp --state ESTABLISHED -s 10.5.0.1",
  },
  {
    name: "insert-race",
    what: "10 times a second two clients with one source port on two processors, translated",
    causes: ["insert-race"],
    bar: "losses",
    byWords: ["rules random-ports"],
  },
  {
    name: "expect-table-full",
    what: "40 clients that wait for files by TFTP that are never sent, with room for 32 expectations",
    causes: ["expect-table-full"],
    bar: "losses",
  },
  {
    name: "invalid-packets",
    what: "5 TCP packets a second with SYN and RST, which the kernel logs",
    causes: ["invalid-packets"],
    bar: "naming",
    byWords: [],
  },
  {
    name: "setting-not-applied",
    what: "a limit that is written before the module is loaded",
    causes: ["setting-not-applied"],
    bar: "naming",
    byWords: [],
  },
];

export function situationNamed(name: string): Situation | undefined {
  return SITUATIONS.find((situation) => situation.name === name);
}
