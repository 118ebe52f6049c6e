// The situations that are staged, each with its true cause and what its advice must bring. What makes them is in
// machine/situations.c. Data only.
import type { CauseId } from "../../../src/core/diagnosis/cause-words.ts";

/** What a step must bring: nine tenths of the losses gone; or of the evictions, with nobody else harmed. */
type Bar = "losses" | "evictions";

export interface Situation {
  readonly name: string;
  readonly what: string;
  /** The first cause must be one of these. */
  readonly causes: readonly CauseId[];
  readonly bar: Bar;
  /** What the words of the first step ask for, where it is no setting that we write ourselves. */
  readonly byWords?: readonly string[];
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
];

export function situationNamed(name: string): Situation | undefined {
  return SITUATIONS.find((situation) => situation.name === name);
}
