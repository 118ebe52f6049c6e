// Causes: entries that nobody answered, from few sources (a flood, a scanner, a broken client) or from many.

import { serviceName } from "../../evidence/dump/service-name.ts";
import { formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { FindCause } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import { FEW, fewest, namesOf, sumOf } from "./concentration.ts";
import { destinationIsDead, silentServices } from "./dead-destination.ts";
import { confidenceOf, shareOf } from "./state-share.ts";
import { advice } from "./steps.ts";
import { rateLines, shortenUnanswered, unansweredLine } from "./unanswered.ts";

const MOST_RULES = 3;

export const fewSources: FindCause = (context) => {
  const { table } = context.evidence;
  const found = table && shareOf(context, table.unreplied);
  const sources = table && fewest(table.top.unrepliedSources, table.unreplied);
  if (!found || !sources || destinationIsDead(context.evidence)) return undefined;
  const one = sources.length === 1;
  const services = silentServices(context.evidence);
  return {
    id: "unreplied-few-sources",
    title: `Unanswered packets from ${one ? say("one source") : say("few sources")} fill the table`,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      unansweredLine(table, found.share),
      `${one ? "One source has" : `${sources.length} sources have`} ${formatShare(sumOf(sources) / table.unreplied)} of them: ${namesOf(sources, ({ address }) => address)}`,
      ...(services
        ? [`${formatShare(sumOf(services) / table.unreplied)} of them go to ${namesOf(services, serviceName)}: it may be down`]
        : []),
      ...rateLines(table),
    ],
    steps: [...sources.slice(0, MOST_RULES).flatMap(({ address }) => keepOut(address)), ...shortenUnanswered(context, table)],
  };
};

export const manySources: FindCause = (context) => {
  const { table } = context.evidence;
  const found = table && shareOf(context, table.unreplied);
  if (!found || fewest(table.top.unrepliedSources, table.unreplied) || destinationIsDead(context.evidence)) return undefined;
  return {
    id: "unreplied-many-sources",
    title: say("Unanswered packets from many sources fill the table"),
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      unansweredLine(table, found.share),
      `The ${FEW} most frequent sources have less than half of them: a scan, a flood with spoofed sources, or a service that is down`,
      ...rateLines(table),
    ],
    steps: [
      ...shortenUnanswered(context, table),
      advice("drop-not-meant", say("If a service of this host is the target, drop traffic that is not meant for it, or do not track it")),
    ],
  };
};

/**
 * Drops what the source begins anew with this host. Untracking it in prerouting would break NAT: answers to translated flows,
 * and packets to forwarded ports, come for the host's own address there. None for an address that is masked.
 */
function keepOut(address: string): readonly Step[] {
  if (!/^[0-9a-f.:]+$/.test(address)) return [];
  const family = address.includes(":") ? "ip6" : "ip";
  return [
    {
      kind: "rule",
      id: "keep-source-out",
      title: say("Keep {address} out of the table", { address }),
      rule: [
        "table inet keep-out {",
        "  chain input {",
        "    type filter hook input priority filter - 1; policy accept;",
        `    ${family} saddr ${address} ct state new drop`,
        "  }",
        "}",
      ].join("\n"),
      why: say(
        "Packets dropped in input get no entry; open connections, replies and translated packets pass as before. The source cannot open new connections to this host: if it is a client you serve, limit its entries instead (ct count over N). For packets it sends through this host, add the same rule to a chain of the forward hook. To remove it: nft delete table inet keep-out",
      ),
    },
  ];
}
