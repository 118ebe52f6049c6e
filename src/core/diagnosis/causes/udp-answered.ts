// Cause: short questions over UDP that were answered, as of DNS: one entry each, for a moment.
import { formatCount, formatDuration, formatShare } from "../../units/units.ts";
import type { Context, FindCause } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import { servicesLine } from "./services-line.ts";
import { confidenceOf, shareOf, shorten, timeoutOf } from "./state-share.ts";
import { advice, calculate } from "./steps.ts";

const KEY = "nf_conntrack_udp_timeout";
const DNS = 53;

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

/** Whether most UDP that was answered went to port 53. */
function isDns({ evidence: { table } }: Context): boolean {
  const services = table?.top.answeredServices.items.filter(({ protocol }) => protocol === "udp") ?? [];
  const of = (items: typeof services): number => items.reduce((sum, { entries }) => sum + entries, 0);
  return services.length > 0 && of(services.filter(({ port }) => port === DNS)) * 2 > of(services);
}

function namesSteps(): readonly Step[] {
  return [
    advice(
      "cache-names",
      "Let a cache answer close to the clients: NodeLocal DNSCache on nodes of Kubernetes, a resolver with a cache on a gateway, nscd or systemd-resolved on a host; what it answers locally leaves no entry here",
    ),
    advice(
      "fewer-lookups",
      "Ask once a name: in Kubernetes ndots:5 tries each outside name with the whole search list first, for A and AAAA; a dot at the end of the name or ndots:2 spares that, where no program needs the search list for such names",
    ),
    advice(
      "dns-untracked",
      "Where this host asks its resolver without NAT in between, its look-ups need no tracking; conntrack-planner firewall says what the rules need",
    ),
  ];
}
