// Cause: short questions over UDP that were answered, as of DNS: one entry each, for a moment.
import { formatCount, formatDuration, formatShare } from "../../units/units.ts";
import type { FindCause } from "../context.ts";
import { isDns, namesSteps } from "./names.ts";
import { servicesLine } from "./services-line.ts";
import { confidenceOf, shareOf, shorten, timeoutOf } from "./state-share.ts";
import { advice, calculate } from "./steps.ts";

const KEY = "nf_conntrack_udp_timeout";

export const udpAnswered: FindCause = (context) => {
  const udp = context.evidence.table?.byProtocol["udp"];
  const found = udp && shareOf(context, udp.entries - udp.unreplied - udp.assured - udp.offloaded);
  if (!found) return undefined;
  const names = isDns(context);
  return {
    id: "udp-answered",
    title: names ? "Answered look-ups of names fill the table" : "Short UDP questions and their answers fill the table",
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      `${formatShare(found.share)} of the entries (${formatCount(found.entries)}) are UDP flows that were answered and are over, or nearly so`,
      `Each is kept for ${formatDuration(timeoutOf(context, KEY))} after its last packet`,
      ...servicesLine(context, "udp"),
    ],
    steps: [
      ...(names
        ? namesSteps()
        : [advice("ask-the-client", "See whether the program that asks can ask less often, or over one connection")]),
      ...shorten(context, "unanswered", KEY, found.entries),
      calculate("How large a table so many questions need, and what it costs"),
    ],
  };
};
