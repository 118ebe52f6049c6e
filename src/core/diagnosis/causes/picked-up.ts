// Cause: connections that were picked up in the middle and seen in one direction only: ESTABLISHED without an answer.

import { formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
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
    title: CAUSE_TITLES["picked-up"].usual,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      say("{share} of the entries ({entries}) are established TCP connections without a reply", {
        share: formatShare(found.share),
        entries: formatCount(found.entries),
      }),
      say(
        "They were picked up mid-connection (nf_conntrack_tcp_loose): an ACK flood, replies that take another path, or connections taken over from another machine",
      ),
    ],
    steps: [
      advice(
        "see-both-ways",
        say(
          "First check whether the replies pass here at all: with asymmetric routing, track both directions or neither. tcp_be_liberal does not help: packets seen in only one direction stay invalid",
        ),
      ),
      ...(context.values[LOOSE] === 0
        ? []
        : [
            advice(
              "tcp-loose-off",
              say(
                "If it is a flood and this host does not take over connections from another one, nf_conntrack_tcp_loose = 0 makes such packets invalid: they get no entry. Connections that lose their entry, such as after a reboot, are then not picked up again",
              ),
            ),
          ]),
      ...(silent ? shortenEstablished(context) : []),
      NO_LARGER_TABLE,
    ],
  };
};
