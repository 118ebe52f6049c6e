// Causes: entries that nobody answered, from few sources (a flood, a scanner, a broken client) or from many.

import { serviceName } from "../../evidence/dump/service-name.ts";
import type { DumpSummary, Service } from "../../evidence/dump/summary.ts";
import { formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { Context, FindCause } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import { FEW, fewest, namesOf, sumOf } from "./concentration.ts";
import { destinationIsDead, silentServices } from "./dead-destination.ts";
import { keepOut } from "./keep-out.ts";
import { mendDestination } from "./mend-destination.ts";
import { isPrivate } from "./private-address.ts";
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
  const most = {
    count: sources.length,
    share: formatShare(sumOf(sources) / table.unreplied),
    names: namesOf(sources, ({ address }) => address),
  };
  return {
    id: "unreplied-few-sources",
    title: one ? CAUSE_TITLES["unreplied-few-sources"].one : CAUSE_TITLES["unreplied-few-sources"].few,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      unansweredLine(table, found.share),
      one ? say("One source has {share} of them: {names}", most) : say("{count} sources have {share} of them: {names}", most),
      ...(services
        ? [
            say("{share} of them go to {services}: it may be down", {
              share: formatShare(sumOf(services) / table.unreplied),
              services: namesOf(services, serviceName),
            }),
          ]
        : []),
      ...rateLines(table),
    ],
    steps: [...mended(services, sources), ...look(sources), ...shortenUnanswered(context, table), ...rulesFor(context, sources)],
  };
};

export const manySources: FindCause = (context) => {
  const { table } = context.evidence;
  const found = table && shareOf(context, table.unreplied);
  if (!found || fewest(table.top.unrepliedSources, table.unreplied) || destinationIsDead(context.evidence)) return undefined;
  return {
    id: "unreplied-many-sources",
    title: CAUSE_TITLES["unreplied-many-sources"].usual,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      unansweredLine(table, found.share),
      say(
        "The {count} most frequent sources have less than half of them: a scan, a flood with spoofed sources, or a service that is down",
        {
          count: FEW,
        },
      ),
      ...rateLines(table),
    ],
    steps: [
      ...shortenUnanswered(context, table),
      advice("drop-not-meant", say("If a service of this host is the target, drop traffic that is not meant for it, or do not track it")),
    ],
  };
};

type Sources = DumpSummary["top"]["unrepliedSources"]["items"];

/** What does not answer is put right before anybody is shut out for asking it. */
function mended(services: readonly Service[] | undefined, sources: Sources): readonly Step[] {
  const [first] = sources;
  if (!services || !first) return [];
  return [mendDestination(services, sources.length === 1 ? { kind: "source", source: first.address } : { kind: "sources" })];
}

/** Before a rule, where a source may be a client, or the machine that this host is administered from. */
function look(sources: Sources): readonly Step[] {
  return sources.some(({ address }) => isPrivate(address))
    ? [
        advice(
          "ask-the-client",
          sources.length === 1
            ? say("Find out what {source} does: a scanner, a monitor, or a program that asks what does not answer", {
                source: sources[0]?.address ?? "",
              })
            : say("Find out what these sources do: scanners, monitors, or programs that ask what does not answer"),
        ),
      ]
    : [];
}

function rulesFor(context: Context, sources: Sources): readonly Step[] {
  return sources.slice(0, MOST_RULES).flatMap(({ address }) => keepOut(context, address));
}
