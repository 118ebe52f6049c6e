// Cause: few destinations that do not answer, and clients that try again and again: a server that is down, or one that
// nobody expects an answer of.

import { serviceName } from "../../evidence/dump/service-name.ts";
import type { DumpSummary, Service, Top } from "../../evidence/dump/summary.ts";
import { formatCount, formatShare } from "../../units/units.ts";
import type { FindCause } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import { CONCENTRATED, fewest, namesOf, sumOf } from "./concentration.ts";
import { ONE_WAY } from "./one-way.ts";
import { confidenceOf, shareOf } from "./state-share.ts";
import { advice } from "./steps.ts";
import { shortenUnanswered } from "./unanswered.ts";

/** Entries of each of the busiest sources: clients that try again. Forged sources have one each. */
const TRIES = 3;
const MOST_RULES = 3;

/** The few that most unanswered entries go to; undefined where they are many, or nobody tries again. */
export function silentServices(table: DumpSummary): Top<Service>["items"] | undefined {
  const [busiest] = table.top.unrepliedSources.items;
  if (!busiest || busiest.entries < TRIES || isPickedUp(table)) return undefined;
  return fewest(table.top.unrepliedServices, table.unreplied);
}

/** Whether the destination is what is wrong, and not one other source that asks it: that may be flooding it. */
export function destinationIsDead(table: DumpSummary): boolean {
  if (!silentServices(table)) return false;
  return ownSource(table) !== undefined || fewest(table.top.unrepliedSources, table.unreplied)?.length !== 1;
}

export const deadDestination: FindCause = (context) => {
  const { table } = context.evidence;
  const found = table && shareOf(context, table.unreplied);
  const services = table && silentServices(table);
  if (!found || !services || !destinationIsDead(table)) return undefined;
  const oneWay = services.every(({ protocol, port }) => protocol === "udp" && port !== null && ONE_WAY[port] !== undefined);
  const own = ownSource(table);
  const held = sumOf(services) / table.unreplied;
  return {
    id: "dead-destination",
    title: oneWay
      ? "Packets to a service that never answers fill the table"
      : `${services.length === 1 ? "A destination that does not answer fills" : "Destinations that do not answer fill"} the table`,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      `${formatShare(found.share)} of the entries (${formatCount(found.entries)}) were never answered`,
      `${formatShare(held)} of them go to ${namesOf(services, serviceName)}`,
      sourcesLine(table, own),
    ],
    steps: [
      ...(oneWay ? [untracked(services)] : [mend(own !== undefined), ...refuse(services, own !== undefined)]),
      ...shortenUnanswered(context, table),
    ],
  };
};

/** Established without an answer is another thing: nobody is known to be dead. */
function isPickedUp({ byProtocol, unreplied }: DumpSummary): boolean {
  const tcp = byProtocol["tcp"];
  return (tcp?.unreplied ?? 0) - (tcp?.byState["SYN_SENT"] ?? 0) > unreplied / 2;
}

/** A source that answered flows go to as well, or that most of them come from: this host, or one behind it. */
function ownSource({ top, entries, unreplied }: DumpSummary): string | undefined {
  const sources = fewest(top.unrepliedSources, unreplied) ?? [];
  const asks = fewest(top.answeredSources, entries - unreplied, CONCENTRATED, 1)?.[0]?.address;
  return sources.find(({ address }) => address === asks || top.answeredServices.items.some((service) => service.address === address))
    ?.address;
}

function sourcesLine({ top, unreplied }: DumpSummary, own: string | undefined): string {
  const sources = fewest(top.unrepliedSources, unreplied);
  if (!sources) return "They come from many sources, which try again: the destination is what they share";
  const who = `${formatShare(sumOf(sources) / unreplied)} of them come from ${namesOf(sources, ({ address }) => address)}`;
  return own === undefined ? who : `${who}; ${own} has most other flows too, so it seems to be this host itself`;
}

function mend(own: boolean): Step {
  return advice(
    "mend-destination",
    own
      ? "Bring the destination back, or take it out of the configuration of the program that asks for it: see its retries and whether a firewall on the way drops what it should refuse"
      : "Bring the destination back, or take it out of the clients' configuration; where a firewall on the way drops these packets, let it refuse them: a refused connection leaves no entry",
  );
}

/** Own packets pass output, and no rule in prerouting sees them; forwarded ones pass forward. */
function refuse(services: readonly Service[], own: boolean): readonly Step[] {
  const hook = own ? "output" : "forward";
  const lines = services.slice(0, MOST_RULES).flatMap(({ protocol, address, port }) => {
    if (port === null || (protocol !== "tcp" && protocol !== "udp") || !/^[0-9a-f.:]+$/.test(address)) return [];
    const family = address.includes(":") ? "ip6" : "ip";
    const answer = protocol === "tcp" ? "reject with tcp reset" : "reject";
    return [`    ${family} daddr ${address} ${protocol} dport ${port} ct state new ${answer}`];
  });
  if (lines.length === 0) return [];
  return [
    {
      kind: "rule",
      id: "refuse-destination",
      title: own
        ? "Until it is back, refuse own connections to it at once"
        : "Until it is back, refuse forwarded connections to it at once",
      rule: [
        "table inet dead-destination {",
        `  chain ${hook} {`,
        `    type filter hook ${hook} priority filter - 1; policy accept;`,
        ...lines,
        "  }",
        "}",
      ].join("\n"),
      why: `What is refused gets no entry, and the program knows at once. It stays refused until the rule is gone: nft delete table inet dead-destination. ${
        own
          ? "Packets of this host do not pass prerouting, so a rule there does nothing; for what it forwards, use the hook forward"
          : "For packets of this host itself, use the hook output: they do not pass prerouting or forward"
      }`,
    },
  ];
}

function untracked(services: readonly Service[]): Step {
  const names = [...new Set(services.map(({ port }) => ONE_WAY[port ?? -1] ?? ""))].join(", ");
  return advice(
    "one-way-untracked",
    `Nobody answers ${names}, so tracking gains nothing: take its packets out of tracking in the host's own rules, in output where this host sends them, and accept them there without a state; conntrack-planner firewall says what the rules need`,
  );
}
