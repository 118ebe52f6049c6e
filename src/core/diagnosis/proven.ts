// Generated from staged situations by `npm run generate`. Data only.
import { say } from "../words/say.ts";
import type { CauseId } from "./cause-words.ts";

export interface Proof {
  /** The key that the step set; null where it was something else. */
  readonly key: string | null;
  /** What was done. */
  readonly changes: readonly string[];
  /** Where the figures are from, and where else it helped. */
  readonly kernels: readonly [string, ...string[]];
  /** Before and after: connections of other clients that failed, of how many; packets lost, and entries evicted, per second. */
  readonly failed?: readonly [before: number, after: number, all: number];
  readonly lost?: readonly [before: number, after: number];
  readonly evicted?: readonly [before: number, after: number];
}

export const PROVEN: Readonly<Partial<Record<CauseId, Proof>>> = {
  "time-wait-heavy": {
    key: "net/netfilter/nf_conntrack_tcp_timeout_time_wait",
    changes: ["nf_conntrack_tcp_timeout_time_wait = 30"],
    kernels: ["6.12.118", "7.3.4"],
    failed: [60, 6, 120],
    lost: [64, 5.9],
  },
  "syn-flood": {
    key: null,
    changes: ["SYNPROXY", "nf_conntrack_tcp_loose = 0"],
    kernels: ["6.12.118", "6.18.15", "7.3.4"],
    failed: [1, 0, 120],
    lost: [3.2, 0],
    evicted: [192.9, 0],
  },
  "limit-lowered": {
    key: "net/netfilter/nf_conntrack_max",
    changes: ["nf_conntrack_max = 8192"],
    kernels: ["6.12.118"],
    failed: [58, 0, 120],
    lost: [54.8, 0],
  },
  "hash-too-small": {
    key: "net/netfilter/nf_conntrack_buckets",
    changes: ["nf_conntrack_buckets = 65536"],
    kernels: ["6.12.118"],
    failed: [4, 0, 120],
    lost: [13, 0],
  },
  "fin-wait": {
    key: "net/netfilter/nf_conntrack_tcp_timeout_fin_wait",
    changes: ["nf_conntrack_tcp_timeout_fin_wait = 30"],
    kernels: ["6.12.118"],
    failed: [58, 0, 120],
    lost: [199.4, 0.9],
  },
  "picked-up": {
    key: "net/netfilter/nf_conntrack_tcp_loose",
    changes: ["nf_conntrack_tcp_loose = 0"],
    kernels: ["6.12.118", "6.18.15", "7.3.4"],
    failed: [2, 0, 120],
    lost: [1.5, 0],
    evicted: [94.8, 0],
  },
  reflection: {
    key: null,
    changes: [say("The rule")],
    kernels: ["6.12.118", "6.18.15", "7.3.4"],
    failed: [2, 0, 120],
    lost: [2.5, 0],
    evicted: [186.7, 0],
  },
  "dead-destination": {
    key: null,
    changes: [say("The rule")],
    kernels: ["6.12.118", "6.18.15", "7.3.4"],
    failed: [2, 0, 120],
    lost: [1.4, 0],
    evicted: [45.3, 0],
  },
  "icmp-scan": {
    key: null,
    changes: [say("Dropping the source's echo requests in the raw table")],
    kernels: ["6.12.118"],
    lost: [1.7, 0],
    evicted: [60.7, 0],
  },
  "udp-streams": {
    key: "net/netfilter/nf_conntrack_max",
    changes: ["nf_conntrack_max = 8192"],
    kernels: ["6.12.118"],
    failed: [59, 0, 120],
    lost: [95.3, 0],
    evicted: [1.3, 0],
  },
  "few-clients": {
    key: null,
    changes: [say("A limit of 100 connections per source")],
    kernels: ["6.12.118"],
    failed: [54, 0, 120],
    lost: [374, 0],
    evicted: [0.2, 0],
  },
  "half-closed": {
    key: "net/netfilter/nf_conntrack_tcp_timeout_close_wait",
    changes: ["nf_conntrack_tcp_timeout_close_wait = 60", "conntrack -D -p tcp --state CLOSE_WAIT"],
    kernels: ["6.12.118", "6.18.15", "7.3.4"],
    failed: [48, 0, 120],
    lost: [103.8, 0],
  },
  "idle-established": {
    key: "net/netfilter/nf_conntrack_tcp_timeout_established",
    changes: ["nf_conntrack_tcp_timeout_established = 7440", "conntrack -D -p tcp --state ESTABLISHED -s ADDRESS"],
    kernels: ["6.12.118"],
    failed: [60, 0, 120],
    lost: [2.6, 0],
  },
  "insert-race": {
    key: null,
    changes: [say("NAT with random ports")],
    kernels: ["6.12.118"],
    lost: [0.6, 0],
  },
  "expect-table-full": {
    key: "net/netfilter/nf_conntrack_expect_max",
    changes: ["nf_conntrack_expect_max = 64"],
    kernels: ["6.12.118", "6.18.15", "7.3.4"],
    failed: [30, 0, 150],
  },
};
