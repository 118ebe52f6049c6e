// What kernels do differently with the life of a flow, by version. Read in the protocol trackers of the releases named.
import type { KernelTarget } from "./target.ts";
import { possibleAt, type Timeline } from "./timeline.ts";

export interface FlowRules {
  /** A UDP flow answered in time becomes a stream only with a packet later than this; 0: with its third packet. */
  readonly udpStreamAfter: number;
  /** Whether a repeated SYN that nobody answered starts the entry's time again. */
  readonly synRenews: boolean;
  /** Whether an answered ping gives its entry up at once. */
  readonly icmpEndsOnReply: boolean;
  /** Whether a window of zero lets no timeout be longer than that of retransmissions. */
  readonly zeroWindowShortens: boolean;
}

/**
 * nf_conntrack_proto_udp.c: `stream_ts` came with 5.0, and is not in 4.19.72: on 4.14 1,000 flows a second of 1 s held
 * 181,000 entries, where 31,000 would be with it.
 */
const UDP_STREAM_AFTER: Timeline<number> = { first: 0, changes: [{ after: "4.19", by: "5.0", to: 2 }] };

/** nf_conntrack_proto_tcp.c: a repeated SYN no longer renews in 5.15.41, it does in 5.4.124. */
const SYN_RENEWS: Timeline<boolean> = { first: true, changes: [{ after: "5.4", by: "5.15", to: false }] };

/** nf_conntrack_proto_tcp.c: `last_win` is asked for in 5.4.124, and not in 4.19.72; measured on 6.18.44. */
const ZERO_WINDOW: Timeline<boolean> = { first: false, changes: [{ after: "4.19", by: "5.4", to: true }] };

/** nf_conntrack_proto_icmp.c: 2.6.30 counts questions and answers and ends with the last, 2.6.32.67 does not. */
const ICMP_ENDS: Timeline<boolean> = { first: true, changes: [{ after: "2.6.30", by: "2.6.32", to: false }] };

/** Where no tree decides, what keeps entries longer. */
export function flowRules({ kernel }: KernelTarget): FlowRules {
  return {
    udpStreamAfter: Math.min(...possibleAt(UDP_STREAM_AFTER, kernel)),
    synRenews: possibleAt(SYN_RENEWS, kernel).includes(true),
    icmpEndsOnReply: !possibleAt(ICMP_ENDS, kernel).includes(false),
    zeroWindowShortens: !possibleAt(ZERO_WINDOW, kernel).includes(false),
  };
}
