// Cause: connections that were picked up in the middle and seen in one direction only: ESTABLISHED without an answer.
import { formatCount, formatShare } from "../../units/units.ts";
import type { FindCause } from "../context.ts";
import { shortenEstablished } from "./established.ts";
import { confidenceOf, shareOf } from "./state-share.ts";
import { advice, NO_LARGER_TABLE } from "./steps.ts";

const LOOSE = "net/netfilter/nf_conntrack_tcp_loose";
/** Of the established ones, that must be unanswered. */
const MOST = 0.5;
/** Seconds; nf_conntrack_tcp_timeout_unacknowledged by default. */
const UNACKNOWLEDGED = 300;

export const pickedUp: FindCause = (context) => {
  const tcp = context.evidence.table?.byProtocol["tcp"];
  const established = tcp?.byState["ESTABLISHED"] ?? 0;
  // A SYN that nobody answers is the only other state of TCP without a reply.
  const unanswered = Math.max(0, (tcp?.unreplied ?? 0) - (tcp?.byState["SYN_SENT"] ?? 0));
  const found = shareOf(context, Math.min(established, unanswered));
  if (!found || found.entries < MOST * established) return undefined;
  // By default they count down from 300 s (tcp_timeout_unacknowledged, max_retrans); those with more left have the long timeout.
  const silent = (context.evidence.table?.remaining["tcp"]?.["ESTABLISHED"]?.median ?? 0) > UNACKNOWLEDGED;
  return {
    id: "picked-up",
    title: "Connections seen in one direction only fill the table",
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      `${formatShare(found.share)} of the entries (${formatCount(found.entries)}) are established TCP connections of which no answer was seen`,
      "They were picked up in the middle (nf_conntrack_tcp_loose): a flood of ACKs, answers that take another way, or connections of a machine that this one took over",
    ],
    steps: [
      advice(
        "see-both-ways",
        "See first whether the answers pass here at all: with one-way routing, track neither direction or both. tcp_be_liberal does not help: packets of one direction stay invalid with it",
      ),
      ...(context.values[LOOSE] === 0
        ? []
        : [
            advice(
              "tcp-loose-off",
              "Where it is a flood and this host takes over nobody's connections, nf_conntrack_tcp_loose = 0 makes such packets invalid: they get no entry. Connections that lose their entry, as after a restart, are then not picked up again",
            ),
          ]),
      ...(silent ? shortenEstablished(context) : []),
      NO_LARGER_TABLE,
    ],
  };
};
