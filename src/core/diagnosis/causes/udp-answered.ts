// Cause: short questions over UDP that were answered, as of DNS: one entry each, for a moment.

import { formatCount, formatDuration, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
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
    title: names ? CAUSE_TITLES["udp-answered"].names : CAUSE_TITLES["udp-answered"].usual,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      say("{share} of the entries ({entries}) are short UDP exchanges that were answered and are over, or nearly so", {
        share: formatShare(found.share),
        entries: formatCount(found.entries),
      }),
      say("Each stays for {timeout} after its last packet", { timeout: formatDuration(timeoutOf(context, KEY)) }),
      ...servicesLine(context, "udp"),
    ],
    steps: [
      ...(names
        ? namesSteps()
        : [advice("ask-the-client", say("Check whether the program can send fewer queries, or use one connection for them"))]),
      ...shorten(context, "unanswered", KEY, found.entries),
      calculate(context, say("Calculate the table this many queries need, and its cost")),
    ],
  };
};
