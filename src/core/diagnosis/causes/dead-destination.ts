// Cause: few destinations that do not answer, and clients that try again and again: a server that is down, or one that
// nobody expects an answer of.

import { serviceName } from "../../evidence/dump/service-name.ts";
import type { DumpSummary, Service, Top } from "../../evidence/dump/summary.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { FindCause } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import { CONCENTRATED, fewest, namesOf, sumOf } from "./concentration.ts";
import { mendDestination } from "./mend-destination.ts";
import { ONE_WAY } from "./one-way.ts";
import { confidenceOf, shareOf } from "./state-share.ts";
import { advice } from "./steps.ts";
import { TRACKS_BOTH } from "./tracks-both.ts";
import { shortenUnanswered } from "./unanswered.ts";

/** Entries of each of the busiest sources: clients that try again. Forged sources have one each. */
const TRIES = 3;
const MOST_RULES = 3;
/** Of the busiest sources' entries, that must be forwarded for a rule of their own. */
const NOTABLE = 0.1;

type Asked = Pick<Evidence, "table" | "owners">;
type Sources = DumpSummary["top"]["unrepliedSources"]["items"];

/** The few that most unanswered entries go to; undefined where they are many, or nobody tries again. */
export function silentServices({ table }: Asked): Top<Service>["items"] | undefined {
  const [busiest] = table?.top.unrepliedSources.items ?? [];
  if (!table || !busiest || busiest.entries < TRIES || isPickedUp(table)) return undefined;
  return fewest(table.top.unrepliedServices, table.unreplied);
}

/** Whether the destination is what is wrong, and not one other source that asks it: that may be flooding it. */
export function destinationIsDead(asked: Asked): boolean {
  if (!asked.table || !silentServices(asked)) return false;
  return sidesOf(asked).own.length > 0 || fewest(asked.table.top.unrepliedSources, asked.table.unreplied)?.length !== 1;
}

export const deadDestination: FindCause = (context) => {
  const { evidence } = context;
  const { table } = evidence;
  const found = table && shareOf(context, table.unreplied);
  const services = silentServices(evidence);
  if (!found || !services || !destinationIsDead(evidence)) return undefined;
  const oneWay = services.every(({ protocol, port }) => protocol === "udp" && port !== null && ONE_WAY[port] !== undefined);
  const sides = sidesOf(evidence);
  const hooks = hooksOf(sides);
  const held = sumOf(services) / table.unreplied;
  return {
    id: "dead-destination",
    title: oneWay
      ? CAUSE_TITLES["dead-destination"].oneWay
      : services.length === 1
        ? CAUSE_TITLES["dead-destination"].one
        : CAUSE_TITLES["dead-destination"].several,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      say("{share} of the entries ({entries}) were never answered", {
        share: formatShare(found.share),
        entries: formatCount(found.entries),
      }),
      say("{share} of them go to {services}", { share: formatShare(held), services: namesOf(services, serviceName) }),
      ...sourceLines(table, sides),
    ],
    steps: [
      ...(oneWay
        ? [untracked(services)]
        : [mendDestination(services, { kind: hooks.includes("output") ? "host" : "clients" }), ...refuse(services, hooks)]),
      ...shortenUnanswered(context, table),
    ],
  };
};

/** Established without an answer is another thing: nobody is known to be dead. */
function isPickedUp({ byProtocol, unreplied }: DumpSummary): boolean {
  const tcp = byProtocol["tcp"];
  return (tcp?.unreplied ?? 0) - (tcp?.byState["SYN_SENT"] ?? 0) > unreplied / 2;
}

/** The busiest sources of unanswered flows: this host itself, and those whose packets it forwards. */
interface Sides {
  readonly own: Sources;
  readonly forwarded: Sources;
  /** Whether the host's own addresses tell it, and not the table alone. */
  readonly certain: boolean;
}

function sidesOf({ table, owners }: Asked): Sides {
  const sources = table?.top.unrepliedSources.items ?? [];
  const asIs = new Set(owners ? owners.addresses.filter(({ own }) => own).map(({ address }) => address) : table ? seemingOwn(table) : []);
  return {
    own: sources.filter(({ address }) => asIs.has(address)),
    forwarded: sources.filter(({ address }) => !asIs.has(address)),
    certain: owners !== undefined,
  };
}

/** A source that answered flows go to as well, or that most of them come from: this host, or one behind it. */
function seemingOwn({ top, entries, unreplied }: DumpSummary): readonly string[] {
  const sources = fewest(top.unrepliedSources, unreplied) ?? [];
  const asks = fewest(top.answeredSources, entries - unreplied, CONCENTRATED, 1)?.[0]?.address;
  const own = sources.find(({ address }) => address === asks || top.answeredServices.items.some((service) => service.address === address));
  return own ? [own.address] : [];
}

