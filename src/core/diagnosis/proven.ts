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
    text: "Proven on 6.12.118, staged in a virtual machine: nf_conntrack_tcp_timeout_time_wait = 30 brought failed tries of bystanders from 60 to 6 of 120, lost packets from 64 to 5.9 a second",
  },
  "syn-flood": {
    key: null,
    text: "Proven on 6.12.118, staged in a virtual machine: SYNPROXY and nf_conntrack_tcp_loose = 0 brought failed tries of bystanders from 1 to 0 of 120, lost packets from 3.2 to 0 a second, evictions from 192.9 to 0 a second",
  },
  "limit-lowered": {
    key: "net/netfilter/nf_conntrack_max",
    text: "Proven on 6.12.118, staged in a virtual machine: nf_conntrack_max = 8192 brought failed tries of bystanders from 58 to 0 of 120, lost packets from 54.8 to 0 a second",
  },
  "hash-too-small": {
    key: "net/netfilter/nf_conntrack_buckets",
    text: "Proven on 6.12.118, staged in a virtual machine: nf_conntrack_buckets = 65536 brought failed tries of bystanders from 4 to 0 of 120, lost packets from 13 to 0 a second",
  },
  "fin-wait": {
    key: "net/netfilter/nf_conntrack_tcp_timeout_fin_wait",
    text: "Proven on 6.12.118, staged in a virtual machine: nf_conntrack_tcp_timeout_fin_wait = 30 brought failed tries of bystanders from 58 to 0 of 120, lost packets from 199.4 to 0.9 a second",
  },
};
