// What is still missing: one command each, with a field for what it prints.

import { code, section, shown } from "../../text/html.ts";
import { say } from "../../words/say.ts";
import type { ReadStep } from "../diagnosis.ts";
import { questionOf } from "../open-questions.ts";
import type { Actions } from "./actions.ts";
import { readStep } from "./causes.ts";

export interface Missing {
  /** What is open in words, what a command of `next` answers among it. */
  readonly unknown: readonly string[];
  readonly next: readonly ReadStep[];
  /** Whether the head asks for numbers already. */
  readonly numbersAsked: boolean;
}

export function missing({ unknown, next, numbersAsked }: Missing, actions: Actions): string {
  const questions = next.map((step) => ({ step, question: questionOf(step.command) }));
  const steps = questions
    .filter(({ question }) => !(numbersAsked && question?.number))
    .map(({ step, question }) => {
      const open = question ? `<p><strong>${shown(question.unknown)}</strong></p>` : "";
      return `<li>${open}${question?.command ? asked(step, question.command, actions) : readStep(step, actions)}</li>`;
    });
  const asking = questions.map(({ question }) => question?.unknown);
  const others = unknown.filter((text) => !asking.includes(text)).map((text) => `<li>${shown(text)}</li>`);
  const all = [...steps, ...others];
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
