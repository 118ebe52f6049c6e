// Causes: UDP flows with packets both ways for a while, as of QUIC and calls; and pings that nobody answers.

import { formatCount, formatDuration, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { FindCause } from "../context.ts";
import { fewest, namesOf } from "./concentration.ts";
import { destinationIsDead } from "./dead-destination.ts";
import { isDns, namesSteps } from "./names.ts";
import { servicesLine } from "./services-line.ts";
import { confidenceOf, shareOf, shorten, timeoutOf } from "./state-share.ts";
import { advice, calculate } from "./steps.ts";

const STREAM = "nf_conntrack_udp_timeout_stream";
const ICMP = "nf_conntrack_icmp_timeout";

export const udpStreams: FindCause = (context) => {
  const found = shareOf(context, context.evidence.table?.byProtocol["udp"]?.assured ?? 0);
  if (!found) return undefined;
  const names = isDns(context);
  return {
    id: "udp-streams",
    title: names ? CAUSE_TITLES["udp-streams"].names : CAUSE_TITLES["udp-streams"].usual,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      say("{share} of the entries ({entries}) are UDP connections with packets in both directions (ASSURED)", {
        share: formatShare(found.share),
        entries: formatCount(found.entries),
      }),
      say("Each stays for {timeout} after its last packet (nf_conntrack_udp_timeout_stream), and is not evicted", {
        timeout: formatDuration(timeoutOf(context, STREAM)),
      }),
      ...servicesLine(context, "udp"),
    ],
    steps: [
      ...(names ? namesSteps() : []),
      ...shorten(context, "save", STREAM, found.entries),
      calculate(context, say("These connections are in use: calculate the table they need, and its cost")),
    ],
  };
};

export const icmpScan: FindCause = (context) => {
  const { table } = context.evidence;
  const found = table && shareOf(context, (table.byProtocol["icmp"]?.unreplied ?? 0) + (table.byProtocol["icmpv6"]?.unreplied ?? 0));
  if (!found || destinationIsDead(context.evidence)) return undefined;
  const sources = fewest(table.top.unrepliedSources, table.unreplied);
  return {
    id: "icmp-scan",
    title: CAUSE_TITLES["icmp-scan"].usual,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      say("{share} of the entries ({entries}) are unanswered pings", {
        share: formatShare(found.share),
        entries: formatCount(found.entries),
      }),
      ...(sources ? [say("Most of them come from {sources}", { sources: namesOf(sources, ({ address }) => address) })] : []),
    ],
    steps: [
      advice(
        "stop-scan",
        say(
          "Stop the scan at its source, or drop its echo requests before they are tracked; drop nothing else, because path MTU discovery and others need ICMP",
        ),
      ),
      ...shorten(context, "save", ICMP, found.entries),
    ],
  };
};
