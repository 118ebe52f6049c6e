// Causes: UDP flows with packets both ways for a while, as of QUIC and calls; and pings that nobody answers.
import { formatCount, formatDuration, formatShare } from "../../units/units.ts";
import type { FindCause } from "../context.ts";
import { confidenceOf, shareOf, shorten, timeoutOf } from "./state-share.ts";

const STREAM = "nf_conntrack_udp_timeout_stream";
const ICMP = "nf_conntrack_icmp_timeout";

export const udpStreams: FindCause = (context) => {
  const found = shareOf(context, context.evidence.table?.byProtocol["udp"]?.assured ?? 0);
  if (!found) return undefined;
  return {
    id: "udp-streams",
    title: "Lasting UDP flows, as of QUIC or calls, fill the table",
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      `${formatShare(found.share)} of the entries (${formatCount(found.entries)}) are UDP flows with packets both ways (ASSURED)`,
      `Each is kept for ${formatDuration(timeoutOf(context, STREAM))} after its last packet, and is not thrown out early`,
    ],
    steps: [
      ...shorten(context, "save", STREAM, found.entries),
      { kind: "calculate", why: "These are flows in use: how large a table they need, and what it costs" },
    ],
  };
};

export const icmpScan: FindCause = (context) => {
  const found = shareOf(context, context.evidence.table?.byProtocol["icmp"]?.unreplied ?? 0);
  if (!found) return undefined;
  const [first] = context.evidence.table?.top.unrepliedSources.items ?? [];
  return {
    id: "icmp-scan",
    title: "Pings that nobody answers fill the table: a scan",
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      `${formatShare(found.share)} of the entries (${formatCount(found.entries)}) are unanswered pings`,
      ...(first ? [`Most of them come from ${first.address} (${formatCount(first.entries)})`] : []),
    ],
    steps: [
      { kind: "advice", text: "Stop the scan at its source, or drop its echo requests before they are tracked" },
      ...shorten(context, "save", ICMP, found.entries),
    ],
  };
};
