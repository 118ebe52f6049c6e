// Cause: a handful of sources that hold most flows which are answered: a broken client, a heavy one, or one that stands
// for many.

import { formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { FindCause } from "../context.ts";
import { fewest, namesOf, sumOf } from "./concentration.ts";
import { servicesLine } from "./services-line.ts";
import { confidenceOf, shareOf } from "./state-share.ts";
import { advice, calculate } from "./steps.ts";

/** A handful. */
const HANDFUL = 5;

export const fewClients: FindCause = (context) => {
  const { table } = context.evidence;
  if (!table) return undefined;
  const answered = table.entries - table.unreplied;
  const sources = fewest(table.top.answeredSources, answered, undefined, HANDFUL);
  const found = sources && shareOf(context, sumOf(sources));
  if (!found) return undefined;
  const one = sources.length === 1;
  const figures = { entries: formatCount(found.entries), all: formatCount(table.entries), share: formatShare(found.share) };
  const own = table.top.answeredServices.items.some(({ address }) => address === sources[0]?.address);
  return {
    id: "few-clients",
    title: one ? CAUSE_TITLES["few-clients"].one : CAUSE_TITLES["few-clients"].few,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      one
        ? say("{source} has {entries} of {all} entries, {share}", { source: sources[0]?.address ?? "", ...figures })
        : say("{sources} have {entries} of {all} entries, {share}", {
            sources: namesOf(sources, ({ address }) => address),
            ...figures,
          }),
      ...servicesLine(context, busiestProtocol(table.byProtocol)),
      ...(own ? [say("{address} also accepts connections, so it may be this host itself", { address: sources[0]?.address ?? "" })] : []),
    ],
    steps: [
      advice(
        "ask-the-client",
        one
          ? say(
              "Find out what this client does: a lookup loop, a scanner, a downloader, or a proxy, load balancer or NAT gateway with many clients behind it",
            )
          : say("Find out what these clients do, and whether they are proxies, load balancers or gateways with many clients behind them"),
      ),
      advice(
        "limit-sources",
        say(
          "If it is one machine that should not do this, limit its entries by source (ct count over N in nft, connlimit in iptables), in forward for forwarded traffic and in input for services of this host. A larger table only fills later",
        ),
      ),
      calculate(context, say("If many clients are behind the source: calculate the table that traffic needs")),
    ],
  };
};

function busiestProtocol(byProtocol: Readonly<Record<string, { readonly entries: number }>>): string {
  return Object.entries(byProtocol).sort(([, one], [, other]) => other.entries - one.entries)[0]?.[0] ?? "";
}
