// The head of a diagnosis page: the verdict, when and how much, whose machine it is, and the numbers that are asked for.

import type { Evidence } from "../../evidence/evidence.ts";
import { MAX_PATH } from "../../kernel/table-keys.ts";
import { code, shown } from "../../text/html.ts";
import { formatBytes, formatCount, formatDuration, formatRate } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { contextOf } from "../context.ts";
import { counted } from "../counted.ts";
import type { Diagnosis } from "../diagnosis.ts";
import type { Actions } from "./actions.ts";

const SEVERITY: Readonly<Record<Diagnosis["severity"], readonly [icon: string, word: string]>> = {
  loss: ["✖", say("Packets were dropped")],
  pressure: ["⚠", say("Nearly full")],
  fine: ["✔", say("Healthy")],
  unknown: ["?", say("More information needed")],
};

/** What prints both numbers. */
const TELLS = `cat /proc/sys/${MAX_PATH}; grep MemTotal /proc/meminfo`;

export interface HeadOptions {
  /** What was read. */
  readonly source: string;
  readonly canCheck: boolean;
  /** Whether the host at hand could be the one that the texts are from. */
  readonly hostAtHand: boolean;
}

export function head(
  { verdict, severity, since, until, drops }: Diagnosis,
  evidence: Evidence,
  options: HeadOptions,
  actions: Actions,
): string {
  const [icon, usual] = SEVERITY[severity];
  const word = severity === "loss" && !drops && counted(evidence, "early_drop") > 0 ? say("Entries were evicted") : usual;
  const seconds = evidence.log?.tableFull.seconds ?? null;
  const facts = [
    since === null ? "" : until === null || until === since ? since : say("{since} to {until}", { since, until }),
    seconds === null || seconds === 0 ? "" : formatDuration(seconds),
    drops?.perSecond
      ? drops.from === "log"
        ? say("about {perSecond} packets per second in the worst burst", { perSecond: formatRate(drops.perSecond) })
        : say("about {perSecond} packets per second", { perSecond: formatRate(drops.perSecond) })
      : "",
  ].filter((fact) => fact !== "");
  return [
    `<header class="${severity}">`,
    `<p class="severity"><span aria-hidden="true">${icon}</span> ${shown(word)}</p>`,
    `<h1 tabindex="-1">${shown(verdict)}</h1>`,
    facts.length === 0 ? "" : `<p>${shown(facts.join(" · "))}</p>`,
    `<p class="quiet">${shown(say("Read: {source}", { source: options.source }))}</p>`,
    machine(evidence, options.hostAtHand, actions),
    numbers(severity, evidence, actions),
    options.canCheck ? `<p>${actions.button(say("Check again"), { kind: "again" })}</p>` : "",
    "</header>",
  ].join("\n");
}

/** Only texts may be from somewhere else. */
function machine({ host, pieces = [], foreign = [] }: Evidence, hostAtHand: boolean, actions: Actions): string {
  if (!hostAtHand || pieces.length === 0) return "";
  if (host) {
    const doubts = foreign.length === 0 ? "" : ` ${foreign.join(". ")}.`;
    return `<p class="machine">${shown(`${say("Machine: this host.")}${doubts}`)} ${actions.button(say("From another machine"), { kind: "machine", here: false })}</p>`;
  }
  const words =
    foreign.length === 0 ? say("Machine: not this host.") : say("This looks like another machine: {signs}.", { signs: foreign.join(". ") });
  return `<p class="machine">${shown(words)} ${actions.button(say("From this host"), { kind: "machine", here: true })}</p>`;
}

/** Where no host tells them, and a plan needs them. */
export function asksNumbers(severity: Diagnosis["severity"], { host }: Evidence): boolean {
  return host === undefined && severity !== "fine";
}

function numbers(severity: Diagnosis["severity"], evidence: Evidence, actions: Actions): string {
  const { max, memory } = contextOf(evidence);
  if (!asksNumbers(severity, evidence)) return "";
  const action = actions.add({ kind: "numbers" });
  const field = (name: string, label: string, value: string, like: string): string =>
    `<label>${shown(label)} <input name="${name}" value="${shown(value)}" placeholder="${like}" size="12" autocomplete="off" spellcheck="false"></label>`;
  return [
    `<form class="numbers" data-action="${action}" aria-label="${shown(say("Machine figures"))}">`,
    field("limit", say("Limit at that time"), max === undefined ? "" : formatCount(max), "262,144"),
    field("memory", say("Memory"), memory === undefined ? "" : formatBytes(memory), "8 GiB"),
    max === undefined
      ? `<button type="submit" class="primary">${shown(say("Show the plan"))}</button>`
      : `<button type="submit">${shown(say("Update the plan"))}</button>`,
    `<p class="problem" role="status"></p>`,
    "</form>",
    max !== undefined && memory !== undefined
      ? ""
      : `<p class="quiet">${shown(say("On that machine:"))} ${code(TELLS)} ${actions.button(say("Copy the command"), { kind: "copy", text: TELLS })}</p>`,
  ].join("");
}