type Hook = "output" | "forward";

/** Where the packets pass. By the table alone one of the two is named, and the other in words. */
function hooksOf({ own, forwarded, certain }: Sides): readonly Hook[] {
  if (own.length === 0) return ["forward"];
  return certain && sumOf(forwarded) >= NOTABLE * (sumOf(own) + sumOf(forwarded)) ? ["output", "forward"] : ["output"];
}

function sourceLines({ top, unreplied }: DumpSummary, { own, forwarded, certain }: Sides): readonly string[] {
  const name = ({ address }: { readonly address: string }): string => address;
  const share = (sources: Sources): string => formatShare(sumOf(sources) / unreplied);
  if (certain)
    return [
      ...(own.length > 0
        ? [say("{share} of them come from this host itself: {addresses}", { share: share(own), addresses: namesOf(own, name) })]
        : []),
      ...(forwarded.length > 0
        ? [
            say("{share} of them are forwarded by this host, from {addresses}", {
              share: share(forwarded),
              addresses: namesOf(forwarded, name),
            }),
          ]
        : []),
    ];
  const sources = fewest(top.unrepliedSources, unreplied);
  if (!sources) return [say("They come from many sources, which retry; what they have in common is the destination")];
  return [
    say("{share} of them come from {addresses}", { share: share(sources), addresses: namesOf(sources, name) }),
    ...own
      .slice(0, 1)
      .map(({ address }) => say("{address} also has most other connections, so it seems to be this host itself", { address })),
  ];
}

/**
 * Own packets pass output, and no rule in prerouting sees them; forwarded ones pass forward. NAT is done by then, as that of a
 * service's address: ct original is what was asked for.
 */
function refuse(services: readonly Service[], hooks: readonly Hook[]): readonly Step[] {
  const refused = services.slice(0, MOST_RULES).filter(isRefusable);
  if (refused.length === 0) return [];
  const lines = refused.map(({ protocol, address, port }) => {
    const answer = protocol === "tcp" ? "reject with tcp reset" : "reject";
    return `    meta l4proto ${protocol} ct original ${familyOf(address)} daddr ${address} ct original proto-dst ${port} ct state new ${answer}`;
  });
  const where = WHERE[hooks.join(" ")] ?? "";
  const chains = hooks.flatMap((hook) => [
    `  chain ${hook} {`,
    `    type filter hook ${hook} priority filter - 1; policy accept;`,
    ...lines,
    "  }",
  ]);
  return [
    {
      kind: "rule",
      id: "refuse-destination",
      title: refuseTitle(hooks),
      rule: ["table inet dead-destination {", ...chains, "}"].join("\n"),
      why: [
        say("Rejected connections get no entry, and the program gets an error immediately"),
        ...(refused.every(({ address }) => familyOf(address) === "ip") ? [TRACKS_BOTH] : []),
        say("To remove the rule: {command}", { command: "nft delete table inet dead-destination" }),
        where,
      ].join(". "),
    },
  ];
}

function familyOf(address: string): "ip" | "ip6" {
  return address.includes(":") ? "ip6" : "ip";
}

/** Not what is masked, or has no ports. */
function isRefusable({ protocol, address, port }: Service): boolean {
  return port !== null && (protocol === "tcp" || protocol === "udp") && /^[0-9a-f.:]+$/.test(address);
}

const WHERE: Readonly<Record<string, string>> = {
  output: say("This host's own packets do not pass prerouting, so a rule there has no effect; for forwarded packets, use the forward hook"),
  "output forward": say("This host's own packets pass the output hook, forwarded packets the forward hook, so both need the rule"),
  forward: say("For this host's own packets, use the output hook: they do not pass prerouting or forward"),
};

function untracked(services: readonly Service[]): Step {
  const names = [...new Set(services.map(({ port }) => ONE_WAY[port ?? -1] ?? ""))];
  const values = { names: names.join(", ") };
  const why =
    names.length === 1
      ? say("{names} is never answered, so tracking has no benefit.", values)
      : say("{names} are never answered, so tracking has no benefit.", values);
  const how = say(
    "Add notrack rules to the host's firewall (in output for packets this host sends), and accept these packets without matching a state; conntrack-planner firewall shows the rules you need",
  );
  return advice("one-way-untracked", `${why} ${how}`);
}

function refuseTitle(hooks: readonly Hook[]): string {
  if (hooks.length > 1)
    return hooks[0] === "output"
      ? say("Until it is back, reject this host's own and forwarded connections to it")
      : say("Until it is back, reject forwarded and this host's own connections to it");
  return hooks[0] === "output"
    ? say("Until it is back, reject this host's own connections to it")
    : say("Until it is back, reject forwarded connections to it");
}
