// Cause: answers of services all over the world to questions that somebody asked in this host's name: a reflection attack.
import { formatCount, formatShare } from "../../units/units.ts";
import type { FindCause } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import { CONCENTRATED, fewest, namesOf, sumOf } from "./concentration.ts";
import { REFLECTORS } from "./reflectors.ts";
import { confidenceOf, shareOf } from "./state-share.ts";
import { advice, NO_LARGER_TABLE } from "./steps.ts";

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
    title: "Answers that nobody here asked for fill the table: a reflection attack",
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      `${formatShare(found.share)} of the entries (${formatCount(found.entries)}) are unanswered UDP from ports of services: ${namesOf(ports, ({ port }) => `${port} ${REFLECTORS[port]}`)}`,
      "They come from very many sources, each with few entries",
      ...(target ? [`Most of them go to ${target.address}`] : []),
    ],
    steps: [
      dropRule(ports.map(({ port }) => port).sort((one, other) => one - other)),
      advice(
        "filter-upstream",
        "Ask the provider to filter these source ports towards this address for as long as it lasts: the line fills before the table does",
      ),
      advice(
        "raw-except-resolvers",
        "Where the packets cost too much even so, drop them in the raw table, but only behind rules that accept your own resolvers and time servers: their answers come from the same ports",
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
      : ` Where this host itself looks for devices by ${found.join(", ")}, the answers are new flows too: accept them from its own networks first.`;
  return {
    kind: "rule",
    id: "drop-reflection",
    title: `Drop new flows from source ports ${ports.join(", ")}`,
    rule: [
      "table inet reflection {",
      "  chain input {",
      "    type filter hook input priority filter - 1; policy accept;",
      `    udp sport ${set} udp dport != ${set} ct state new drop`,
      "  }",
      "}",
    ].join("\n"),
    why: `What is dropped in input gets no entry, and answers to own questions are not new, so they pass. What goes to one of these ports itself passes too, as between name or time servers.${multicast} It reaches what this host itself gets: for what it forwards, the same rule in a chain of the hook forward. The way back: nft delete table inet reflection`,
  };
}
