// Which states show arrival rates, which do not and why. Data, and the choice by it; rates.ts does the sums.
import { say } from "../../words/say.ts";
import { deriveRate, type Rate, underivable } from "./rates.ts";

/** How entries come to the end of a state. */
interface StateFact {
  readonly protocols: readonly string[];
  /** Of TCP; for protocols without states, whether a reply was seen. */
  readonly state: string;
  /** The key whose value the entries count down from, below /proc/sys. */
  readonly key: string;
  readonly mayRefresh: boolean;
}

// Facts: what no packet refreshes. A repeated SYN leaves the time alone in 6.12 (nf_conntrack_tcp_packet), and did not in
// older kernels; a second packet of an unanswered UDP flow sets it back in all of them (nf_conntrack_udp_packet).
const DERIVABLE: readonly StateFact[] = [
  { protocols: ["tcp"], state: "TIME_WAIT", key: "net/netfilter/nf_conntrack_tcp_timeout_time_wait", mayRefresh: false },
  { protocols: ["tcp"], state: "CLOSE", key: "net/netfilter/nf_conntrack_tcp_timeout_close", mayRefresh: false },
  { protocols: ["tcp"], state: "SYN_SENT", key: "net/netfilter/nf_conntrack_tcp_timeout_syn_sent", mayRefresh: true },
  { protocols: ["udp", "udplite"], state: "unreplied", key: "net/netfilter/nf_conntrack_udp_timeout", mayRefresh: true },
];

const PASSING = ["SYN_RECV", "SYN_SENT2", "FIN_WAIT", "CLOSE_WAIT", "LAST_ACK"];

/** `state` as in StateFact; `values` are a host's settings by path. */
export function rateOf(
  protocol: string,
  state: string,
  entries: number,
  bins: ArrayLike<number>,
  values: Readonly<Record<string, number>>,
): Rate {
  const fact = DERIVABLE.find((known) => known.state === state && known.protocols.includes(protocol));
  if (fact) return deriveRate({ bins, entries, timeout: values[fact.key], mayRefresh: fact.mayRefresh });
  if (protocol === "tcp" && PASSING.includes(state))
    return underivable(entries, say("packets move entries to another state before their timeout"));
  if (state === "offloaded") return underivable(entries, say("offloaded entries show no remaining time"));
  return underivable(entries, say("each packet resets the timeout, so the remaining time shows idle time, not age"));
}
