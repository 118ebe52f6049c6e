// What is still missing: the questions, and one command for all of them, with a field for what it prints.

import { code, section, shown } from "../../text/html.ts";
import { say } from "../../words/say.ts";
import type { ReadStep } from "../diagnosis.ts";
import { GATHER, GATHERING } from "../gather.ts";
import { isGathered, isNumber } from "../open-questions.ts";
import type { Actions } from "./actions.ts";
import { readStep } from "./causes.ts";

export interface Missing {
  /** What is open, in words. */
  readonly unknown: readonly string[];
  readonly next: readonly ReadStep[];
  /** Whether the head asks for numbers already. */
  readonly numbersAsked: boolean;
}

export function missing({ unknown, next, numbersAsked }: Missing, actions: Actions): string {
  const open = unknown.filter((text) => !(numbersAsked && isNumber(text)));
  const gathered = open.some((text) => isGathered(text, numbersAsked));
  const steps = next.flatMap((step) => {
    if (step.command !== GATHERING.command) return [readStep(step, actions)];
    return gathered ? [asked(step, GATHER, actions)] : [];
  });
  const all = [...open.map((text) => shown(text)), ...steps].map((text) => `<li>${text}</li>`);
  return all.length === 0 ? "" : section(say("Still missing"), `<ul class="steps">${all.join("")}</ul>`);
}

function asked({ what, why }: ReadStep, command: string, actions: Actions): string {
  const action = actions.add({ kind: "answer", command });
  return [
    `${code(command)} ${actions.button(say("Copy the command"), { kind: "copy", text: command })}<p class="quiet">${shown(why)}.</p>`,
    `<form class="answer" data-action="${action}" aria-label="${shown(what)}">`,
    `<label>${shown(say("Output"))} <textarea name="output" rows="1" spellcheck="false"></textarea></label>`,
    `<button type="submit">${shown(say("Read output"))}</button><p class="problem" role="status"></p></form>`,
  ].join("");
}
