// Every cause by its public id: where it ranks, what tells it from its neighbours, and when it is left alone. Data only.

import { say } from "../words/say.ts";

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
    apart: say("Compare the counts of all namespaces, and drop in /proc/PID/net/stat/nf_conntrack of each"),
    leave: say("Ignore if that namespace no longer exists, or its count fell long ago"),
  },
  "not-conntrack": {
    rank: "counted",
    apart: say("Only a line that names conntrack is about this table, and only drop and early_drop count its losses"),
    leave: say("Ignore if the lines are older than the problem"),
  },
  "setting-not-applied": {
    rank: "limit",
    apart: say("The log names the key and why it was rejected; a limit that is low on purpose has no such line"),
    leave: say("Ignore if a later line or another program has set the value since: compare the current value in the kernel"),
  },
  "hash-too-small": {
    rank: "counted",
    apart: say("chaintoolong increases; with a full table drop and early_drop increase, with races only insert_failed"),
    leave: say("Ignore if chaintoolong stopped increasing long ago, such as after a burst or an earlier resize"),
  },
  "insert-race": {
    rank: "counted",
    apart: say(
      "drop and insert_failed increase together and early_drop does not; with a full table drop increases without insert_failed, and if NAT has run out of ports, one destination has tens of thousands of entries",
    ),
    leave: say("Ignore a few per hour if the delay is acceptable: the sender retransmits each packet, DNS after 5 s"),
  },
  "nat-ports-exhausted": {
    rank: "counted",
    apart: say("One destination and port has tens of thousands of translated entries; with UDP races, no service stands out like this"),
    leave: say("Ignore if drop and insert_failed have stopped increasing"),
  },
  "inserts-refused": {
    rank: "counted",
    apart: say("insert_failed without drop: no packet was lost, unlike with races, which increase both"),
    leave: say("Ignore if a program such as conntrackd inserts entries: inserts of existing entries are counted, but nothing is lost"),
  },
  "syn-flood": {
    rank: "flood",
    apart: say("SYN_RECV: this side answered and the client did not; clients of a service that is down leave SYN_SENT [UNREPLIED]"),
    leave: say("Ignore a short peak of real clients, such as after an outage: most of these entries become ESTABLISHED within seconds"),
  },
  reflection: {
    rank: "flood",
    apart: say(
      "Unrequested packets from service ports of very many sources; late replies to real queries look similar, but come from the few servers that were queried",
    ),
    leave: say("Ignore if it is over: these entries expire 30 s after the last packet"),
  },
  "icmp-scan": {
    rank: "flood",
    apart: say("Echo requests to very many addresses; a monitor that pings an unreachable host has few destinations"),
    leave: say("Ignore if the scan is your own inventory and ends by itself"),
  },
  "picked-up": {
    rank: "flood",
    apart: say(
      "ESTABLISHED and [UNREPLIED] together: no SYN was seen; a packet capture shows whether the replies pass here. One source with a server port is a replying server, many sources with random ports an ACK flood",
    ),
    leave: say("Ignore right after a failover or a reboot, while live connections are picked up: it is over within minutes"),
  },
  "dead-destination": {
    rank: "flood",
    apart: say(
      "Few destinations, and clients that retry; a scan has many destinations, and in a flood with spoofed sources each source has one entry",
    ),
    leave: say("Ignore if no reply is expected, such as for syslog, NetFlow, statsd or VXLAN: such traffic does not need tracking"),
  },
  "unreplied-few-sources": {
    rank: "flood",
    apart: say("Few sources and many destinations: a scanner or a broken client; few destinations indicate a service that is down"),
    leave: say("Ignore if the source is your own scanner or monitor and ends by itself"),
  },
  "unreplied-many-sources": {
    rank: "flood",
    apart: say(
      "Neither sources nor destinations stand out: a distributed scan, or spoofed sources; a capture of a few seconds shows the packets",
    ),
    leave: say("Ignore if the table has room: unanswered entries are evicted first"),
  },
  "time-wait-heavy": {
    rank: "state",
    apart: say("In TIME_WAIT both sides have closed; in FIN_WAIT or CLOSE_WAIT one of them has not"),
    leave: say("Ignore if the table has room: many short connections look like this"),
  },
  "fin-wait": {
    rank: "state",
    apart: say("FIN_WAIT and LAST_ACK: a FIN that was not acknowledged; in CLOSE_WAIT it was, and the application has not closed yet"),
    leave: say("Ignore if the table has room: such entries expire within the timeout"),
  },
  "half-closed": {
    rank: "state",
    apart: say(
      "CLOSE_WAIT: the FIN was acknowledged, but the application does not close; in FIN_WAIT the network or the peer does not respond",
    ),
    leave: say("Ignore if clients half-close on purpose and wait for a long reply"),
  },
  "udp-streams": {
    rank: "state",
    apart: say("UDP with [ASSURED]: packets in both directions for more than 2 s; short queries and replies are not assured"),
    leave: say("Ignore if the connections are in use and the table has room: calls, tunnels and QUIC need their entries"),
  },
  "udp-answered": {
    rank: "state",
    apart: say("UDP that was answered and is not assured: one query, one reply; unanswered queries indicate a server that is down"),
    leave: say("Ignore if the table has room: each entry expires after a few seconds"),
  },
  "idle-established": {
    rank: "state",
    apart: say("Much less time left than the timeout: idle; connections in use have nearly all of it left"),
    leave: say("Ignore if the connections are wanted, such as for databases, phones or SSH, and the table has room"),
  },
  uncollected: {
    rank: "state",
    apart: say("The count is far above the number of listed entries: the others have expired and are not yet collected"),
    leave: say("Ignore if the count falls within a minute or two"),
  },
  "few-clients": {
    rank: "clients",
    apart: say(
      "The connections were answered, so this is not a flood of spoofed packets; a proxy, a NAT gateway or this host itself may represent many clients",
    ),
    leave: say("Ignore if that source is a proxy, a load balancer or a gateway: size the table for its traffic"),
  },
  "limit-lowered": {
    rank: "lowered",
    apart: say(
      "The limit is below this kernel's default for this memory; max-too-low alone says only that the traffic exceeds the current limit",
    ),
    leave: say("Ignore if it was lowered on purpose, such as to keep memory for something else"),
  },
  "max-too-low": {
    rank: "limit",
    apart: say("Nothing in the table stands out: normal traffic needs a larger table"),
    leave: say("Ignore if it was a single short peak without consequences"),
  },
  "expect-table-full": {
    rank: "limit",
    apart: say("The log line names expectations, and the drop counter does not increase"),
    leave: say("Ignore if the helper is not needed: remove the rule that assigns it"),
  },
  "invalid-packets": {
    rank: "limit",
    apart: say("invalid increases, and drop and early_drop do not: these packets match no entry, and the table has room"),
    leave: say(
      "Ignore if they are few compared to the traffic and cause no problems: late packets of closed connections may be invalid on any host",
    ),
  },
} as const satisfies Readonly<Record<string, CauseWords>>;

/** Public, and never given another meaning. */
export type CauseId = keyof typeof CAUSE_WORDS;
