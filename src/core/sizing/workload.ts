// What arrives at the table: classes of flows, and the timeouts that decide how long each leaves its entry there.
// Data shapes and names; the sums are in walk.ts and occupancy.ts.

export const PROTOCOLS = ["tcp", "udp", "icmp", "icmpv6", "gre", "sctp", "generic"] as const;

export type Protocol = (typeof PROTOCOLS)[number];

/** How the flows of a class end. Of protocols without an end there is only "stops". */
export type Ending =
  /** TCP: a FIN and an acknowledgement from both sides. SCTP: a shutdown. */
  | "closed"
  /** TCP: a reset. SCTP: an abort. */
  | "reset"
  /** TCP, SCTP: both ends vanish while nothing is under way. */
  | "idle"
  /** TCP: one end vanishes while data waits for its acknowledgement, and the other sends it again and again. */
  | "in-flight"
  /** TCP: one side closes, and the other is never heard of again, however often the FIN is sent. */
  | "fin-unanswered"
  /** TCP: one side closes, the other acknowledges and never closes. */
  | "half-closed"
  /** TCP: both close, and the last acknowledgement never comes. */
  | "last-ack-lost"
  /** TCP: the SYN and its answer were seen, the handshake was never completed. */
  | "half-open"
  /** TCP, SCTP: the first packet was never answered. */
  | "unanswered"
  /** TCP: a reset answered the first SYN. */
  | "refused"
  /** TCP: only one direction comes by, from the middle on; then the packets stop. */
  | "picked-up"
  /** TCP: the peer vanishes while nothing is under way, and keepalive finds out. */
  | "keepalive"
  /** TCP: the receiver reads no more and shuts its window, until both are gone. */
  | "zero-window"
  /** TCP: a reset whose sequence number is out of the window, which conntrack does not believe. */
  | "reset-ignored"
  /** TCP: a flowtable carries it, so that conntrack sees no data and nothing under way, until both ends are gone. */
  | "offloaded"
  /** Any other protocol: the packets stop. */
  | "stops";

export const ENDINGS: Readonly<Record<Protocol, readonly Ending[]>> = {
  tcp: [
    "closed",
    "reset",
    "idle",
    "in-flight",
    "fin-unanswered",
    "half-closed",
    "last-ack-lost",
    "half-open",
    "unanswered",
    "refused",
    "picked-up",
    "keepalive",
    "zero-window",
    "reset-ignored",
    "offloaded",
  ],
  udp: ["stops"],
  icmp: ["stops"],
  icmpv6: ["stops"],
  gre: ["stops"],
  sctp: ["closed", "reset", "idle", "unanswered"],
  generic: ["stops"],
};

/** Flows that are alike. What they have in common is taken as the mean of all, so mixtures are several classes. */
export interface WorkloadClass {
  /** For people; unique within a workload. */
  readonly name: string;
  readonly protocol: Protocol;
  /** New flows a second. */
  readonly rate: number;
  /** Mean seconds from the first packet to the last one (TCP: to the first FIN or RST). */
  readonly duration: number;
  readonly ends: Ending;
  /** Whether the other side answers: of UDP and GRE, what tells a stream from a lone question. */
  readonly bothWays: boolean;
  /** Packets of a flow where they are few, 2 for a question and its answer. Null: as many as its duration makes likely. */
  readonly packets: number | null;
  /**
   * Pairs of one local address and one destination (address and port) that the flows are spread over, where a client
   * or a proxy opens them: each pair has one ephemeral port a flow. Null: many, so that ports do not run out.
   */
  readonly pairs: number | null;
  /** The port that this host listens on for them, where it does. */
  readonly port: number | null;
  /** Whether the flows pass network address translation here, which cannot go without tracking. */
  readonly nat: boolean;
}

/** The timeouts that a workload can meet, by the last part of their path. All in seconds. */
export const TIMEOUT_KEYS = [
  "nf_conntrack_generic_timeout",
  "nf_conntrack_gre_timeout",
  "nf_conntrack_gre_timeout_stream",
  "nf_conntrack_icmp_timeout",
  "nf_conntrack_icmpv6_timeout",
  "nf_conntrack_sctp_timeout_closed",
  "nf_conntrack_sctp_timeout_cookie_wait",
  "nf_conntrack_sctp_timeout_established",
  "nf_conntrack_tcp_timeout_close",
  "nf_conntrack_tcp_timeout_close_wait",
  "nf_conntrack_tcp_timeout_established",
  "nf_conntrack_tcp_timeout_fin_wait",
  "nf_conntrack_tcp_timeout_last_ack",
  "nf_conntrack_tcp_timeout_max_retrans",
  "nf_conntrack_tcp_timeout_syn_recv",
  "nf_conntrack_tcp_timeout_syn_sent",
  "nf_conntrack_tcp_timeout_time_wait",
  "nf_conntrack_tcp_timeout_unacknowledged",
  "nf_conntrack_udp_timeout",
  "nf_conntrack_udp_timeout_stream",
] as const;

export type TimeoutKey = (typeof TIMEOUT_KEYS)[number];

/** Seconds of each timeout. */
export type Timeouts = Readonly<Record<TimeoutKey, number>>;
