// Generated from staged situations by `npm run generate`. Data only.
import type { CauseId } from "./cause-words.ts";

export interface Proof {
  /** The key that the step set; null where it was something else. */
  readonly key: string | null;
  readonly text: string;
}

export const PROVEN: Readonly<Partial<Record<CauseId, Proof>>> = {
  "time-wait-heavy": {
    key: "net/netfilter/nf_conntrack_tcp_timeout_time_wait",
    text: "Verified on Linux 6.12.118 in a virtual machine: nf_conntrack_tcp_timeout_time_wait = 30 reduced failed connections of other clients from 60 to 6 of 120, lost packets from 64 to 5.9 per second",
  },
  "syn-flood": {
    key: null,
    text: "Verified on Linux 6.12.118 in a virtual machine: SYNPROXY and nf_conntrack_tcp_loose = 0 reduced failed connections of other clients from 1 to 0 of 120, lost packets from 3.2 to 0 per second, evictions from 192.9 to 0 per second",
  },
  "limit-lowered": {
    key: "net/netfilter/nf_conntrack_max",
    text: "Verified on Linux 6.12.118 in a virtual machine: nf_conntrack_max = 8192 reduced failed connections of other clients from 58 to 0 of 120, lost packets from 54.8 to 0 per second",
  },
  "hash-too-small": {
    key: "net/netfilter/nf_conntrack_buckets",
    text: "Verified on Linux 6.12.118 in a virtual machine: nf_conntrack_buckets = 65536 reduced failed connections of other clients from 4 to 0 of 120, lost packets from 13 to 0 per second",
  },
  "fin-wait": {
    key: "net/netfilter/nf_conntrack_tcp_timeout_fin_wait",
    text: "Verified on Linux 6.12.118 in a virtual machine: nf_conntrack_tcp_timeout_fin_wait = 30 reduced failed connections of other clients from 58 to 0 of 120, lost packets from 199.4 to 0.9 per second",
  },
};
