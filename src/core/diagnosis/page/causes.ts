// Possible causes: the first one open, the others behind their names; each with figures, steps, and when to leave it.

import { dotted } from "../../sysctl/key-path.ts";
import { block, code, items, section, shown } from "../../text/html.ts";
import { say } from "../../words/say.ts";
import type { Cause, ReadStep, Step } from "../diagnosis.ts";
import type { MeasuredWorkload } from "../workload.ts";
import type { Actions, PageAction } from "./actions.ts";

const CONFIDENCE: Readonly<Record<Cause["confidence"], string>> = {
  certain: say("certain"),
  likely: say("likely"),
  possible: say("possible"),
};

export function causesSection(causes: readonly Cause[], measured: MeasuredWorkload | undefined, actions: Actions): string {
  if (causes.length === 0) return "";
  const list = causes.map((cause, index) => {
    const name = `<h3>${shown(cause.title)} <span class="badge">${shown(CONFIDENCE[cause.confidence])}</span></h3>`;
    return `<li><details${index === 0 ? " open" : ""}><summary>${name}</summary>${causeBody(cause, measured, actions)}</details></li>`;
  });
  return section(
    causes.length === 1 ? say("Possible cause") : say("Possible causes, the most likely first"),
    `<ol class="causes">${list.join("")}</ol>`,
  );
}

function causeBody({ evidence, steps, apart, leave, proven }: Cause, measured: MeasuredWorkload | undefined, actions: Actions): string {
  return [
    items(evidence),
    stepList(steps, measured, actions),
    proven === undefined ? "" : `<p>${shown(proven)}.</p>`,
    `<p class="quiet">${shown(say("How to tell: {sign}.", { sign: apart }))}</p>`,
    `<p class="quiet">${shown(leave)}.</p>`,
  ].join("");
}

function stepList(steps: readonly Step[], measured: MeasuredWorkload | undefined, actions: Actions): string {
  if (steps.length === 0) return "";
  return `<ul class="steps">${steps.map((step) => `<li>${stepBody(step, measured, actions)}</li>`).join("")}</ul>`;
}

function stepBody(step: Step | ReadStep, measured: MeasuredWorkload | undefined, actions: Actions): string {
  switch (step.kind) {
    case "set":
      return `${code(`${dotted(step.key)} = ${step.value}`)} ${actions.write([{ path: step.key, value: step.value }])}${why(step.why)}${why(say("Cost: {cost}", { cost: step.cost }))}`;
    case "rule":
      return `${shown(step.title)} ${actions.rule(step.rule)}${block(step.rule)}${why(step.why)}`;
    case "read":
      return readStep(step, actions);
    case "calculate":
      return `${actions.button(say("Open the calculator"), calculate(measured))}${why(step.why)}`;
    case "advice":
      return shown(step.text);
  }
}

export function readStep({ what, command, why: reason }: ReadStep, actions: Actions): string {
  return `${shown(what)}: ${code(command)} ${actions.button(say("Copy the command"), { kind: "copy", text: command })}${why(reason)}`;
}

export function calculate(measured: MeasuredWorkload | undefined): PageAction {
  const { classes, target } = measured ?? {};
  return { kind: "calculate", workload: classes ? { classes, target: target ?? null } : null };
}

function why(text: string): string {
  return `<p class="quiet">${shown(text)}${text.endsWith(".") ? "" : "."}</p>`;
}
