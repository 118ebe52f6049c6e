// Every cause by its public id: where it ranks, what tells it from its neighbours, and when it is left alone. Data only.

/**
 * Where several fit: what another table's figures or a counter say outright; floods, which fill a table of any size; states
 * that entries linger in; few clients; and last the limit itself.
 */
export const CAUSE_RANKS = ["counted", "flood", "lowered", "state", "clients", "limit"] as const;

export interface CauseWords {
  readonly rank: (typeof CAUSE_RANKS)[number];
  /** What would tell it from the causes that look like it; one sentence. */
  readonly apart: string;
  /** When nothing should be done about it; one sentence. */
  readonly leave: string;
}

export const CAUSE_WORDS = {
  "other-namespace": {
    rank: "counted",
    apart: "The counts of all namespaces, and drop in each one's own /proc/PID/net/stat/nf_conntrack",
    leave: "Where that namespace is gone, or its count has long fallen",
  },
  "not-conntrack": {
    rank: "counted",
    apart: "Only a line that names conntrack speaks of this table, and only drop and early_drop count for it",
    leave: "Where the lines are older than the trouble",
  },
  "setting-not-applied": {
    rank: "limit",
    apart: "The log names the key and why it was refused; a limit that is low and was never meant to be higher has no such line",
    leave: "Where a later line or another program set the value all the same: the value in force says so",
  },
  "hash-too-small": {
    rank: "counted",
    apart: "chaintoolong grows; with a full table drop and early_drop would, and with races insert_failed alone",
    leave: "Where chaintoolong has long stopped, as after a burst or an earlier resize",
  },
  "insert-race": {
    rank: "counted",
    apart:
      "drop and insert_failed grow alike and early_drop does not; with a full table drop grows alone, and with NAT out of ports one destination holds tens of thousands of entries",
    leave: "Where it is a few an hour and nobody waits for a lost packet: each is sent again by its sender, DNS after 5 s",
  },
  "nat-ports-exhausted": {
    rank: "counted",
    apart: "One destination and port holds tens of thousands of translated entries; with races of UDP no service stands out so",
    leave: "Where drop and insert_failed have stopped growing",
  },
  "inserts-refused": {
    rank: "counted",
    apart: "insert_failed without drop: no packet was lost by it, unlike races, which count in both",
    leave: "Where programs put entries in, as conntrackd does: those that were there already are counted, and nothing is lost",
  },
  "syn-flood": {
    rank: "flood",
    apart: "SYN_RECV: this side answered and the client is silent; clients of a service that is down leave SYN_SENT [UNREPLIED]",
    leave: "Where it is a short peak of real clients, as after an outage: most of the entries turn ESTABLISHED within seconds",
  },
  reflection: {
    rank: "flood",
    apart:
      "Packets from ports of services, of very many sources, that nobody here asked for; late answers to own questions look alike, and come from the few servers that were asked",
    leave: "Where it is over: these entries are gone 30 s after the last packet",
  },
  "icmp-scan": {
    rank: "flood",
    apart: "Echo requests to very many addresses; a monitor that pings a host that is gone has few destinations",
    leave: "Where the scan is your own inventory and ends by itself",
  },
  "picked-up": {
    rank: "flood",
    apart:
      "ESTABLISHED and [UNREPLIED] together: no SYN was seen; a packet capture shows whether the answers pass here. One source with a server's port is an answering server, many sources with random ports a flood of ACKs",
    leave: "Right after a failover or a restart, while live connections are picked up: it is over within minutes",
  },
  "dead-destination": {
    rank: "flood",
    apart:
      "Few destinations and clients that try again and again; in a scan the destinations are many, and in a flood with forged sources each source has one entry",
    leave: "Where nobody is meant to answer, as with syslog, NetFlow, statsd or VXLAN: then only tracking it is needless",
  },
  "unreplied-few-sources": {
    rank: "flood",
    apart: "Few sources and many destinations: a scanner or a broken client; few destinations would be a service that is down",
    leave: "Where the source is your own scanner or monitor and ends by itself",
  },
  "unreplied-many-sources": {
    rank: "flood",
    apart: "Neither sources nor destinations stand out: a scan by many, or forged sources; a capture of a few seconds shows the packets",
    leave: "Where the table has room: unanswered entries are the first to give way",
  },
  "time-wait-heavy": {
    rank: "state",
    apart: "TIME_WAIT: both sides have closed; with FIN_WAIT or CLOSE_WAIT one of them has not",
    leave: "Where the table has room: it is what many short connections look like",
  },
  "fin-wait": {
    rank: "state",
    apart: "FIN_WAIT and LAST_ACK: an end that was not acknowledged; in CLOSE_WAIT it was, and the application is late",
    leave: "Where the table has room: such entries go by themselves within the timeout",
  },
  "half-closed": {
    rank: "state",
    apart: "CLOSE_WAIT: the end was acknowledged, and the application does not close; in FIN_WAIT the network or the peer is silent",
    leave: "Where clients half-close on purpose and wait for a long answer",
  },
  "udp-streams": {
    rank: "state",
    apart: "UDP with [ASSURED]: packets both ways for over 2 s; short questions and answers are not assured",
    leave: "Where the flows are in use and the table has room: calls, tunnels and QUIC need their entries",
  },
  "udp-answered": {
    rank: "state",
    apart: "UDP that was answered and is not assured: one question, one answer; unanswered ones point at a server that is down",
    leave: "Where the table has room: each goes by itself after a few seconds",
  },
  "idle-established": {
    rank: "state",
    apart: "Much less time left than the timeout: silence; connections in use have nearly all of it left",
    leave: "Where the connections are wanted, as of databases, phones or SSH, and the table has room",
  },
  uncollected: {
    rank: "state",
    apart: "The count is far above the entries that are listed: the rest is over, and not yet collected",
    leave: "Where the count falls within a minute or two",
  },
  "few-clients": {
    rank: "clients",
    apart: "Answered flows, so no flood of forged packets; a proxy, a NAT or this host itself stands for many clients",
    leave: "Where that source is a proxy, a load balancer or a gateway: then the table is to be sized for what it carries",
  },
  "limit-lowered": {
    rank: "lowered",
    apart: "The limit lies below what this kernel chooses for this memory; max-too-low says that more than that came",
    leave: "Where it was lowered on purpose, as to keep memory for something else",
  },
  "max-too-low": {
    rank: "limit",
    apart: "Nothing in the table stands out: ordinary traffic needs more room",
    leave: "Where it was one short peak and nobody noticed",
  },
  "expect-table-full": {
    rank: "limit",
    apart: "Its line names expectations, and no drop of the table counts it",
    leave: "Where the helper is not needed at all: then take out the rule that assigns it",
  },
  "invalid-packets": {
    rank: "limit",
    apart: "invalid grows, and drop and early_drop do not: these packets fit no entry, and the table has room",
    leave: "Where they are few beside the traffic and nobody complains: late packets of ended connections are invalid on every host",
  },
} as const satisfies Readonly<Record<string, CauseWords>>;

/** Public, and never given another meaning. */
export type CauseId = keyof typeof CAUSE_WORDS;
