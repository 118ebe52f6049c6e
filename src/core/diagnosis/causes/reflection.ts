// Cause: answers of services all over the world to questions that somebody asked in this host's name: a reflection attack.

import { formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { FindCause } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import { CONCENTRATED, fewest, namesOf, sumOf } from "./concentration.ts";
import { REFLECTORS } from "./reflectors.ts";
import { confidenceOf, shareOf } from "./state-share.ts";
import { advice, NO_LARGER_TABLE } from "./steps.ts";
import { TRACKS_BOTH } from "./tracks-both.ts";

export const reflection: FindCause = (context) => {
  const { table } = context.evidence;
  if (!table) return undefined;
  const ports = table.top.unrepliedSourcePorts.items.filter(({ port }) => REFLECTORS[port] !== undefined);
  const found = shareOf(context, sumOf(ports));
  // Of few sources it is a server whose answers come late, or one whose clients are gone.
  if (!found || fewest(table.top.unrepliedSources, table.unreplied, CONCENTRATED)) return undefined;
  const [target] = fewest(table.top.unrepliedServices, table.unreplied) ?? [];
  return {
    id: "reflection",
    title: CAUSE_TITLES["reflection"].usual,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      say("{share} of the entries ({entries}) are unanswered UDP packets from service ports: {ports}", {
        share: formatShare(found.share),
        entries: formatCount(found.entries),
        ports: namesOf(ports, ({ port }) => `${port} ${REFLECTORS[port]}`),
      }),
      say("They come from very many sources, each with few entries"),
      ...(target ? [say("Most of them go to {address}", { address: target.address })] : []),
    ],
    steps: [
      dropRule(ports.map(({ port }) => port).sort((one, other) => one - other)),
      advice(
        "filter-upstream",
        say(
          "Ask the provider to filter these source ports towards this address while the attack lasts: the link fills before the table does",
        ),
      ),
      advice(
        "raw-except-resolvers",
        say(
          "If the packets still cost too much, drop them in the raw table, but only after rules that accept your own resolvers and time servers: their replies come from the same ports",
        ),
      ),
      NO_LARGER_TABLE,
    ],
  };
};

/** Services that are asked by multicast or broadcast: each answer comes from an address that was not asked, and is new. */
const ASKED_BY_ALL = [137, 1900, 3702, 5353];

function dropRule(ports: readonly number[]): Step {
  const set = `{ ${ports.join(", ")} }`;
  const found = ports.filter((port) => ASKED_BY_ALL.includes(port)).map((port) => `${port} (${REFLECTORS[port]})`);
  const multicast =
    found.length === 0
      ? ""
      : say(
          "If this host discovers devices by {services}, their replies are also new connections: accept them from its own networks first",
          {
            services: found.join(", "),
          },
        );
  return {
    kind: "rule",
    id: "drop-reflection",
    title: say("Drop new connections from source ports {ports}", { ports: ports.join(", ") }),
    rule: [
      "table inet reflection {",
      "  chain input {",
      "    type filter hook input priority filter - 1; policy accept;",
      `    udp sport ${set} udp dport != ${set} ct state new drop`,
      "  }",
      "}",
    ].join("\n"),
    why: [
      say(
        "Packets dropped in input get no entry; replies to this host's own queries are not new, so they pass. Packets to one of these ports also pass, such as between name servers or time servers",
      ),
      ...(multicast === "" ? [] : [multicast]),
      say("The rule covers packets to this host; for forwarded packets, add the same rule to a chain of the forward hook"),
      TRACKS_BOTH,
      say("To remove the rule: {command}", { command: "nft delete table inet reflection" }),
    ].join(". "),
  };
}
