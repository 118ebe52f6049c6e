// Generated from staged situations by `npm run generate`. Data only.
import { say } from "../words/say.ts";
import type { CauseId } from "./cause-words.ts";

export interface Proof {
  /** The key that the step set; null where it was something else. */
  readonly key: string | null;
  readonly text: string;
}

export const PROVEN: Readonly<Partial<Record<CauseId, Proof>>> = {
  "time-wait-heavy": {
    key: "net/netfilter/nf_conntrack_tcp_timeout_time_wait",
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: nf_conntrack_tcp_timeout_time_wait = 30 reduced failed connections of other clients from 60 to 6 of 120, lost packets from 64 to 5.9 per second; it also helped on 7.3.4",
    ),
  },
  "syn-flood": {
    key: null,
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: SYNPROXY and nf_conntrack_tcp_loose = 0 reduced failed connections of other clients from 1 to 0 of 120, lost packets from 3.2 to 0 per second, evictions from 192.9 to 0 per second; it also helped on 6.18.15 and 7.3.4",
    ),
  },
  "limit-lowered": {
    key: "net/netfilter/nf_conntrack_max",
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: nf_conntrack_max = 8192 reduced failed connections of other clients from 58 to 0 of 120, lost packets from 54.8 to 0 per second",
    ),
  },
  "hash-too-small": {
    key: "net/netfilter/nf_conntrack_buckets",
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: nf_conntrack_buckets = 65536 reduced failed connections of other clients from 4 to 0 of 120, lost packets from 13 to 0 per second",
    ),
  },
  "fin-wait": {
    key: "net/netfilter/nf_conntrack_tcp_timeout_fin_wait",
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: nf_conntrack_tcp_timeout_fin_wait = 30 reduced failed connections of other clients from 58 to 0 of 120, lost packets from 199.4 to 0.9 per second",
    ),
  },
  "picked-up": {
    key: "net/netfilter/nf_conntrack_tcp_loose",
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: nf_conntrack_tcp_loose = 0 reduced failed connections of other clients from 2 to 0 of 120, lost packets from 1.5 to 0 per second, evictions from 94.8 to 0 per second; it also helped on 6.18.15 and 7.3.4",
    ),
  },
  reflection: {
    key: null,
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: the rule reduced failed connections of other clients from 2 to 0 of 120, lost packets from 2.5 to 0 per second, evictions from 186.7 to 0 per second; it also helped on 6.18.15 and 7.3.4",
    ),
  },
  "dead-destination": {
    key: null,
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: the rule reduced failed connections of other clients from 2 to 0 of 120, lost packets from 1.4 to 0 per second, evictions from 45.3 to 0 per second; it also helped on 6.18.15 and 7.3.4",
    ),
  },
  "icmp-scan": {
    key: null,
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: dropping the source's echo requests in the raw table reduced lost packets from 1.7 to 0 per second, evictions from 60.7 to 0 per second",
    ),
  },
  "udp-streams": {
    key: "net/netfilter/nf_conntrack_max",
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: nf_conntrack_max = 8192 reduced failed connections of other clients from 59 to 0 of 120, lost packets from 95.3 to 0 per second, evictions from 1.3 to 0 per second",
    ),
  },
  "few-clients": {
    key: null,
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: a limit of 100 connections per source reduced failed connections of other clients from 54 to 0 of 120, lost packets from 374 to 0 per second, evictions from 0.2 to 0 per second",
    ),
  },
  "half-closed": {
    key: "net/netfilter/nf_conntrack_tcp_timeout_close_wait",
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: nf_conntrack_tcp_timeout_close_wait = 60 and conntrack -D -p tcp --state CLOSE_WAIT reduced failed connections of other clients from 48 to 0 of 120, lost packets from 103.8 to 0 per second; it also helped on 6.18.15 and 7.3.4",
    ),
  },
  "idle-established": {
    key: "net/netfilter/nf_conntrack_tcp_timeout_established",
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: nf_conntrack_tcp_timeout_established = 7440 and conntrack -D -p tcp --state ESTABLISHED -s ADDRESS reduced failed connections of other clients from 60 to 0 of 120, lost packets from 2.6 to 0 per second",
    ),
  },
  "insert-race": {
    key: null,
    text: say("Verified on Linux 6.12.118 in a virtual machine: NAT with random ports reduced lost packets from 0.6 to 0 per second"),
  },
  "expect-table-full": {
    key: "net/netfilter/nf_conntrack_expect_max",
    text: say(
      "Verified on Linux 6.12.118 in a virtual machine: nf_conntrack_expect_max = 64 reduced failed connections of other clients from 30 to 0 of 150; it also helped on 6.18.15 and 7.3.4",
    ),
  },
};
