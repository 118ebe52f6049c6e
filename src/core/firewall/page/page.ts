// A firewall's answer as a page: HTML for a body, and what its links and buttons do. Knows no editor.

import { code, linkButton, section, shown } from "../../text/html.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { FirewallAnswer } from "../firewall.ts";
import { ELSEWHERE, questionsOf } from "../questions.ts";
import type { RuleText } from "../read.ts";
import { everyPortSentence, trackingSentence, verdict } from "../words.ts";
import { Actions, type FirewallAction } from "./actions.ts";
import { classSections } from "./classes.ts";
import { type Place, placesIn } from "./places.ts";
import { rulesSection } from "./rules.ts";
import { savingsSection } from "./savings.ts";

export interface FirewallPage {
  readonly html: string;
  /** By number, as `address` was asked for them. */
  readonly actions: readonly FirewallAction[];
}

export interface FirewallPageParts {
  readonly answer: FirewallAnswer;
  /** As they were handed over, and whether each can take the rules that are written. */
  readonly texts: readonly (RuleText & { readonly editable: boolean })[];
  /** Says what was read, and when. */
  readonly source: string;
  /** Whether a dump was counted. */
  readonly counted: boolean;
}

/** Lists longer than this say how much is left out. */
const SHOWN = 20;

/** `address` gives the link of an action by its number. */
export function firewallPage(parts: FirewallPageParts, address: (action: number) => string): FirewallPage {
  const { answer, texts, source, counted } = parts;
  const actions = new Actions(address);
  const place = placesIn(texts, actions);
  const html = [
    headerOf(answer, source, place, linkButton(say("Check again"), actions.address({ kind: "again" }))),
    classSections(answer, place),
    savingsSection(answer, counted, actions),
    rulesSection(answer, texts, actions),
    section(say("What turns tracking on"), becauseList(answer, place)),
    section(say("Not recognized, so treated as needing tracking"), notUnderstoodList(answer, place)),
    section(say("Questions and answers"), questionList(answer)),
    `<p class="quiet">${shown(ELSEWHERE)}</p>`,
  ].join("\n");
  return { html, actions: actions.all };
}

function headerOf(answer: FirewallAnswer, source: string, place: Place, again: string): string {
  const isFine =
    answer.tracking === "off" || (answer.ports.length > 0 && answer.ports.every(({ answer: one }) => !/^(needs|unknown)/.test(one)));
  return [
    `<header${isFine ? ' class="fine"' : ""}>`,
    `<p class="severity">${shown(say("Do I need tracking?"))}</p>`,
    `<h1>${shown(verdict(answer))}</h1>`,
    `<p>${shown(trackingSentence(answer))} ${everyPortSentence(answer, place)}</p>`,
    `<p class="quiet">${shown(say("Read: {source}", { source }))} ${again}</p>`,
    "</header>",
  ].join("");
}

function becauseList({ because }: FirewallAnswer, place: Place): string {
  const lines = because.slice(0, SHOWN).map((one) => `<li>${place(one)} ${code(one.rule)}<p class="quiet">${shown(one.why)}</p></li>`);
  return lines.length === 0 ? "" : `<ul class="lines">${lines.join("")}${more(because.length)}</ul>`;
}

function more(count: number): string {
  return count > SHOWN ? `<li>${shown(say("and {more} more", { more: formatCount(count - SHOWN) }))}</li>` : "";
}

function notUnderstoodList({ notUnderstood }: FirewallAnswer, place: Place): string {
  const lines = notUnderstood.slice(0, SHOWN).map((one) => `<li>${place(one)} ${code(one.text.slice(0, 200))}</li>`);
  return lines.length === 0 ? "" : `<ul class="lines">${lines.join("")}${more(notUnderstood.length)}</ul>`;
}

function questionList(answer: FirewallAnswer): string {
  return questionsOf(answer)
    .map(({ question, answer: text }) => `<h3>${shown(question)}</h3><p>${shown(text)}</p>`)
    .join("");
}
